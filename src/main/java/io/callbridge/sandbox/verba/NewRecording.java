package io.callbridge.sandbox.verba;

import java.time.Instant;

/**
 * A call as the recorder heard it.
 *
 * @param platformCallId the telephone system's id of the call; null if the recorder doesn't know it
 * @param source caller's number or extension
 * @param destination called number or extension
 * @param start when the recording began
 * @param end null while the call goes on
 * @param secondary a duplicate of another recording of the same call
 */
public record NewRecording(
    String platformCallId,
    String source,
    String destination,
    Instant start,
    Instant end,
    boolean secondary) {

  public NewRecording {
    if (start == null || end != null && end.isBefore(start)) {
      throw new IllegalArgumentException("a recording begins, and ends after that");
    }
  }
}
