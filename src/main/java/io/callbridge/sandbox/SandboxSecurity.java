package io.callbridge.sandbox;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;

/** The simulators have the logins of the far ends they play, and are for this machine only. */
@SandboxOnly
@Configuration(proxyBeanMethods = false)
class SandboxSecurity {

  @Bean
  WebSecurityCustomizer simulatorsHaveTheirOwnLogins() {
    return web -> web.ignoring().requestMatchers("/simulator/**");
  }
}
