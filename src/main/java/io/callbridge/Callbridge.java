package io.callbridge;

import io.callbridge.kit.Kit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.prometheus.PrometheusExemplarsAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Profile;

/**
 * Starts the bridge; with the profile {@code simulator} the simulated far ends alone; with a
 * command of the route kit only that.
 *
 * <p>Metrics have no exemplars: a counter would ask for its span even when the application that
 * knows it has been closed.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = PrometheusExemplarsAutoConfiguration.class)
@ComponentScan(
    basePackages = "io.callbridge.sandbox",
    excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
public class Callbridge {

  public static void main(String[] arguments) {
    if (Kit.isCommand(arguments)) {
      System.exit(Kit.run(arguments));
    }
    SpringApplication.run(Callbridge.class, arguments);
  }

  /** What the bridge is made of, without what the platform adds by itself. */
  @Configuration
  @Profile("!simulator")
  @ComponentScan(
      basePackages = {
        "io.callbridge.bandwidth",
        "io.callbridge.broadbanddynamics",
        "io.callbridge.cluster",
        "io.callbridge.collect",
        "io.callbridge.console",
        "io.callbridge.declared",
        "io.callbridge.dispatch",
        "io.callbridge.kit.reload",
        "io.callbridge.leadsquared",
        "io.callbridge.ops",
        "io.callbridge.recording",
        "io.callbridge.steer",
        "io.callbridge.store",
        "io.callbridge.verba",
        "io.callbridge.vonage"
      },
      excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
  public static class Bridge {}
}
