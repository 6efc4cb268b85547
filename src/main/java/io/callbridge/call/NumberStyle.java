package io.callbridge.call;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;
import java.util.Set;

/**
 * How the CRM wants its numbers written (mapping.md, section 4.2). An extension, and the name of a
 * device, look the same in every style.
 */
public enum NumberStyle {
  /** {@code 12025550143}. */
  DIGITS,
  /** {@code +12025550143}. A number whose country is not known gets no {@code +}. */
  E164,
  /** {@code +1-2025550143}, as on LeadSquared's sync page; else {@link #E164}. */
  LSQ,
  /** {@code 2025550143}; {@link #DIGITS} if the country code is not known. */
  NATIONAL;

  private static final int LONGEST_COUNTRY_CODE = 3;

  /**
   * Which country codes exist is all that is asked of the library: whether a number is in use is
   * for the telephone network to say, and numbers set aside for fiction must pass.
   */
  private static final Set<Integer> COUNTRY_CODES =
      PhoneNumberUtil.getInstance().getSupportedCallingCodes();

  /**
   * Writes the number in this style.
   *
   * @param plan the route's plan; its country code comes before all others. Not null
   * @return never null, never empty
   */
  public String write(PhoneNumber number, NumberPlan plan) {
    if (!number.isFull()) {
      return number.text();
    }
    String digits = number.digits();
    return switch (this) {
      case DIGITS -> digits;
      case E164 -> number.text();
      case LSQ ->
          countryCode(digits, plan)
              .map(code -> "+" + code + "-" + digits.substring(code.length()))
              .orElse(number.text());
      case NATIONAL ->
          countryCode(digits, plan).map(code -> digits.substring(code.length())).orElse(digits);
    };
  }

  /** No country code is the beginning of another one, so the first that fits is the right one. */
  private static Optional<String> countryCode(String digits, NumberPlan plan) {
    if (digits.startsWith(plan.countryCode())) {
      return Optional.of(plan.countryCode());
    }
    for (int length = 1; length <= LONGEST_COUNTRY_CODE; length++) {
      String code = digits.substring(0, length);
      if (!code.startsWith("0") && COUNTRY_CODES.contains(Integer.valueOf(code))) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
