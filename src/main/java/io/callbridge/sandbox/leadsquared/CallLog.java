package io.callbridge.sandbox.leadsquared;

import java.time.LocalDateTime;

/**
 * A call log that passed all checks (section 3.1).
 *
 * @param displayNumber null if it was not sent
 * @param start UTC
 * @param end UTC, not before the start
 * @param durationSeconds 0 to 2^31-1
 * @param resourceUrl null if it was not sent
 * @param body as posted, to the letter
 */
record CallLog(
    Direction direction,
    String sourceNumber,
    String destinationNumber,
    String displayNumber,
    LocalDateTime start,
    LocalDateTime end,
    int durationSeconds,
    String status,
    String resourceUrl,
    String callSessionId,
    String callerSource,
    String body) {

  /** With the code of the activity that such a call becomes (section 7.4). */
  enum Direction {
    INBOUND(21),
    OUTBOUND(22);

    private final int activityEvent;

    Direction(int activityEvent) {
      this.activityEvent = activityEvent;
    }

    int activityEvent() {
      return activityEvent;
    }
  }

  String leadNumber() {
    return direction == Direction.INBOUND ? sourceNumber : destinationNumber;
  }
}
