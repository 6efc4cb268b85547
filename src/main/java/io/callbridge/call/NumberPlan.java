package io.callbridge.call;

import static java.util.Objects.requireNonNull;

/**
 * What a number without a {@code +} means on one route (mapping.md, section 4.1, rule 6).
 *
 * @param countryCode the calling code without {@code +}, such as {@code 1} or {@code 44}; 1 to 3
 *     digits, the first one not zero
 * @param nationalDigits how many digits follow the country code in a full number; at least 4, and
 *     at most 15 together with the country code
 */
public record NumberPlan(String countryCode, int nationalDigits) {

  private static final int MOST_DIGITS = 15;
  private static final int FEWEST_NATIONAL_DIGITS = 4;

  public NumberPlan {
    requireNonNull(countryCode, "countryCode");
    if (!countryCode.matches("[1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException("not a country code: " + countryCode);
    }
    if (nationalDigits < FEWEST_NATIONAL_DIGITS
        || nationalDigits > MOST_DIGITS - countryCode.length()) {
      throw new IllegalArgumentException(
          "a number with country code %s cannot have %d national digits"
              .formatted(countryCode, nationalDigits));
    }
  }

  /** A plan with ten national digits, as in North America. */
  public NumberPlan(String countryCode) {
    this(countryCode, 10);
  }

  /**
   * A number of the settings, normalised.
   *
   * @param raw may be null
   * @return null if there is none
   */
  public String normalise(String raw) {
    return PhoneNumber.read(raw, this).map(PhoneNumber::text).orElse(null);
  }

  int fullDigits() {
    return countryCode.length() + nationalDigits;
  }
}
