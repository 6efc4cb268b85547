package io.callbridge.sandbox;

import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.Ordered;

/** What all simulators share: the clock, the seed, and the rule that only this machine may ask. */
@SandboxOnly
@Configuration(proxyBeanMethods = false)
@ComponentScan(
    excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
@EnableConfigurationProperties(SandboxSettings.class)
public class Sandbox {

  /** Name of the simulators' clock; a bean of its own, so that a test can set it alone. */
  public static final String CLOCK = "sandboxClock";

  @Bean(name = CLOCK, defaultCandidate = false)
  Clock sandboxClock() {
    return Clock.systemUTC();
  }

  @Bean
  Seed sandboxSeed(SandboxSettings settings, @Qualifier(CLOCK) Clock clock) {
    Seed seed = new Seed(settings.seed() != null ? settings.seed() : clock.millis());
    LoggerFactory.getLogger(Sandbox.class)
        .info("Simulators run with callbridge.sandbox.seed={}", seed.value());
    return seed;
  }

  @Bean
  FilterRegistrationBean<LoopbackOnly> sandboxLoopbackOnly() {
    var registration = new FilterRegistrationBean<>(new LoopbackOnly());
    registration.addUrlPatterns("/simulator/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }
}
