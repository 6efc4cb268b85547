package io.callbridge.call;

import static io.callbridge.call.NumberStyle.DIGITS;
import static io.callbridge.call.NumberStyle.E164;
import static io.callbridge.call.NumberStyle.LSQ;
import static io.callbridge.call.NumberStyle.NATIONAL;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberStyleTest {

  private static final NumberPlan NORTH_AMERICA = new NumberPlan("1");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // number, DIGITS, E164, LSQ, NATIONAL
    "+12025550143, 12025550143, +12025550143, +1-2025550143, 2025550143",
    "+442079460123, 442079460123, +442079460123, +44-2079460123, 2079460123",
    // Italy keeps the zero of its area codes.
    "+390612345678, 390612345678, +390612345678, +39-0612345678, 0612345678",
    "+35315550143, 35315550143, +35315550143, +353-15550143, 15550143",
    // Toll-free everywhere: a country code of no country.
    "+80012345678, 80012345678, +80012345678, +800-12345678, 12345678",
    "+2904567, 2904567, +2904567, +290-4567, 4567",
    // No country has these codes.
    "+2101234567, 2101234567, +2101234567, +2101234567, 2101234567",
    "+0123456789, 0123456789, +0123456789, +0123456789, 0123456789",
    "5550143, 5550143, 5550143, 5550143, 5550143"
  })
  void writesANumber(String text, String digits, String e164, String lsq, String national) {
    PhoneNumber number = new PhoneNumber(text);

    assertThat(DIGITS.write(number, NORTH_AMERICA)).isEqualTo(digits);
    assertThat(E164.write(number, NORTH_AMERICA)).isEqualTo(e164);
    assertThat(LSQ.write(number, NORTH_AMERICA)).isEqualTo(lsq);
    assertThat(NATIONAL.write(number, NORTH_AMERICA)).isEqualTo(national);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2001", "12", "123456", "VH200001"})
  void writesExtensionsAndNamesAsTheyAre(String text) {
    for (NumberStyle style : NumberStyle.values()) {
      assertThat(style.write(new PhoneNumber(text), NORTH_AMERICA)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource({"44, 10, +44-2079460123", "210, 8, +44-2079460123", "4, 11, +4-42079460123"})
  void asksThePlanForTheCountryCodeFirst(String countryCode, int nationalDigits, String expected) {
    NumberPlan plan = new NumberPlan(countryCode, nationalDigits);

    assertThat(LSQ.write(new PhoneNumber("+442079460123"), plan)).isEqualTo(expected);
  }

  @Property
  void isReadAsTheSameNumberAgain(@ForAll @From("numbers") String raw) {
    PhoneNumber.read(raw, NORTH_AMERICA)
        .ifPresent(
            number ->
                assertThat(PhoneNumber.read(E164.write(number, NORTH_AMERICA), NORTH_AMERICA))
                    .contains(number));
  }

  @Property
  void losesNoDigitOfAFullNumber(@ForAll @From("numbers") String raw) {
    PhoneNumber.read(raw, NORTH_AMERICA)
        .filter(PhoneNumber::isFull)
        .ifPresent(
            number -> {
              String digits = DIGITS.write(number, NORTH_AMERICA);
              assertThat(number.text()).isEqualTo("+" + digits);
              assertThat(LSQ.write(number, NORTH_AMERICA).replace("-", "")).isEqualTo("+" + digits);
              assertThat(digits).endsWith(NATIONAL.write(number, NORTH_AMERICA));
            });
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.strings().withChars("+0123456789").ofMinLength(1).ofMaxLength(17);
  }
}
