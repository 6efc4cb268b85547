package io.callbridge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Starts the bridge; with the profile {@code simulator} the simulated far ends alone. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan("io.callbridge.sandbox")
public class Callbridge {

  public static void main(String[] arguments) {
    SpringApplication.run(Callbridge.class, arguments);
  }

  @Configuration
  @Profile("!simulator")
  @ComponentScan({
    "io.callbridge.broadbanddynamics",
    "io.callbridge.dispatch",
    "io.callbridge.leadsquared",
    "io.callbridge.ops",
    "io.callbridge.store",
    "io.callbridge.verba"
  })
  static class Bridge {}
}
