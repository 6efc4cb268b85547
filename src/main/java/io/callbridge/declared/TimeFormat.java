package io.callbridge.declared;

import io.callbridge.call.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * How times are written: in any usual form, as seconds or milliseconds since 1970, or by a pattern
 * of {@link DateTimeFormatter} with date, time and perhaps a zone.
 */
final class TimeFormat {

  private static final int LONGEST_NUMBER = 18;

  private TimeFormat() {}

  /** Why this is no format or no zone, as the end of a sentence; empty if both are right. */
  static Optional<String> whyNot(String format, String zone) {
    try {
      zone(zone);
    } catch (DateTimeException unknown) {
      return Optional.of("has the zone '%s', which nobody knows".formatted(zone));
    }
    if (isNamed(format)) {
      return Optional.empty();
    }
    try {
      DateTimeFormatter pattern = pattern(format);
      String written = pattern.format(ZonedDateTime.of(2026, 3, 4, 15, 6, 7, 0, ZoneOffset.UTC));
      return parse(pattern, written, ZoneOffset.UTC) == null
          ? Optional.of("has the format '%s', which gives no date and time".formatted(format))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException wrong) {
      return Optional.of(
          "has the format '%s', which is none: auto, seconds, milliseconds or a pattern such as"
                  .formatted(format)
              + " dd.MM.uuuu HH:mm:ss");
    }
  }

  /** The moment; empty if the text isn't written so, or can't be the time of an event. */
  static Optional<Instant> read(String raw, String format, String zone, Instant receivedAt) {
    if (isNamed(format) && !isNumber(format)) {
      return Timestamps.read(raw, zone(zone), receivedAt);
    }
    Instant moment = isNumber(format) ? ofNumber(raw, format) : ofPattern(raw, format, zone);
    return moment == null
        ? Optional.empty()
        : Timestamps.read(moment.toString(), ZoneOffset.UTC, receivedAt);
  }

  private static Instant ofNumber(String raw, String format) {
    if (!raw.matches("\\d{1," + LONGEST_NUMBER + "}")) {
      return null;
    }
    long number = Long.parseLong(raw);
    try {
      return format.equals("seconds")
          ? Instant.ofEpochSecond(number)
          : Instant.ofEpochMilli(number);
    } catch (DateTimeException farAway) {
      return null;
    }
  }

  private static Instant ofPattern(String raw, String format, String zone) {
    try {
      return parse(pattern(format), raw, zone(zone));
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  /** Null if the text lacks a date or a time. */
  private static Instant parse(DateTimeFormatter pattern, String text, ZoneId otherwise) {
    TemporalAccessor read = pattern.parse(text);
    if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(read);
    }
    boolean whole =
        read.isSupported(ChronoField.EPOCH_DAY) && read.isSupported(ChronoField.NANO_OF_DAY);
    return whole ? LocalDateTime.from(read).atZone(otherwise).toInstant() : null;
  }

  private static DateTimeFormatter pattern(String format) {
    return DateTimeFormatter.ofPattern(format, Locale.ROOT);
  }

  private static ZoneId zone(String zone) {
    return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
  }

  private static boolean isNamed(String format) {
    return format == null || format.equals("auto") || isNumber(format);
  }

  private static boolean isNumber(String format) {
    return "seconds".equals(format) || "milliseconds".equals(format);
  }
}
