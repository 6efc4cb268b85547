package io.callbridge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Callbridge {
  public static void main(String[] arguments) {
    SpringApplication.run(Callbridge.class, arguments);
  }
}
