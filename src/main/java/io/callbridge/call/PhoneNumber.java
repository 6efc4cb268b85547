package io.callbridge.call;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One party of a call: a phone number in normal form, or the name of a device (mapping.md, section
 * 4.1).
 *
 * <p>Numbers are personal data, so {@link #toString()} gives only the {@link #masked()} form;
 * {@link #text()} gives the real one.
 *
 * @param text one of: {@code +} and 7 to 15 digits (a full number); 2 to 6 digits (an extension); 1
 *     or 7 to 15 digits (a number whose country is not known); any other text that is not blank (a
 *     device or a name). ASCII digits only, never null
 */
public record PhoneNumber(String text) {

  /** Rule 3; {@code 00} is another way to write {@code +}. */
  private static final Set<String> NO_NUMBER =
      Set.of(
          "anonymous",
          "private",
          "restricted",
          "unavailable",
          "unknown",
          "withheld",
          "",
          "0",
          "-1",
          "+",
          "00");

  private static final int LONGEST_EXTENSION = 6;
  private static final int MOST_DIGITS = 15;
  private static final int DIGITS_SHOWN = 4;

  private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{7,15}|[0-9]{1,15}");

  /** Digits that are no part of a longer word or id, and the last four of them. */
  private static final Pattern IN_TEXT =
      Pattern.compile("(?<=%2[Bb]|(?<![0-9A-Za-z_.:-]))([0-9]{3,11})([0-9]{4})(?![0-9A-Za-z_.:-])");

  private static final Pattern ONLY_NUMBER_SIGNS = Pattern.compile("[+0-9]*");

  /**
   * Takes a text that is in normal form already, such as a stored one; {@link #read} makes it so.
   *
   * @throws IllegalArgumentException if the text is blank, or has only digits and {@code +} without
   *     being a number
   */
  public PhoneNumber {
    requireNonNull(text, "text");
    if (text.isBlank()
        || ONLY_NUMBER_SIGNS.matcher(text).matches() && !NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("not a number in normal form");
    }
  }

  /**
   * Reads a number as a provider sent it. Never throws for any text.
   *
   * @param raw the text of the field, even where the provider sends a JSON number; may be null
   * @param plan the route's plan, for numbers without {@code +}
   * @return empty if there is no number: null, blank, a word such as {@code Anonymous}, or more
   *     than 15 digits
   */
  public static Optional<PhoneNumber> read(String raw, NumberPlan plan) {
    requireNonNull(plan, "plan");
    if (raw == null) {
      return Optional.empty();
    }
    String written = WrittenNumber.userPart(raw);
    String plain = WrittenNumber.plain(written);
    if (NO_NUMBER.contains(plain.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return WrittenNumber.digits(plain)
        .map(digits -> normalise(digits, plan))
        .orElse(Optional.of(written))
        .map(PhoneNumber::new);
  }

  /** A number with its country: {@code +} and 7 to 15 digits. */
  public boolean isFull() {
    return text.startsWith("+") && isDialable();
  }

  /** Two to six digits, known only inside one telephone system. */
  public boolean isExtension() {
    return text.length() > 1 && text.length() <= LONGEST_EXTENSION && isDialable();
  }

  /** Whether this is a number at all, and not the name of a device or a person. */
  public boolean isDialable() {
    return NUMBER.matcher(text).matches();
  }

  /**
   * The form for logs: {@code *******0143}; nothing but stars for an extension, and {@code (name)}
   * for a device or a name.
   */
  public String masked() {
    if (!isDialable()) {
      return "(name)";
    }
    String digits = digits();
    int shown = digits.length() > LONGEST_EXTENSION ? DIGITS_SHOWN : 0;
    int hidden = digits.length() - shown;
    return "*".repeat(hidden) + digits.substring(hidden);
  }

  /** A text for logs, such as a path, in which whatever may be a number shows its end alone. */
  public static String maskIn(String text) {
    return IN_TEXT
        .matcher(text)
        .replaceAll(found -> "*".repeat(found.group(1).length()) + found.group(2));
  }

  /** The {@link #masked()} form, since a value printed by accident is in a log. */
  @Override
  public String toString() {
    return masked();
  }

  /** The digits without {@code +}; only for a dialable number. */
  String digits() {
    return isFull() ? text.substring(1) : text;
  }

  /** Rules 4 to 7, for ASCII digits with or without a leading {@code +}. */
  private static Optional<String> normalise(String written, NumberPlan plan) {
    if (written.startsWith("+")) {
      return international(written.substring(1));
    }
    if (NO_NUMBER.contains(written)) {
      return Optional.empty();
    }
    // Before the prefix 00 is looked for: an extension keeps its zeros.
    if (written.length() <= LONGEST_EXTENSION) {
      return Optional.of(written);
    }
    return written.startsWith("00") ? international(written.substring(2)) : domestic(written, plan);
  }

  private static Optional<String> international(String digits) {
    if (NO_NUMBER.contains(digits) || digits.length() > MOST_DIGITS) {
      return Optional.empty();
    }
    // No number with its country is so short, so the + was put before an extension.
    return Optional.of(digits.length() <= LONGEST_EXTENSION ? digits : "+" + digits);
  }

  private static Optional<String> domestic(String digits, NumberPlan plan) {
    int trunkZero = digits.startsWith("0") ? 1 : 0;
    if (digits.length() == plan.fullDigits() && digits.startsWith(plan.countryCode())) {
      return Optional.of("+" + digits);
    }
    if (digits.length() == plan.nationalDigits()) {
      return Optional.of("+" + plan.countryCode() + digits);
    }
    if (digits.length() == plan.nationalDigits() + trunkZero) {
      return Optional.of("+" + plan.countryCode() + digits.substring(trunkZero));
    }
    return digits.length() > MOST_DIGITS ? Optional.empty() : Optional.of(digits);
  }
}
