package io.callbridge.sandbox.verba;

import io.callbridge.sandbox.Sandbox;
import io.callbridge.sandbox.SandboxOnly;
import io.callbridge.sandbox.Seed;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the simulated recorder together. */
@SandboxOnly
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VerbaSettings.class)
class VerbaSimulator {

  @Bean
  Recordings simulatedVerbaRecordings(
      VerbaSettings settings, Seed seed, @Qualifier(Sandbox.CLOCK) Clock clock) {
    return new Recordings(
        settings.keep(), settings.appearAfter(), seed.stream("verba recordings"), clock);
  }

  @Bean
  Tap simulatedVerbaTap(VerbaSettings settings, Recordings recordings, Seed seed) {
    return new Tap(recordings, settings.tap(), seed.stream("verba tap"));
  }

  @Bean
  Sessions simulatedVerbaSessions(
      VerbaSettings settings, Seed seed, @Qualifier(Sandbox.CLOCK) Clock clock) {
    return new Sessions(settings, seed.stream("verba tokens"), clock);
  }

  @Bean
  Lookup simulatedVerbaLookup(
      VerbaSettings settings, Recordings recordings, @Qualifier(Sandbox.CLOCK) Clock clock) {
    return new Lookup(
        recordings, settings.nextWait(), by -> LockSupport.parkNanos(by.toNanos()), clock);
  }

  @Bean
  Faults simulatedVerbaFaults(VerbaSettings settings, Seed seed) {
    return new Faults(settings.faults(), seed.stream("verba faults"));
  }
}
