package io.callbridge.sandbox;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The simulators have the logins of the far ends they play, and are for this machine only. */
@SandboxOnly
@Configuration(proxyBeanMethods = false)
class SandboxSecurity {

  @Bean
  @Order(1)
  SecurityFilterChain simulators(ObjectProvider<HttpSecurity> security) throws Exception {
    HttpSecurity http = security.getIfAvailable();
    return http == null
        ? null
        : http.securityMatcher("/simulator/**")
            .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
            .csrf(csrf -> csrf.disable())
            .build();
  }
}
