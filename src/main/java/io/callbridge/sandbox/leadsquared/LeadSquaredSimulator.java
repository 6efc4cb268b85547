package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.sandbox.Sandbox;
import io.callbridge.sandbox.SandboxOnly;
import io.callbridge.sandbox.Seed;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the simulated LeadSquared together. */
@SandboxOnly
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LeadSquaredSettings.class)
class LeadSquaredSimulator {

  @Bean
  Activities simulatedLeadSquaredActivities(LeadSquaredSettings settings) {
    return new Activities(settings.keep());
  }

  @Bean
  TaskQueue simulatedLeadSquaredQueue(
      LeadSquaredSettings settings,
      Activities activities,
      Seed seed,
      @Qualifier(Sandbox.CLOCK) Clock clock) {
    return new TaskQueue(
        settings.completion(),
        settings.keep(),
        activities,
        seed.stream("leadsquared tasks"),
        clock);
  }

  @Bean
  RequestLog simulatedLeadSquaredRequestLog(LeadSquaredSettings settings) {
    return new RequestLog(settings.keep());
  }

  @Bean
  Faults simulatedLeadSquaredFaults(LeadSquaredSettings settings, Seed seed) {
    return new Faults(settings.faults(), seed.stream("leadsquared faults"));
  }

  @Bean
  FilterRegistrationBean<ApiGateway> simulatedLeadSquaredGateway(
      LeadSquaredSettings settings,
      Faults faults,
      RequestLog log,
      ObjectMapper json,
      @Qualifier(Sandbox.CLOCK) Clock clock) {
    var gateway =
        new ApiGateway(
            new Credentials(settings),
            new Admission(settings.limits(), faults, log, clock),
            faults,
            json,
            lateBy -> LockSupport.parkNanos(lateBy.toNanos()));
    var registration = new FilterRegistrationBean<>(gateway);
    registration.addUrlPatterns("/simulator/leadsquared/1/*", "/simulator/leadsquared/v2/*");
    return registration;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> simulatedLeadSquaredCutConnection() {
    return tomcat -> tomcat.addEngineValves(new CutConnection());
  }
}
