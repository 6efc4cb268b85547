package io.callbridge.call;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A number that is looked for in texts, in whatever way they write it.
 *
 * @param countryCode empty if it isn't known
 * @param national the digits without the country code
 */
public record SoughtNumber(String countryCode, String national) {

  private static final int FEWEST_DIGITS = 7;
  private static final int LAST = 4;

  /** What people put between digits. */
  private static final String BETWEEN = "[ ().\\u00a0/-]{0,3}";

  /** No digit before, save the two of a percent-encoded plus sign or blank. */
  private static final String BEFORE = "(?:(?<![0-9])|(?<=%2[0B]))";

  /**
   * @param text {@code +} and a full number, or at least seven digits
   * @return empty if it is neither
   */
  public static Optional<SoughtNumber> read(String text) {
    String plain = text.strip().replaceAll("[ ().\\u00a0/-]", "");
    if (!plain.matches("\\+?[0-9]{" + FEWEST_DIGITS + ",15}")) {
      return Optional.empty();
    }
    if (!plain.startsWith("+")) {
      return Optional.of(new SoughtNumber("", plain));
    }
    try {
      var number = PhoneNumberUtil.getInstance().parse(plain, null);
      return Optional.of(
          new SoughtNumber(
              String.valueOf(number.getCountryCode()),
              PhoneNumberUtil.getInstance().getNationalSignificantNumber(number)));
    } catch (NumberParseException unknownCountry) {
      return Optional.of(new SoughtNumber("", plain.substring(1)));
    }
  }

  /** As normalised numbers are stored. */
  public List<String> forms() {
    return Stream.of("+" + countryCode + national, countryCode + national, national, "0" + national)
        .distinct()
        .toList();
  }

  /** Whatever text it is in has these digits next to each other, in almost any way to write it. */
  public String lastDigits() {
    return national.substring(national.length() - LAST);
  }

  /** Finds it in a text, and no longer number that it is a part of. */
  public Pattern pattern() {
    String digits =
        national
            .chars()
            .mapToObj(digit -> String.valueOf((char) digit))
            .collect(Collectors.joining(BETWEEN));
    String country = countryCode.isEmpty() ? "" : "(?:(?:00)?" + countryCode + BETWEEN + ")?";
    return Pattern.compile(BEFORE + country + "0?" + BETWEEN + digits + "(?![0-9])");
  }

  /** The {@link PhoneNumber#masked()} form, since a value printed by accident is in a log. */
  @Override
  public String toString() {
    return "*".repeat(countryCode.length() + national.length() - LAST) + lastDigits();
  }
}
