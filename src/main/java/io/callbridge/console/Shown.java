package io.callbridge.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How times, ages and our words stand on pages. All times are UTC, and pages say so. */
@Component("shown")
class Shown {

  static final String NOTHING = "–";

  private static final DateTimeFormatter TIME = utc("HH:mm:ss");
  private static final DateTimeFormatter MOMENT = utc("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter PRECISE = utc("HH:mm:ss.SSS");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

  /** What each state means, in the words of the README. */
  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("OPEN", "The call hasn't ended, as far as anybody said."),
          Map.entry("UNREADABLE", "Its events can't be added up."),
          Map.entry("WAITING", "It has ended; late events are waited for."),
          Map.entry("QUEUED", "To be posted as soon as the call limit allows."),
          Map.entry("SUBMITTING", "On its way, written down before it left."),
          Map.entry("SUBMITTED", "The CRM has accepted it; its outcome is looked up."),
          Map.entry("LOGGED", "The CRM's activity exists."),
          Map.entry("EXCLUDED", "A rule keeps it out; decided anew when the call changes."),
          Map.entry("REJECTED", "The CRM refused it for good. Mend the cause, then retry."),
          Map.entry("UNCONFIRMED", "Sent, and nobody knows whether it arrived."),
          Map.entry("ABANDONED", "Given up by an operator; final."));

  private final InstantSource clock;

  Shown(InstantSource clock) {
    this.clock = clock;
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** The time alone if it is today's, else with the day. */
  public String moment(Instant at) {
    if (at == null) {
      return NOTHING;
    }
    return (day(at).equals(day(clock.instant())) ? TIME : MOMENT).format(at);
  }

  /** With the day, always. */
  public String full(Instant at) {
    return at == null ? NOTHING : MOMENT.format(at);
  }

  /** The time to the millisecond. */
  public String precise(Instant at) {
    return at == null ? NOTHING : PRECISE.format(at);
  }

  public String day(LocalDate day) {
    return DAY.format(day);
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** How long ago, or in how long: {@code 4 min ago}, {@code in 12 s}. */
  public String ago(Instant at) {
    if (at == null) {
      return NOTHING;
    }
    Duration age = Duration.between(at, clock.instant());
    if (age.abs().toSeconds() == 0) {
      return "just now";
    }
    return age.isNegative() ? "in " + length(age.negated()) : length(age) + " ago";
  }

  public boolean isAhead(Instant at) {
    return at.isAfter(clock.instant());
  }

  /** {@code 0.8 s}, {@code 34 s}, {@code 4 min}, {@code 3 h 12 min}, {@code 5 d 2 h}. */
  public String length(Duration length) {
    if (length == null) {
      return NOTHING;
    }
    long seconds = length.toSeconds();
    if (seconds < 10) {
      return "%.1f s".formatted(length.toMillis() / 1000.0).replace(".0 s", " s");
    }
    if (seconds < 120) {
      return seconds + " s";
    }
    if (length.toMinutes() < 120) {
      return length.toMinutes() + " min";
    }
    return length.toDays() < 3
        ? "%d h %d min".formatted(length.toHours(), length.toMinutesPart())
        : "%d d %d h".formatted(length.toDays(), length.toHoursPart());
  }

  /** A talk's length as clocks show it, {@code 1:13} or {@code 1:02:07}. */
  public String talk(Integer seconds) {
    if (seconds == null) {
      return NOTHING;
    }
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** An enum's name as a word: {@code KEY_REFUSED} is {@code key refused}. */
  public String word(Object name) {
    return name == null ? NOTHING : name.toString().replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  public String orNothing(Object value) {
    return value == null || value.toString().isBlank() ? NOTHING : value.toString();
  }

  public String meaning(String state) {
    return MEANINGS.getOrDefault(state, "");
  }

  public String count(long number) {
    return "%,d".formatted(number).replace(',', '\u202f');
  }
}
