package io.callbridge.sandbox.bandwidth;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.sandbox.Sandbox;
import io.callbridge.sandbox.SandboxOnly;
import io.callbridge.sandbox.Seed;
import io.callbridge.sandbox.verba.Tap;
import java.net.URI;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Puts the simulated Bandwidth together and starts it once the application is ready. */
@SandboxOnly
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BandwidthSettings.class)
class BandwidthSimulator {

  @Bean
  PlayedCalls simulatedBandwidthCalls(BandwidthSettings settings) {
    return new PlayedCalls(settings.keep());
  }

  @Bean
  ThreadTimetable simulatedBandwidthTimetable() {
    return new ThreadTimetable();
  }

  @Bean
  Mischief simulatedBandwidthMischief(BandwidthSettings settings, Seed seed) {
    return new Mischief(settings.mischief(), seed.stream("bandwidth mischief"));
  }

  @Bean
  Faults simulatedBandwidthFaults(BandwidthSettings settings, Seed seed) {
    return new Faults(settings.faults(), seed.stream("bandwidth faults"));
  }

  @Bean
  CallPlayer simulatedBandwidthPlayer(
      BandwidthSettings settings,
      Seed seed,
      Mischief mischief,
      PlayedCalls played,
      ThreadTimetable timetable,
      Tap tap,
      Environment environment,
      @Qualifier(Sandbox.CLOCK) Clock clock) {
    return new CallPlayer(
        new CallWriter(settings, seed.stream("bandwidth calls")),
        mischief,
        new HttpBridge(() -> bridge(settings, environment)),
        new Transfers(settings, seed.stream("bandwidth transfers")),
        timetable,
        played,
        call -> tell(tap, call.script()),
        clock);
  }

  /** Of a conversation that Bandwidth records itself, nobody else does. */
  private static void tell(Tap tap, CallScript script) {
    CallLeg call = script.parent();
    ExpectedCallLog parties = script.expected();
    if (call.answerTime() != null && script.recording() == null && parties != null) {
      tap.heard(
          call.callId(),
          parties.sourceNumber(),
          parties.destinationNumber(),
          call.answerTime(),
          call.endTime());
    }
  }

  @Bean
  CallRecords simulatedBandwidthRecords(
      BandwidthSettings settings, PlayedCalls played, @Qualifier(Sandbox.CLOCK) Clock clock) {
    return new CallRecords(settings, played, clock);
  }

  @Bean
  CallControl simulatedBandwidthControl(
      BandwidthSettings settings,
      CallPlayer player,
      PlayedCalls played,
      CallRecords records,
      Faults faults,
      Seed seed,
      @Qualifier(Sandbox.CLOCK) Clock clock) {
    return new CallControl(
        settings, player, played, records, faults, seed.stream("bandwidth requests"), clock);
  }

  @Bean
  FilterRegistrationBean<ApiGateway> simulatedBandwidthGateway(
      BandwidthSettings settings,
      Faults faults,
      ObjectMapper json,
      @Qualifier(Sandbox.CLOCK) Clock clock) {
    var registration = new FilterRegistrationBean<>(new ApiGateway(settings, faults, json, clock));
    registration.addUrlPatterns("/simulator/bandwidth/api/*");
    return registration;
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> simulatedBandwidthStart(
      BandwidthSettings settings, CallPlayer player, Environment environment) {
    return ready -> {
      if (settings.enabled() != null ? settings.enabled() : isSandbox(environment)) {
        LoggerFactory.getLogger(BandwidthSimulator.class)
            .info(
                "Bandwidth plays {} calls per minute to {}",
                settings.callsPerMinute(),
                bridge(settings, environment).url());
        player.playOn(settings.betweenCalls());
      }
    };
  }

  /** In the sandbox the bridge is this application; its port is known once it listens. */
  static Webhook.Target bridge(BandwidthSettings settings, Environment environment) {
    URI url = settings.bridgeUrl();
    if (url == null) {
      String port = "8080";
      if (isSandbox(environment)) {
        port =
            environment.getProperty(
                "local.server.port", environment.getProperty("server.port", port));
      }
      url = URI.create("http://127.0.0.1:" + port);
    }
    return new Webhook.Target(
        url + "/api/bandwidth/" + settings.account() + "/events",
        settings.webhookMethod(),
        settings.webhookUsername(),
        settings.webhookPassword());
  }

  private static boolean isSandbox(Environment environment) {
    return environment.acceptsProfiles(Profiles.of("sandbox"));
  }
}
