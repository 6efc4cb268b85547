package io.callbridge.sandbox.broadbanddynamics;

import io.callbridge.sandbox.Sandbox;
import io.callbridge.sandbox.SandboxOnly;
import io.callbridge.sandbox.Seed;
import io.callbridge.sandbox.ThreadTimetable;
import java.net.URI;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Puts the simulated Broadband Dynamics together and starts it once the application is ready. */
@SandboxOnly
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BroadbandDynamicsSettings.class)
class BroadbandDynamicsSimulator {

  @Bean
  PlayedCalls simulatedBroadbandDynamicsCalls(BroadbandDynamicsSettings settings) {
    return new PlayedCalls(settings.keep());
  }

  @Bean
  ThreadTimetable simulatedBroadbandDynamicsTimetable() {
    return new ThreadTimetable("broadband-dynamics");
  }

  @Bean
  CallPlayer simulatedBroadbandDynamicsPlayer(
      BroadbandDynamicsSettings settings,
      Seed seed,
      PlayedCalls played,
      @Qualifier("simulatedBroadbandDynamicsTimetable") ThreadTimetable timetable,
      Environment environment,
      @Qualifier(Sandbox.CLOCK) Clock clock) {
    return new CallPlayer(
        new CallWriter(settings, seed.stream("broadband-dynamics calls")),
        new Mischief(settings.mischief(), seed.stream("broadband-dynamics mischief")),
        new HttpBridge(
            () -> bridgeUrl(settings, environment), settings.account(), settings.secret()),
        timetable,
        played,
        clock);
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> simulatedBroadbandDynamicsStart(
      BroadbandDynamicsSettings settings, CallPlayer player, Environment environment) {
    return ready -> {
      if (settings.enabled() != null ? settings.enabled() : isSandbox(environment)) {
        LoggerFactory.getLogger(BroadbandDynamicsSimulator.class)
            .info(
                "Broadband Dynamics plays {} calls per minute to {}",
                settings.callsPerMinute(),
                bridgeUrl(settings, environment));
        player.playOn(settings.betweenCalls());
      }
    };
  }

  /** In the sandbox the bridge is this application; its port is known once it listens. */
  static URI bridgeUrl(BroadbandDynamicsSettings settings, Environment environment) {
    if (settings.bridgeUrl() != null) {
      return settings.bridgeUrl();
    }
    String port = "8080";
    if (isSandbox(environment)) {
      port =
          environment.getProperty(
              "local.server.port", environment.getProperty("server.port", port));
    }
    return URI.create("http://127.0.0.1:" + port);
  }

  private static boolean isSandbox(Environment environment) {
    return environment.acceptsProfiles(Profiles.of("sandbox"));
  }
}
