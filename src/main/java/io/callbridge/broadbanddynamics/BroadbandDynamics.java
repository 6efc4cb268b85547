package io.callbridge.broadbanddynamics;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The readers of Broadband Dynamics' bodies (contracts/broadband-dynamics.md, section 3.3). */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BroadbandDynamicsSettings.class)
class BroadbandDynamics {

  /** Names without case, whatever their order; nothing may follow the object. */
  @Bean
  ObjectMapper broadbandDynamicsJson() {
    return JsonMapper.builder()
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
        .build();
  }

  /** Exact names, any namespace, {@code i:nil}, no DOCTYPE. */
  @Bean
  XmlMapper broadbandDynamicsXml() {
    return StrictXml.mapper("BbdApiCallStatusRequest");
  }
}
