package io.callbridge.sandbox.broadbanddynamics;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which calls are played, and to whom.
 *
 * @param enabled whether calls are played by themselves; null: in the profile {@code sandbox} only
 * @param bridgeUrl where the bridge listens, without trailing slash; null: this application in the
 *     profile {@code sandbox}, else {@code http://127.0.0.1:8080}
 * @param account sent as {@code ?account=}; null or blank: not sent
 * @param secret sent as {@code X-Callbridge-Secret}; null or blank: not sent
 * @param callsPerMinute 1 to 6000
 * @param shortestCall real time from the first to the last callback, at least
 * @param longestCall real time from the first to the last callback, at most
 * @param keep calls that are remembered; older ones are forgotten
 * @param mischief what goes wrong on the way to the bridge
 */
@ConfigurationProperties("callbridge.sandbox.broadband-dynamics")
record BroadbandDynamicsSettings(
    Boolean enabled,
    URI bridgeUrl,
    String account,
    String secret,
    @DefaultValue("30") int callsPerMinute,
    @DefaultValue("2s") Duration shortestCall,
    @DefaultValue("10s") Duration longestCall,
    @DefaultValue("10000") int keep,
    @DefaultValue MischiefRates mischief) {

  BroadbandDynamicsSettings {
    account = account == null || account.isBlank() ? null : account;
    secret = secret == null || secret.isBlank() ? null : secret;
    if (callsPerMinute < 1 || callsPerMinute > 6000) {
      throw new IllegalArgumentException("1 to 6000 calls per minute, not " + callsPerMinute);
    }
    if (shortestCall.isNegative() || longestCall.compareTo(shortestCall) < 0) {
      throw new IllegalArgumentException(
          "no call is between %s and %s long".formatted(shortestCall, longestCall));
    }
  }

  Duration betweenCalls() {
    return Duration.ofMinutes(1).dividedBy(callsPerMinute);
  }
}
