package io.callbridge.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

  @ParameterizedTest
  @CsvSource({
    "25/5s, 25, PT5S",
    "250000/1d, 250000, PT24H",
    "8/5s, 8, PT5S",
    "100/1m, 100, PT1M",
    "10/500ms, 10, PT0.5S",
    "1000/1h, 1000, PT1H",
  })
  void readsAndWritesItsForm(String text, int calls, Duration window) {
    assertThat(Limit.valueOf(text)).isEqualTo(new Limit(calls, window)).hasToString(text);
  }

  @Test
  void writesTheLargestUnitThatFits() {
    assertThat(Limit.valueOf(" 100/60s ")).hasToString("100/1m");
    assertThat(Limit.valueOf("1/5000ms")).hasToString("1/5s");
    assertThat(Limit.valueOf("1/90m")).hasToString("1/90m");
  }

  @Property
  void readsWhatItWrites(
      @ForAll @IntRange(min = 1, max = 999_999_999) int calls,
      @ForAll @LongRange(min = 1, max = 999_999_999) long millis) {
    Limit limit = new Limit(calls, Duration.ofMillis(millis));

    assertThat(Limit.valueOf(limit.toString())).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "25",
        "25/5",
        "25 per 5s",
        "-1/5s",
        "0/5s",
        "25/0s",
        "25/5w",
        "25/5S",
        "2.5/1s",
        "99999999999/1s",
        "1/367d",
        "1/999999999d"
      })
  void saysWhatWasReadAndWhatWouldBeRight(String nonsense) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limit.valueOf(nonsense))
        .withMessageContaining("\"" + nonsense + "\"")
        .withMessageContaining("25/5s");
  }

  @Property
  void throwsNothingButItsOwnError(
      @ForAll @Chars({'0', '1', '9', '/', 'm', 's', 'h', 'd', ' '}) String text) {
    try {
      Limit.valueOf(text);
    } catch (IllegalArgumentException expected) {
      assertThat(expected).hasMessageContaining("as a limit");
    }
  }

  @Test
  void refusesAWindowFinerThanMilliseconds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limit(1, Duration.ofNanos(1_500_000)))
        .withMessageContaining("whole milliseconds");
  }
}
