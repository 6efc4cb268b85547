package io.callbridge.sandbox.verba;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one recorder that is played.
 *
 * @param apiKey expected in every request
 * @param username of the API user; blank: the key alone is enough
 * @param password of the API user
 * @param zone of the API user; without a user, times are GMT (section 3)
 * @param tokenLife how long a token is good
 * @param appearAfter how long after its end a recording can be found
 * @param nextWait how long {@code status=next} waits for a call
 * @param layout where the payload of an answer stands
 * @param linkUrl what links begin with, up to and without the slash before the page; null: as the
 *     request was addressed
 * @param keep recordings that are remembered; older ones are forgotten
 * @param tap which calls of the other simulators are recorded
 * @param faults how often something goes wrong
 */
@ConfigurationProperties("callbridge.sandbox.verba")
record VerbaSettings(
    @DefaultValue("00000000-1111-4222-8333-444444444444") String apiKey,
    @DefaultValue("sandbox-user") String username,
    @DefaultValue("sandbox-password") String password,
    @DefaultValue("GMT") ZoneId zone,
    @DefaultValue("1h") Duration tokenLife,
    @DefaultValue("20s") Duration appearAfter,
    @DefaultValue("60s") Duration nextWait,
    @DefaultValue("BESIDE") Layout layout,
    String linkUrl,
    @DefaultValue("20000") int keep,
    @DefaultValue TapRates tap,
    @DefaultValue FaultRates faults) {

  boolean hasLogin() {
    return !username.isBlank();
  }

  /** Keeps key and password out of logs. */
  @Override
  public String toString() {
    return "VerbaSettings[layout=" + layout + ", faults=" + faults + "]";
  }
}
