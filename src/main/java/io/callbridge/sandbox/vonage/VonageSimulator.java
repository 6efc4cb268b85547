package io.callbridge.sandbox.vonage;

import io.callbridge.sandbox.Sandbox;
import io.callbridge.sandbox.SandboxOnly;
import io.callbridge.sandbox.Seed;
import io.callbridge.sandbox.ThreadTimetable;
import io.callbridge.sandbox.verba.Tap;
import io.callbridge.sandbox.vonage.Webhook.MetadataPolicy;
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

/** Puts the simulated Vonage together and starts it once the application is ready. */
@SandboxOnly
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VonageSettings.class)
class VonageSimulator {

  private static final String TIMETABLE = "simulatedVonageTimetable";

  @Bean
  Switchboard simulatedVonageSwitchboard(
      VonageSettings settings, @Qualifier(Sandbox.CLOCK) Clock clock) {
    return new Switchboard(settings.keep(), settings.reportedAfter(), clock);
  }

  @Bean
  Tokens simulatedVonageTokens(
      VonageSettings settings, Seed seed, @Qualifier(Sandbox.CLOCK) Clock clock) {
    return new Tokens(settings, seed.stream("vonage tokens"), clock);
  }

  @Bean
  Doorkeeper simulatedVonageDoorkeeper(VonageSettings settings, Tokens tokens) {
    return new Doorkeeper(settings, tokens);
  }

  @Bean
  Faults simulatedVonageFaults(Seed seed) {
    return new Faults(seed.stream("vonage faults"));
  }

  @Bean
  LiveCalls simulatedVonageLiveCalls(
      VonageSettings settings, @Qualifier(Sandbox.CLOCK) Clock clock) {
    return new LiveCalls(settings, clock);
  }

  @Bean
  Webhooks simulatedVonageWebhooks(VonageSettings settings, @Qualifier(Sandbox.CLOCK) Clock clock) {
    var webhooks = new Webhooks();
    VonageSettings.Webhooks preset = settings.webhooks();
    if (preset.url() != null) {
      webhooks.add(
          new Webhook(
              "preset",
              preset.url(),
              preset.signingKey(),
              MetadataPolicy.BODY,
              clock.instant(),
              preset.life()));
    }
    return webhooks;
  }

  @Bean(name = TIMETABLE, defaultCandidate = false)
  ThreadTimetable simulatedVonageTimetable() {
    return new ThreadTimetable("vonage");
  }

  @Bean
  CallPlayer simulatedVonagePlayer(
      VonageSettings settings,
      Seed seed,
      Switchboard switchboard,
      Webhooks webhooks,
      @Qualifier(TIMETABLE) ThreadTimetable timetable,
      Tap tap,
      @Qualifier(Sandbox.CLOCK) Clock clock) {
    var courier =
        new Courier(
            settings,
            webhooks,
            new HttpReceiver(settings.webhooks().patience()),
            timetable,
            seed.stream("vonage mischief"),
            clock);
    var writer = new CallWriter(settings, seed.stream("vonage calls"));
    return new CallPlayer(writer, switchboard, courier, timetable, call -> tell(tap, call), clock);
  }

  private static void tell(Tap tap, CallScript call) {
    if (call.answeredAt() != null) {
      String agent = call.agent().extension();
      tap.heard(
          call.callId(),
          call.inbound() ? call.outside() : agent,
          call.inbound() ? agent : call.outside(),
          call.answeredAt(),
          call.endedAt());
    }
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> simulatedVonageStart(
      VonageSettings settings, CallPlayer player, Environment environment) {
    return ready -> {
      boolean sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
      if (settings.enabled() != null ? settings.enabled() : sandbox) {
        LoggerFactory.getLogger(VonageSimulator.class)
            .info("Vonage plays {} calls per minute", settings.callsPerMinute());
        player.playOn(settings.betweenCalls());
      }
    };
  }
}
