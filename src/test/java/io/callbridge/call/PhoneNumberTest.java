package io.callbridge.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  private static final NumberPlan NORTH_AMERICA = new NumberPlan("1");
  private static final NumberPlan BRITAIN = new NumberPlan("44");
  private static final NumberPlan SINGAPORE = new NumberPlan("65", 8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+12025550143",
        "12025550143",
        "2025550143",
        "02025550143",
        "0012025550143",
        "  +1 (202) 555-0143\t",
        "+1.202.555.0143",
        "+1/202/555/0143",
        "+1 [202] {555} <0143>",
        "1+202+555+0143",
        "++12025550143",
        "(+1) 202 555 0143",
        // no-break blanks, narrow and wide blanks
        "+1\u00A0202\u202F555\u20070143\u3000",
        // hyphen, no-break hyphen, figure, en and em dash, minus, fullwidth hyphen
        "+1\u2010202\u2011555\u20120\u20131\u20144\u2212\uFF0D3",
        // direction marks, byte order mark, zero-width and soft hyphen
        "\uFEFF\u200E\u200F\u202A\u202B\u202C\u202D\u202E+1202\u200B555\u2060\u00AD0143\u200D",
        "\u2066+1\u20672025550143\u2068\u2069\u061C",
        "\u202D+1 202\u2011555\u20110143\u202C",
        // Arabic-Indic, Devanagari, fullwidth and mathematical digits
        "+\u0661\u0662\u0660\u0662\u0665\u0665\u0665\u0660\u0661\u0664\u0663",
        "\u0967\u0968\u0966\u0968\u096B\u096B\u096B\u0966\u0967\u096A\u0969",
        "\uFF0B\uFF11\uFF08\uFF12\uFF10\uFF12\uFF09"
            + "\uFF15\uFF15\uFF15\uFF0E\uFF10\uFF11\uFF14\uFF13",
        "+1202555014\uD835\uDFD1",
        "tel:+1-202-555-0143",
        "TEL:+12025550143;ext=7",
        "sip:+12025550143@gw.example.test:5061;transport=tls",
        "sips:+12025550143;phone-context=example.test@gw.example.test",
        "Sip:+12025550143:secret@gw.example.test?Replaces=a@b",
        "sip:%2B1%20202%2D555%2D0143@gw.example.test",
        "sip:+12025550143",
        " sip: +1202.555.0143@gw.example.test",
        "\u202Dsip:\u202D+12025550143@gw.example.test",
        "sip:tel%3A+12025550143@gw.example.test"
      })
  void readsEveryWayToWriteTheSameNumber(String raw) {
    assertThat(text(raw, NORTH_AMERICA)).contains("+12025550143");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " \u00A0\u200E",
        "Anonymous",
        "PRIVATE",
        "restricted",
        "Unavailable",
        "unknown",
        " Withheld ",
        "0",
        "-1",
        "\u22121",
        "+",
        "++",
        "00",
        "+0",
        "+00",
        "- () -",
        "\u0660",
        "sip:anonymous@anonymous.invalid",
        "sip:%61nonymous@anonymous.invalid",
        "sip:@gw.example.test",
        "sip:",
        "tel:",
        // an address that names a host and no user
        "sip:gw.example.test",
        "sip:192.0.2.17",
        "sip:192.0.2.17:5060;transport=udp",
        "sip:[2001:db8::1]:5060"
      })
  void readsNoNumber(String raw) {
    assertThat(text(raw, NORTH_AMERICA)).isEmpty();
  }

  @Test
  void doesNotUseTheRulesOfTheMachinesLanguage() {
    // In Turkish, the capital of i has a dot.
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(text("PRIVATE", NORTH_AMERICA)).isEmpty();
      assertThat(text("SIP:2001@pbx.example.test", NORTH_AMERICA)).contains("2001");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1234567890123456",
        "001234567890123456",
        "1234567890123456",
        "99999999999999999999",
        "+1202555019912345678901234567890",
        "120255501431202555014312025550143"
      })
  void readsNoNumberFromMoreThanFifteenDigits(String raw) {
    assertThat(text(raw, NORTH_AMERICA)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+123456789012345, +123456789012345",
    "00123456789012345, +123456789012345",
    "123456789012345, 123456789012345",
    "+442079460123, +442079460123",
    "442079460123, 442079460123",
    "22025550143, 22025550143",
    "555-0143, 5550143",
    "0112025550143, 0112025550143",
    "1202555014, +11202555014",
    "+1234567, +1234567"
  })
  void readsNumbersOfEveryLength(String raw, String expected) {
    assertThat(text(raw, NORTH_AMERICA)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "442079460123, +442079460123",
    "2079460123, +442079460123",
    "020 7946 0123, +442079460123",
    "12025550143, 12025550143",
    "4479460123, +444479460123"
  })
  void readsNationalNumbersByThePlan(String raw, String expected) {
    assertThat(text(raw, BRITAIN)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "61234567, +6561234567",
    "6561234567, +6561234567",
    "061234567, +6561234567",
    "2025550143, 2025550143",
    // A national number that begins with zero keeps it.
    "01234567, +6501234567"
  })
  void readsShortNationalNumbersByThePlan(String raw, String expected) {
    assertThat(text(raw, SINGAPORE)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2001, 2001",
    "12, 12",
    "123456, 123456",
    "0012, 0012",
    "+2001, 2001",
    "20 01, 2001",
    "sip:2001@pbx.example.test, 2001",
    "tel:2001;phone-context=example.test, 2001"
  })
  void keepsAnExtension(String raw, String expected) {
    PhoneNumber number = PhoneNumber.read(raw, NORTH_AMERICA).orElseThrow();

    assertThat(number.text()).isEqualTo(expected);
    assertThat(number.isExtension()).isTrue();
    assertThat(number.isDialable()).isTrue();
    assertThat(number.isFull()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "sip:desk@pbx.example.test, desk",
    "sips:VH200001@pbx.example.test;transport=tls, VH200001",
    "sip:front%20desk@pbx.example.test, front desk",
    "sip:Zo%C3%AB@pbx.example.test, Zoë",
    "sip:50%@pbx.example.test, 50%",
    "sip:50%25@pbx.example.test, 50%",
    "sip:%F@pbx.example.test, %F",
    "VH200001, VH200001",
    "+1 202 555 0143 x7, +1 202 555 0143 x7",
    "*67, *67",
    "' Front Desk ', Front Desk",
    "1.2025550143E10, 1.2025550143E10"
  })
  void keepsTheNameOfADevice(String raw, String expected) {
    PhoneNumber name = PhoneNumber.read(raw, NORTH_AMERICA).orElseThrow();

    assertThat(name.text()).isEqualTo(expected);
    assertThat(name.isDialable()).isFalse();
    assertThat(name.isExtension()).isFalse();
    assertThat(name.isFull()).isFalse();
  }

  @Test
  void tellsAFullNumberFromOneWithoutCountry() {
    PhoneNumber full = new PhoneNumber("+12025550143");
    PhoneNumber local = new PhoneNumber("5550143");

    assertThat(full.isFull()).isTrue();
    assertThat(full.isDialable()).isTrue();
    assertThat(full.isExtension()).isFalse();
    assertThat(local.isFull()).isFalse();
    assertThat(local.isDialable()).isTrue();
    assertThat(local.isExtension()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "+12025550143, *******0143",
    "+442079460123, ********0123",
    "5550143, ***0143",
    "2001, ****",
    "123456, ******",
    "7, *",
    "Jane Doe, (name)"
  })
  void showsNoMoreThanTheLastFourDigitsInLogs(String text, String expected) {
    PhoneNumber number = new PhoneNumber(text);

    assertThat(number.masked()).isEqualTo(expected);
    assertThat(number).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "+", "+123456", "+1234567890123456", "1234567890123456", "1+2"})
  void isNeverOutOfNormalForm(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PhoneNumber(text));
  }

  @Test
  void needsATextAndAPlan() {
    assertThatNullPointerException().isThrownBy(() -> new PhoneNumber(null));
    assertThatNullPointerException().isThrownBy(() -> PhoneNumber.read("1", null));
  }

  @Property
  void readsAnyTextWithoutFailing(@ForAll String raw) {
    PhoneNumber.read(raw, NORTH_AMERICA)
        .ifPresent(number -> assertThat(number.text()).isNotBlank());
  }

  @Property
  void readsItsOwnTextAsTheSame(
      @ForAll @From("writtenNumbers") String raw, @ForAll @From("plans") NumberPlan plan) {
    Optional<PhoneNumber> number = PhoneNumber.read(raw, plan);

    number.ifPresent(it -> assertThat(PhoneNumber.read(it.text(), plan)).contains(it));
  }

  @Property
  void readsItsOwnTextAsTheSameForAnyText(@ForAll String raw) {
    PhoneNumber.read(raw, BRITAIN)
        .ifPresent(it -> assertThat(PhoneNumber.read(it.text(), BRITAIN)).contains(it));
  }

  @Provide
  Arbitrary<String> writtenNumbers() {
    Arbitrary<String> signs =
        Arbitraries.strings()
            .withChars("0123456789+ -().%@;:?/\u00A0\u2011\u202D\u0661\u0662aZ25BF")
            .ofMaxLength(24);
    Arbitrary<String> digits = Arbitraries.strings().withChars("+0123456789").ofMaxLength(18);
    Arbitrary<String> scheme = Arbitraries.of("", "", "sip:", "tel:", "sip:tel%3A", "sip:sip%3A%");
    return scheme.flatMap(before -> Arbitraries.oneOf(signs, digits).map(before::concat));
  }

  @Provide
  Arbitrary<NumberPlan> plans() {
    return Arbitraries.of(
        NORTH_AMERICA, BRITAIN, SINGAPORE, new NumberPlan("290", 4), new NumberPlan("1", 14));
  }

  private static Optional<String> text(String raw, NumberPlan plan) {
    return PhoneNumber.read(raw, plan).map(PhoneNumber::text);
  }

  @ParameterizedTest
  @CsvSource({
    "/callstatus/req-1/+12025550143, /callstatus/req-1/+*******0143",
    "/callstatus/req-1/%2B12025550143, /callstatus/req-1/%2B*******0143",
    "?From=2025550143&To=1001, ?From=******0143&To=1001",
    "/events/c-9f3e12025550143, /events/c-9f3e12025550143",
  })
  void masksNumbersInATextAndLeavesIdsAlone(String text, String expected) {
    assertThat(PhoneNumber.maskIn(text)).isEqualTo(expected);
  }
}
