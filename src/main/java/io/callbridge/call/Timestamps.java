package io.callbridge.call;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the times that providers send and writes the one form the CRM takes (mapping.md, section
 * 5). Nothing here depends on the locale or the clock of the machine.
 */
public final class Timestamps {

  private static final Pattern EPOCH =
      Pattern.compile("(?<whole>\\d{1,20})(?:\\.(?<fraction>\\d+))?");

  private static final Pattern ZERO_OR_NEGATIVE = Pattern.compile("0+(?:\\.0+)?|-\\d+(?:\\.\\d+)?");

  private static final String TIME =
      "(?<hour>\\d{2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.(?<fraction>\\d{0,9}))?)?";
  private static final String ZONE =
      "(?: *(?<zone>GMT|UTC?|Z|(?<sign>[+-])(?<zoneHours>\\d{2}):?(?<zoneMinutes>\\d{2})))?";

  private static final Pattern ISO =
      caseless("(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})[T -]" + TIME + ZONE);
  private static final Pattern RFC_2822 =
      caseless(
          "(?:\\p{L}+\\.?,?)? *(?<day>\\d{1,2}) +(?<month>\\p{Alpha}{3}) +(?<year>\\d{4}) +"
              + TIME
              + ZONE);

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final int SECONDS_DIGITS = 11;
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant YEAR_TWO = Instant.parse("0002-01-01T00:00:00Z");
  private static final Duration FURTHEST_AHEAD = Duration.ofHours(24);

  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Timestamps() {}

  /**
   * Reads a time in any of the forms of the table, with all its fraction digits.
   *
   * <p>Empty means that there is no usable time. If {@link #isAbsent} is false for the same text,
   * the provider did send something, and the raw text is worth a warning.
   *
   * @param raw the text of the field, even where the provider sends a JSON number; may be null, and
   *     never makes this method throw
   * @param zoneWithoutOffset where a date and time without zone or offset was local
   * @param receivedAt when the provider sent it; times before 2000, or more than 24 hours after
   *     this moment, are not believed
   */
  public static Optional<Instant> read(String raw, ZoneId zoneWithoutOffset, Instant receivedAt) {
    requireNonNull(zoneWithoutOffset, "zoneWithoutOffset");
    requireNonNull(receivedAt, "receivedAt");
    return parse(raw, zoneWithoutOffset)
        .filter(time -> !time.isBefore(EARLIEST))
        .filter(time -> !time.minus(FURTHEST_AHEAD).isAfter(receivedAt));
  }

  /**
   * Whether a provider says "no time" with this text: null, blank, zero, a negative number, or the
   * year 1 with which .NET starts.
   */
  public static boolean isAbsent(String raw) {
    return raw == null
        || raw.isBlank()
        || ZERO_OR_NEGATIVE.matcher(raw.strip()).matches()
        || parse(raw, ZoneOffset.UTC).filter(time -> time.isBefore(YEAR_TWO)).isPresent();
  }

  /**
   * Writes {@code yyyy-MM-dd HH:mm:ss} with ASCII digits, cut to the second.
   *
   * @param time in the years 0 to 9999
   * @param zone where the time is to be local; where clocks are set back, an hour of local times
   *     stands for two moments each
   */
  public static String write(Instant time, ZoneId zone) {
    return WRITTEN.format(time.atZone(zone));
  }

  private static Optional<Instant> parse(String raw, ZoneId zoneWithoutOffset) {
    if (raw == null) {
      return Optional.empty();
    }
    String text = raw.strip();
    try {
      Matcher epoch = EPOCH.matcher(text);
      if (epoch.matches()) {
        return epoch(epoch);
      }
      Matcher iso = ISO.matcher(text);
      if (iso.matches()) {
        return Optional.of(moment(iso, number(iso, "month"), zoneWithoutOffset));
      }
      Matcher rfc = RFC_2822.matcher(text);
      if (rfc.matches()) {
        int month = 1 + MONTHS.indexOf(rfc.group("month").toLowerCase(Locale.ROOT));
        return Optional.of(moment(rfc, month, zoneWithoutOffset));
      }
      return Optional.empty();
    } catch (DateTimeException noSuchDayOrOffset) {
      return Optional.empty();
    }
  }

  /**
   * Seconds have at most 11 digits; each unit below (milliseconds, microseconds, nanoseconds) takes
   * the next three lengths. A number with a decimal point is in seconds.
   */
  private static Optional<Instant> epoch(Matcher text) {
    String whole = text.group("whole");
    String fraction = text.group("fraction");
    if (whole.length() <= SECONDS_DIGITS) {
      return Optional.of(seconds(whole, fraction));
    }
    if (fraction != null) {
      return Optional.empty();
    }
    int point = whole.length() - (whole.length() - SECONDS_DIGITS + 2) / 3 * 3;
    return Optional.of(seconds(whole.substring(0, point), whole.substring(point)));
  }

  private static Instant seconds(String whole, String fraction) {
    return Instant.ofEpochSecond(Long.parseLong(whole), nanos(fraction));
  }

  private static Instant moment(Matcher text, int month, ZoneId zoneWithoutOffset) {
    int second = number(text, "second");
    return LocalDateTime.of(
            number(text, "year"),
            month,
            number(text, "day"),
            number(text, "hour"),
            number(text, "minute"),
            second == 60 ? 59 : second,
            nanos(text.group("fraction")))
        .atZone(zone(text, zoneWithoutOffset))
        .toInstant();
  }

  private static ZoneId zone(Matcher text, ZoneId zoneWithoutOffset) {
    if (text.group("zone") == null) {
      return zoneWithoutOffset;
    }
    if (text.group("sign") == null) {
      return ZoneOffset.UTC;
    }
    int sign = text.group("sign").equals("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(
        sign * number(text, "zoneHours"), sign * number(text, "zoneMinutes"));
  }

  private static int number(Matcher text, String group) {
    return text.group(group) == null ? 0 : Integer.parseInt(text.group(group));
  }

  /** The digits after the point as nanoseconds; those after the ninth are cut off. */
  private static int nanos(String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }

  private static Pattern caseless(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }
}
