package io.callbridge.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A day of at least 2,000 calls over all providers: 30 % of the webhooks are lost, others come
 * twice, late and shuffled; records and recordings show up late, pages fail, tokens expire,
 * providers and the recorder are down for hours, the CRM throttles, refuses and loses answers, and
 * the process is killed twice. {@code -Dcallbridge.day.seed=} plays another day, and {@code
 * -Dcallbridge.day.seeds=} that many in a row.
 */
public class WholeDayTest {

  private static final int CALLS = 2_200;

  @TempDir Path folder;

  /** A build tells of a change, not of luck: it plays the same day each time. */
  private static final long FIRST = 298_063_127_980_716_431L;

  /** As many days as {@code callbridge.day.seeds} says, else one. */
  static LongStream seeds() {
    long first = Long.getLong("callbridge.day.seed", FIRST);
    return LongStream.range(0, Long.getLong("callbridge.day.seeds", 1)).map(n -> first + n);
  }

  @ParameterizedTest(name = "-Dcallbridge.day.seed={0}")
  @MethodSource("seeds")
  void everyCallThatASourceShowsIsOneRightActivity(long seed) {
    try (var canaries = new Canaries();
        var day = new Day(folder, seed, CALLS)) {
      day.play();
      var verdict = new Verdict(day);
      List<String> mistakes = verdict.mistakes();

      assertThat(mistakes.stream().limit(10).toList())
          .as(
              "%d mistakes with -Dcallbridge.day.seed=%d; %s",
              mistakes.size(), seed, verdict.counts())
          .isEmpty();
      assertThat(verdict.counts())
          .as("seed %d", seed)
          .containsKeys(
              "LOGGED",
              "UNCONFIRMED",
              "internal",
              "no-lead-number",
              "closed by its state",
              "link with the post",
              "link after the post");
      assertThat(canaries.lines()).isGreaterThan(CALLS);
      assertThat(canaries.found()).as("numbers and secrets in logs and metrics").isEmpty();
    }
  }
}
