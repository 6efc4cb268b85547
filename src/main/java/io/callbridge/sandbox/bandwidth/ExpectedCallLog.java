package io.callbridge.sandbox.bandwidth;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What a CRM should hold about a call, for a bridge that knows the agents by {@code users}, and
 * reads their numbers from {@code agent=<number>} in the tag.
 *
 * @param sourceNumber digits only
 * @param destinationNumber digits only
 * @param displayNumber digits only
 * @param startTime of the conversation, or of the call if nobody answered; UTC, whole seconds
 * @param endTime UTC, whole seconds
 * @param callDuration seconds
 */
record ExpectedCallLog(
    String callSessionId,
    String direction,
    String sourceNumber,
    String destinationNumber,
    String displayNumber,
    String startTime,
    String endTime,
    long callDuration,
    String status) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * @param lead with {@code +}
   * @param agent with {@code +}
   */
  static ExpectedCallLog of(CallLeg call, String lead, String agent) {
    Instant answered = call.answerTime();
    String business = call.inbound() ? call.to() : call.from();
    return new ExpectedCallLog(
        call.callId(),
        call.inbound() ? "Inbound" : "Outbound",
        digits(call.inbound() ? lead : agent),
        digits(call.inbound() ? agent : lead),
        digits(business),
        TIME.format(answered == null ? call.startTime() : answered),
        TIME.format(call.endTime()),
        answered == null ? 0 : Duration.between(answered, call.endTime()).toSeconds(),
        answered != null ? "Answered" : call.inbound() ? "Missed" : "NotAnswered");
  }

  private static String digits(String number) {
    return number.substring(1);
  }
}
