package io.callbridge.sandbox.leadsquared;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one LeadSquared account that is played.
 *
 * @param token the connector token in the path of a post (section 2)
 * @param apiKey expected in {@code x-api-key} on the async host
 * @param accessKey expected in {@code x-LSQ-AccessKey} on the REST host
 * @param secretKey expected in {@code x-LSQ-SecretKey} on the REST host
 * @param limits allowed requests, such as {@code 25/5s}; every request to the account counts
 * @param completion how long tasks take and how they end
 * @param faults how often something goes wrong on the way
 * @param keep tasks, activities and arrivals each that are remembered; older ones are forgotten
 */
@ConfigurationProperties("callbridge.sandbox.leadsquared")
record LeadSquaredSettings(
    @DefaultValue("sandbox-token") String token,
    @DefaultValue("sandbox-api-key") String apiKey,
    @DefaultValue("sandbox-access-key") String accessKey,
    @DefaultValue("sandbox-secret-key") String secretKey,
    @DefaultValue("25/5s") List<RateLimit> limits,
    @DefaultValue CompletionSettings completion,
    @DefaultValue FaultRates faults,
    @DefaultValue("100000") int keep) {

  LeadSquaredSettings {
    if (limits.isEmpty() || keep < 1) {
      throw new IllegalArgumentException("needs at least one limit, and something to keep");
    }
  }
}
