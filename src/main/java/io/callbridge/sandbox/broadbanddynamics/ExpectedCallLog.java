package io.callbridge.sandbox.broadbanddynamics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What a CRM should hold about a call, with the bridge's default settings.
 *
 * @param destinationNumber the dialled number, digits only
 * @param startTime of the conversation, or of the call if nobody answered; UTC, whole seconds
 * @param endTime UTC, whole seconds
 * @param callDuration seconds
 */
record ExpectedCallLog(
    String callSessionId,
    String direction,
    String destinationNumber,
    String startTime,
    String endTime,
    int callDuration,
    String status) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  static ExpectedCallLog of(CallScript call) {
    Instant start = call.answeredAt() == null ? call.createdAt() : call.answeredAt();
    return new ExpectedCallLog(
        call.callSid(),
        "Outbound",
        call.to().substring(1),
        TIME.format(start),
        TIME.format(call.endedAt()),
        call.durationSeconds(),
        call.ending().isAnswered() ? "Answered" : "NotAnswered");
  }
}
