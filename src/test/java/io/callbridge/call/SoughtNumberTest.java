package io.callbridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoughtNumberTest {

  private static final SoughtNumber NUMBER = SoughtNumber.read("+1 202 555-0143").orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+12025550143",
        "12025550143",
        "0012025550143",
        "2025550143",
        "02025550143",
        "\"to\":\"(202) 555-0143\"",
        "+1-202-555-0143",
        "+1 202.555.0143",
        "to=%2B12025550143&x",
        "to=%202025550143",
        "sip:2025550143@example.test",
        "a2025550143b",
      })
  void findsItHoweverItIsWritten(String text) {
    assertThat(NUMBER.pattern().matcher(text).find()).isTrue();
    assertThat(text).contains(NUMBER.lastDigits());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+12025550144", "912025550143", "20255501430", "\"id\":4412025550143", "5550143"})
  void findsNoOther(String text) {
    assertThat(NUMBER.pattern().matcher(text).find()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+", "2001", "12345678901234567", "acme", "+12025550143x"})
  void isNotFoundOutOfWhatIsNone(String text) {
    assertThat(SoughtNumber.read(text)).isEmpty();
  }

  @Test
  void showsItsEndAlone() {
    assertThat(NUMBER.toString()).isEqualTo("*******0143");
  }
}
