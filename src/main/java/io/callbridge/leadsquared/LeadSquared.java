package io.callbridge.leadsquared;

import io.callbridge.task.CrmAccounts;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LeadSquaredSettings.class)
class LeadSquared {

  @Bean
  CrmAccounts crmAccounts(LeadSquaredSettings settings) {
    return new CrmAccounts(settings.crmAccounts());
  }
}
