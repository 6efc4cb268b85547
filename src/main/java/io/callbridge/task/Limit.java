package io.callbridge.task;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many API calls a CRM account may receive in any stretch of time of a given length.
 *
 * <p>Written {@code 25/5s} or {@code 250000/1d}: the form in which LeadSquared's own error message
 * and rate table state their limits ("25 in 5 second(s)"). Immutable.
 *
 * @param calls at least 1
 * @param window whole milliseconds, from 1 ms to 366 days
 */
public record Limit(int calls, Duration window) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{1,9})(ms|s|m|h|d)");
  private static final Duration LONGEST = Duration.ofDays(366);

  public Limit {
    requireNonNull(window, "window");
    if (calls < 1) {
      throw new IllegalArgumentException(
          "A limit must allow at least 1 call, but it allows " + calls);
    }
    if (window.compareTo(Duration.ofMillis(1)) < 0
        || window.compareTo(LONGEST) > 0
        || window.getNano() % 1_000_000 != 0) {
      throw new IllegalArgumentException(
          "A limit's window must be whole milliseconds, from 1ms to 366d, but it is " + window);
    }
  }

  /**
   * Reads {@code <calls>/<window>}. The window's unit is {@code ms}, {@code s}, {@code m}, {@code
   * h} or {@code d}. Blanks around the whole are ignored.
   *
   * @throws IllegalArgumentException if the text is anything else; the message quotes it and shows
   *     what would be right
   */
  public static Limit valueOf(String text) {
    Matcher form = FORM.matcher(requireNonNull(text, "text").strip());
    if (!form.matches()) {
      throw unreadable(text, null);
    }
    try {
      return new Limit(
          Integer.parseInt(form.group(1)), window(Long.parseLong(form.group(2)), form.group(3)));
    } catch (IllegalArgumentException impossible) {
      throw unreadable(text, impossible);
    }
  }

  private static Duration window(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static IllegalArgumentException unreadable(String text, RuntimeException cause) {
    return new IllegalArgumentException(
        ("Can't read \"%s\" as a limit%s. Write <calls>/<window>, such as 25/5s or 250000/1d;"
                + " the units are ms, s, m, h and d")
            .formatted(text, cause == null ? "" : " (" + cause.getMessage() + ")"),
        cause);
  }

  /** The form that {@link #valueOf} reads, in the largest unit that fits: {@code 100/1m}. */
  @Override
  public String toString() {
    long millis = window.toMillis();
    if (millis % 1000 != 0) {
      return calls + "/" + millis + "ms";
    }
    long seconds = window.toSeconds();
    if (seconds % 86_400 == 0) {
      return calls + "/" + seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return calls + "/" + seconds / 3600 + "h";
    }
    if (seconds % 60 == 0) {
      return calls + "/" + seconds / 60 + "m";
    }
    return calls + "/" + seconds + "s";
  }
}
