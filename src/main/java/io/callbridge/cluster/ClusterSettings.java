package io.callbridge.cluster;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code callbridge.cluster}.
 *
 * @param node this node's name in logs and in the store; without one, its host and process
 * @param lease how long a leader that is not heard of stays one
 */
@Validated
@ConfigurationProperties("callbridge.cluster")
record ClusterSettings(
    @DefaultValue("") @NotNull String node, @DefaultValue("10s") @NotNull Duration lease) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  ClusterSettings {
    if (lease.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("callbridge.cluster.lease must be at least 1s");
    }
  }
}
