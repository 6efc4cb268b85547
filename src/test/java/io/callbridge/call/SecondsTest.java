package io.callbridge.call;

import static io.callbridge.call.Seconds.Reading.ABSENT;
import static io.callbridge.call.Seconds.Reading.INVALID;
import static io.callbridge.call.Seconds.Reading.NEGATIVE;
import static io.callbridge.call.Seconds.Reading.USABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecondsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "73, 73",
    "' 42 ', 42",
    "007, 7",
    "+5, 5",
    "-0, 0",
    "73.0, 73",
    "1497, 1497",
    "604800, 604800",
    "000000000000000073, 73"
  })
  void readsWholeSeconds(String raw, int expected) {
    assertThat(Seconds.readStated(raw)).isEqualTo(new Seconds(USABLE, expected));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999, 0",
    "1000, 1",
    "65999, 65",
    "73170, 73",
    "604800000, 604800",
    "604800999, 604800"
  })
  void cutsMillisecondsToTheSecond(String raw, int expected) {
    assertThat(Seconds.readStatedMillis(raw)).isEqualTo(new Seconds(USABLE, expected));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " \t"})
  void readsNothingFromNothing(String raw) {
    Seconds nothing = Seconds.readStated(raw);

    assertThat(nothing).isEqualTo(new Seconds(ABSENT, 0));
    assertThat(nothing.known()).isEmpty();
    assertThat(nothing.isDoubtful()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-604801", "-99999999999999999999999999"})
  void countsANegativeDurationAsZeroWithAWarning(String raw) {
    Seconds negative = Seconds.readStated(raw);

    assertThat(negative).isEqualTo(new Seconds(NEGATIVE, 0));
    assertThat(negative.known()).hasValue(0);
    assertThat(negative.isDoubtful()).isTrue();
    assertThat(Seconds.readStatedMillis(raw)).isEqualTo(negative);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "604801",
        "2147483647",
        "2147483648",
        "9223372036854775808",
        "99999999999999999999999999",
        "73.5",
        "-1.5",
        "73.",
        "7e1",
        "1:13",
        "73s",
        "PT73S",
        "PT99999999999H",
        "--1",
        "-",
        "NaN",
        "٧٣"
      })
  void readsNoDurationFromWhatCannotBeOne(String raw) {
    Seconds invalid = Seconds.readStated(raw);

    assertThat(invalid).isEqualTo(new Seconds(INVALID, 0));
    assertThat(invalid.known()).isEmpty();
    assertThat(invalid.isDoubtful()).isTrue();
  }

  @Test
  void readsNoDurationFromMoreThanSevenDaysOfMilliseconds() {
    assertThat(Seconds.readStatedMillis("604801000")).isEqualTo(new Seconds(INVALID, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-03T16:21:27.950Z, 2026-03-03T16:22:41.120Z, USABLE, 73",
    "2026-03-03T16:21:28Z, 2026-03-03T16:22:41Z, USABLE, 73",
    "2026-03-03T16:21:28Z, 2026-03-03T16:21:28Z, USABLE, 0",
    "2026-03-03T16:21:28Z, 2026-03-03T16:21:28.999999999Z, USABLE, 0",
    "2026-03-03T00:00:00Z, 2026-03-10T00:00:00.999Z, USABLE, 604800",
    "2026-03-03T16:21:28.5Z, 2026-03-03T16:21:28.4Z, NEGATIVE, 0",
    "2026-03-03T16:21:28Z, 2025-03-03T16:21:28Z, NEGATIVE, 0",
    "2026-03-03T00:00:00Z, 2026-03-10T00:00:01Z, INVALID, 0",
    ", 2026-03-03T16:22:41Z, ABSENT, 0",
    "2026-03-03T16:22:41Z, , ABSENT, 0"
  })
  void countsTheSecondsBetweenTwoMoments(
      Instant from, Instant to, Seconds.Reading reading, int expected) {
    assertThat(Seconds.between(from, to)).isEqualTo(new Seconds(reading, expected));
  }

  @Test
  void copesWithAnyTwoMoments() {
    assertThat(Seconds.between(Instant.MIN, Instant.MAX)).isEqualTo(new Seconds(INVALID, 0));
    assertThat(Seconds.between(Instant.MAX, Instant.MIN)).isEqualTo(new Seconds(NEGATIVE, 0));
  }

  @ParameterizedTest
  @CsvSource({"USABLE, -1", "USABLE, 604801", "NEGATIVE, 1", "INVALID, 1", "ABSENT, 1"})
  void isNeverOutOfRange(Seconds.Reading reading, int value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Seconds(reading, value));
  }

  @Property
  void readsAnyTextWithoutFailing(@ForAll String raw) {
    Seconds.readStated(raw);
    Seconds.readStatedMillis(raw);
  }

  @Property
  void readsAnyWholeNumber(@ForAll long number) {
    Seconds.Reading expected = number < 0 ? NEGATIVE : number > 604_800 ? INVALID : USABLE;

    assertThat(Seconds.readStated(Long.toString(number)).reading()).isEqualTo(expected);
  }
}
