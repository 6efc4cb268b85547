package io.callbridge.sandbox.bandwidth;

import java.time.Duration;
import java.time.Instant;

/**
 * A recording of the A-leg.
 *
 * @param availableAt when it can be heard, or is given up
 * @param status {@code complete}, {@code partial} or {@code error}
 */
record CallRecording(
    String recordingId, Instant startTime, Instant endTime, Instant availableAt, String status) {

  /** ISO 8601, such as {@code PT20.056S}. */
  String duration() {
    return Duration.between(startTime, endTime).toString();
  }

  boolean isAudible(Instant now) {
    return !availableAt.isAfter(now) && !"error".equals(status);
  }
}
