package io.callbridge.call;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a call lasted, in whole seconds, and how far that can be trusted (mapping.md, section
 * 6).
 *
 * @param reading what became of the source
 * @param value whole seconds, 0 to 604800 (seven days); 0 unless the reading is {@code USABLE}
 */
public record Seconds(Reading reading, int value) {

  /** What became of the source of a duration. */
  public enum Reading {
    /** Nothing was sent. */
    ABSENT,
    /** A duration, as it should be. */
    USABLE,
    /** Less than zero: counts as 0, and is worth a warning. */
    NEGATIVE,
    /** Not a whole number, or longer than seven days: no value, and worth a warning. */
    INVALID
  }

  private static final int LONGEST = (int) Duration.ofDays(7).toSeconds();
  private static final int DIGITS_IN_LONG = 18;

  private static final Pattern WHOLE_NUMBER =
      Pattern.compile("(?<sign>[+-]?)(?<digits>\\d++)(?:\\.0+)?");

  private static final Seconds NONE = new Seconds(Reading.ABSENT, 0);
  private static final Seconds BELOW_ZERO = new Seconds(Reading.NEGATIVE, 0);
  private static final Seconds UNUSABLE = new Seconds(Reading.INVALID, 0);

  public Seconds {
    if (value < 0 || value > LONGEST || value > 0 && reading != Reading.USABLE) {
      throw new IllegalArgumentException("not a duration: %s %d".formatted(reading, value));
    }
  }

  /**
   * Reads a duration that a provider states in seconds. Never throws.
   *
   * @param raw the text of the field, even where the provider sends a JSON number; may be null
   */
  public static Seconds readStated(String raw) {
    return read(raw, 1);
  }

  /** Reads a duration that a provider states in whole milliseconds, and cuts it to the second. */
  public static Seconds readStatedMillis(String raw) {
    return read(raw, 1000);
  }

  /** The time from one moment to another, cut to the second; absent if one of them is null. */
  public static Seconds between(Instant from, Instant to) {
    if (from == null || to == null) {
      return NONE;
    }
    Duration length = Duration.between(from, to);
    return length.isNegative() ? BELOW_ZERO : upToLongest(length.toSeconds());
  }

  /** The value, which is 0 for a negative one; empty if nothing usable was sent. */
  public OptionalInt known() {
    return switch (reading) {
      case USABLE, NEGATIVE -> OptionalInt.of(value);
      case ABSENT, INVALID -> OptionalInt.empty();
    };
  }

  /** Whether the source had something in it that should not be there. */
  public boolean isDoubtful() {
    return reading == Reading.NEGATIVE || reading == Reading.INVALID;
  }

  private static Seconds read(String raw, int unitsPerSecond) {
    if (raw == null || raw.isBlank()) {
      return NONE;
    }
    Matcher number = WHOLE_NUMBER.matcher(raw.strip());
    if (!number.matches()) {
      return UNUSABLE;
    }
    String digits = number.group("digits");
    boolean huge = digits.length() > DIGITS_IN_LONG;
    long units = huge ? Long.MAX_VALUE : Long.parseLong(digits);
    if (number.group("sign").equals("-") && units > 0) {
      return BELOW_ZERO;
    }
    return upToLongest(units / unitsPerSecond);
  }

  private static Seconds upToLongest(long seconds) {
    return seconds > LONGEST ? UNUSABLE : new Seconds(Reading.USABLE, (int) seconds);
  }
}
