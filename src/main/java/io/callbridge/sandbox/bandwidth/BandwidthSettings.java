package io.callbridge.sandbox.bandwidth;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one Bandwidth account that is played.
 *
 * @param enabled whether calls are played by themselves; null: in the profile {@code sandbox} only
 * @param bridgeUrl where the bridge listens, without trailing slash; null: this application in the
 *     profile {@code sandbox}, else {@code http://127.0.0.1:8080}
 * @param account Bandwidth's account id
 * @param username expected by the API
 * @param password expected by the API
 * @param webhookUsername sent with events; blank: none
 * @param webhookPassword sent with events
 * @param webhookMethod how events are sent: {@code POST} or {@code GET}
 * @param events the types of events that are sent to the bridge
 * @param callsPerMinute 1 to 6000
 * @param shortestCall length of a conversation, at least
 * @param longestCall length of a conversation, at most
 * @param recorded the share of answered calls that are recorded, 0 to 1
 * @param recordingDelay from the end of a call to its recording, at most
 * @param visibleAfter how long a new call is unknown to the API, which is "near real time"
 * @param callsPerSecond at which queued calls are started (section 4)
 * @param mostListed rows of one list, over all its pages (section 3.4)
 * @param keep calls that are remembered; older ones are forgotten
 * @param mischief what goes wrong on the way to the bridge
 * @param faults what goes wrong at the API
 */
@ConfigurationProperties("callbridge.sandbox.bandwidth")
record BandwidthSettings(
    Boolean enabled,
    URI bridgeUrl,
    @DefaultValue("9900000") String account,
    @DefaultValue("sandbox-user") String username,
    @DefaultValue("sandbox-password") String password,
    @DefaultValue("") String webhookUsername,
    @DefaultValue("") String webhookPassword,
    @DefaultValue("POST") String webhookMethod,
    @DefaultValue({
          "initiate",
          "answer",
          "transferAnswer",
          "transferComplete",
          "transferDisconnect",
          "disconnect",
          "recordingAvailable"
        })
        Set<String> events,
    @DefaultValue("20") int callsPerMinute,
    @DefaultValue("2s") Duration shortestCall,
    @DefaultValue("15s") Duration longestCall,
    @DefaultValue("0.5") double recorded,
    @DefaultValue("20s") Duration recordingDelay,
    @DefaultValue("5s") Duration visibleAfter,
    @DefaultValue("5") int callsPerSecond,
    @DefaultValue("10000") int mostListed,
    @DefaultValue("20000") int keep,
    @DefaultValue MischiefRates mischief,
    @DefaultValue FaultRates faults) {

  BandwidthSettings {
    if (callsPerMinute < 1 || callsPerMinute > 6000) {
      throw new IllegalArgumentException("1 to 6000 calls per minute, not " + callsPerMinute);
    }
    if (shortestCall.toMillis() < 4 || longestCall.compareTo(shortestCall) < 0) {
      throw new IllegalArgumentException(
          "no call is between %s and %s long".formatted(shortestCall, longestCall));
    }
    if (callsPerSecond < 1 || mostListed < 1 || keep < 1) {
      throw new IllegalArgumentException("needs a call per second, a row and something to keep");
    }
  }

  Duration betweenCalls() {
    return Duration.ofMinutes(1).dividedBy(callsPerMinute);
  }

  /** How many calls may wait for their start. */
  int queueCapacity() {
    return callsPerSecond * 300;
  }

  /** Keeps the passwords out of logs. */
  @Override
  public String toString() {
    return "BandwidthSettings[account=" + account + "]";
  }
}
