package io.callbridge.verba;

import io.callbridge.recording.RecorderAccounts;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VerbaSettings.class)
class Verba {

  @Bean
  RecorderAccounts recorderAccounts(VerbaSettings settings) {
    return new RecorderAccounts(settings.accounts().keySet());
  }
}
