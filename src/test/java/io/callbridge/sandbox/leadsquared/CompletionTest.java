package io.callbridge.sandbox.leadsquared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompletionTest {

  @Test
  void hasTheMedianAndTheTailThatAreSet() {
    List<Duration> delays =
        draws("completion.retry-rate", "0").map(Completion::after).sorted().toList();

    assertThat(delays.get(5_000)).isBetween(Duration.ofMillis(1_900), Duration.ofMillis(2_100));
    assertThat(delays.get(9_900)).isBetween(Duration.ofMillis(7_400), Duration.ofMillis(8_600));
  }

  @Test
  void leavesOneInTenQueuedAfterFiveSecondsAndFailsTwoInAHundred() {
    List<Completion> draws = draws().toList();

    assertThat(draws)
        .filteredOn(draw -> draw.after().compareTo(Duration.ofSeconds(5)) > 0)
        .hasSizeBetween(850, 1_150);
    assertThat(draws).filteredOn(draw -> draw.end() == TaskEnd.ERROR).hasSizeBetween(150, 250);
    assertThat(draws)
        .filteredOn(draw -> draw.end() == TaskEnd.SUCCESS)
        .hasSizeBetween(9_750, 9_850);
  }

  @Test
  void takesExactlyTheMedianIfTheTailIsTheSame() {
    assertThat(draws("completion.p99", "2s", "completion.retry-rate", "0"))
        .allMatch(draw -> draw.after().equals(Duration.ofSeconds(2)));
  }

  @Test
  void givesUpAfterTheLastRetry() {
    assertThat(
            draws("completion.median", "1s", "completion.p99", "1s", "completion.retry-rate", "1"))
        .allMatch(draw -> draw.end() == TaskEnd.ERROR)
        .allMatch(draw -> draw.after().equals(Duration.parse("PT9H9M31S")));
  }

  private static Stream<Completion> draws(String... namesAndValues) {
    var settings = PlayedLeadSquared.settings(namesAndValues).completion();
    var random = new SplittableRandom(1);
    return Stream.generate(() -> Completion.draw(settings, random)).limit(10_000);
  }
}
