package io.callbridge.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final int DRAWS = 2000;

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 4", "3, 8", "4, 16", "7, 128", "8, 256", "9, 300", "10, 300"})
  void doublesFromTwoSecondsToFiveMinutesAndTakesOffUpToOneHalf(int failures, long seconds) {
    Backoff backoff = new Backoff(new Random(7));
    Duration full = Duration.ofSeconds(seconds);

    var waits = IntStream.range(0, DRAWS).mapToObj(draw -> backoff.after(failures)).toList();

    assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(full.dividedBy(2), full));
    assertThat(waits)
        .anySatisfy(wait -> assertThat(wait).isLessThan(full.multipliedBy(11).dividedBy(20)));
    assertThat(waits)
        .anySatisfy(wait -> assertThat(wait).isGreaterThan(full.multipliedBy(19).dividedBy(20)));
  }

  @Property
  void neverWaitsLongerThanFiveMinutesOrShorterThanASecond(
      @ForAll @IntRange(min = 1) int failures, @ForAll long seed) {
    assertThat(new Backoff(new Random(seed)).after(failures))
        .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(new Backoff(new Random(1)).after(5)).isEqualTo(new Backoff(new Random(1)).after(5));
  }

  @Test
  void refusesToWaitAfterNoFailure() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(new Random(1)).after(0));
  }
}
