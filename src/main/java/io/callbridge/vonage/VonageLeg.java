package io.callbridge.vonage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * One party of a {@link VonageCall}, in either shape.
 *
 * @param deviceId {@code pstn} for the outside party, else a SIP id; only as really sent, as {@link
 *     #extension} and {@link #answerTime}
 */
@JsonNaming(SnakeCaseStrategy.class)
record VonageLeg(
    String legId,
    String callId,
    String deviceId,
    String direction,
    String extension,
    String status,
    String from,
    String fromNumber,
    String to,
    String toNumber,
    String startTime,
    String answerTime,
    String endTime) {

  String called() {
    return to != null ? to : toNumber;
  }

  boolean isOutside() {
    return "pstn".equalsIgnoreCase(deviceId);
  }

  boolean hasExtension() {
    return extension != null && !extension.isBlank();
  }
}
