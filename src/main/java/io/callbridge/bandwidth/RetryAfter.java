package io.callbridge.bandwidth;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header {@code Retry-After}, which Bandwidth declares as a text "when you should try again"
 * (contracts/bandwidth.md, section 4): seconds, also decimal ones, or an HTTP date in any of its
 * three forms (RFC 9110, section 5.6.7).
 */
final class RetryAfter {

  /** However long the header says; longer waits are for the schedule. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,20}(?:\\.\\d{1,20})?");

  private static final List<DateTimeFormatter> DATES =
      List.of(format("d MMM yyyy HH:mm:ss 'GMT'"), twoDigitYear(), format("MMM ppd HH:mm:ss yyyy"));

  /** Not read, as it may be wrong. */
  private static final Pattern WEEKDAY = Pattern.compile("^\\p{Alpha}+,? +(?=\\p{Alnum})");

  private RetryAfter() {}

  /**
   * How long to wait. Never throws.
   *
   * @param header may be null
   * @param now what a date is counted from
   * @return 0 to 10 minutes; 0 for a date that has passed; empty if it says nothing that can be
   *     read
   */
  static Optional<Duration> read(String header, Instant now) {
    String text = header == null ? "" : header.strip();
    if (SECONDS.matcher(text).matches()) {
      BigDecimal seconds =
          new BigDecimal(text).min(BigDecimal.valueOf(LONGEST.toSeconds())).movePointRight(9);
      return Optional.of(Duration.ofNanos(seconds.longValue()));
    }
    String date = WEEKDAY.matcher(text).replaceFirst("");
    return DATES.stream()
        .flatMap(form -> date(date, form).stream())
        .findFirst()
        .map(moment -> capped(Duration.between(now, moment)));
  }

  private static Optional<Instant> date(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException otherForm) {
      return Optional.empty();
    }
  }

  private static Duration capped(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static DateTimeFormatter format(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  /** The form of RFC 850; its years are those from 2000 on. */
  private static DateTimeFormatter twoDigitYear() {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern("d-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH);
  }
}
