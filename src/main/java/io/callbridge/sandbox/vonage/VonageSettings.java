package io.callbridge.sandbox.vonage;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the simulated Vonage is like.
 *
 * @param enabled whether calls are played by themselves; null: in the profile {@code sandbox} only
 * @param account the one account it serves
 * @param username without {@code @vbc.prod}
 * @param tokenLife of an access token
 * @param refreshLife of a refresh token
 * @param failedLogins how many wrong passwords lock the user for thirty minutes
 * @param shape how live calls are written
 * @param firstPage of the reports: 1 or 0
 * @param reportedAfter how long after its end a call shows up in the reports
 * @param callsPerMinute 1 to 6000
 * @param shortestCall from ring to end, at least
 * @param longestCall from ring to end, at most
 * @param keep calls that are remembered; older ones are forgotten
 * @param webhooks how webhooks fare
 */
@ConfigurationProperties("callbridge.sandbox.vonage")
record VonageSettings(
    Boolean enabled,
    @DefaultValue("1234") String account,
    @DefaultValue("sandbox-client") String clientId,
    @DefaultValue("sandbox-client-secret") String clientSecret,
    @DefaultValue("sandbox") String username,
    @DefaultValue("sandbox-password") String password,
    @DefaultValue("24h") Duration tokenLife,
    @DefaultValue("7d") Duration refreshLife,
    @DefaultValue("3") int failedLogins,
    @DefaultValue("WIRE") Shape shape,
    @DefaultValue("1") int firstPage,
    @DefaultValue("20s") Duration reportedAfter,
    @DefaultValue("12") int callsPerMinute,
    @DefaultValue("4s") Duration shortestCall,
    @DefaultValue("15s") Duration longestCall,
    @DefaultValue("10000") int keep,
    @DefaultValue Webhooks webhooks) {

  /** How live calls are written. */
  enum Shape {
    /** Section 3.1. */
    DOCUMENTED,
    /** Section 3.2. */
    WIRE
  }

  /**
   * @param url where webhooks go from the start on, without having been registered; null: nowhere
   * @param signingKey of that one
   * @param life of a registration
   * @param retryAfter after a delivery that was not answered with 200
   * @param patience for that answer
   * @param lost share of the events that are never sent, 0 to 1
   * @param duplicated share of the events that are sent twice, 0 to 1
   * @param delayed share of the events that are sent late, 0 to 1
   * @param delay by how much
   */
  record Webhooks(
      URI url,
      String signingKey,
      @DefaultValue("10d") Duration life,
      @DefaultValue("10s") Duration retryAfter,
      @DefaultValue("2s") Duration patience,
      @DefaultValue("0") double lost,
      @DefaultValue("0.05") double duplicated,
      @DefaultValue("0.05") double delayed,
      @DefaultValue("10s") Duration delay) {}

  VonageSettings {
    if (callsPerMinute < 1 || callsPerMinute > 6000) {
      throw new IllegalArgumentException("1 to 6000 calls per minute, not " + callsPerMinute);
    }
    if (shortestCall.isNegative() || longestCall.compareTo(shortestCall) < 0) {
      throw new IllegalArgumentException(
          "no call is between %s and %s long".formatted(shortestCall, longestCall));
    }
    if (firstPage != 0 && firstPage != 1) {
      throw new IllegalArgumentException("the first page is 1 or 0, not " + firstPage);
    }
  }

  Duration betweenCalls() {
    return Duration.ofMinutes(1).dividedBy(callsPerMinute);
  }
}
