package io.callbridge.sandbox.broadbanddynamics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One status callback, as its fields go over the wire (section 3.3).
 *
 * @param callDuration seconds; 0 before the end
 * @param timestamp RFC 2822, UTC
 * @param callTimestamp RFC 2822, UTC
 * @param timestampAsDate ISO 8601 with seven fractional digits
 * @param sequenceNumber from 0
 */
record Callback(
    String callSid,
    String callStatus,
    int callDuration,
    String timestamp,
    String callTimestamp,
    String timestampAsDate,
    int sequenceNumber,
    String to) {

  static final String CALLBACK_SOURCE = "call-progress-events";

  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SEVEN_DIGITS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSxxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static Callback of(
      String callSid,
      String callStatus,
      int callDuration,
      Instant moment,
      Instant createdAt,
      int sequenceNumber,
      String to) {
    return new Callback(
        callSid,
        callStatus,
        callDuration,
        RFC_2822.format(moment),
        RFC_2822.format(createdAt),
        SEVEN_DIGITS.format(moment),
        sequenceNumber,
        to);
  }
}
