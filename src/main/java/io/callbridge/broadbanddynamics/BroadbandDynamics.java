package io.callbridge.broadbanddynamics;

import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The reader of Broadband Dynamics' XML (contracts/broadband-dynamics.md, section 3.3). */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BroadbandDynamicsSettings.class)
class BroadbandDynamics {

  /** Exact names, any namespace, {@code i:nil}, no DOCTYPE. */
  @Bean(defaultCandidate = false)
  XmlMapper broadbandDynamicsXml() {
    return StrictXml.mapper("BbdApiCallStatusRequest");
  }
}
