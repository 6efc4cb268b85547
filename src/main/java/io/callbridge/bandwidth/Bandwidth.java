package io.callbridge.bandwidth;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The Bandwidth accounts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BandwidthSettings.class, BandwidthLimits.class})
class Bandwidth {}
