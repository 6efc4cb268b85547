package io.callbridge.day;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A day of at least 2,000 calls over all providers: 30 % of the webhooks are lost, others come
 * twice, late and shuffled; records show up late, pages fail, providers are down for hours, and the
 * CRM throttles, refuses and loses answers. Another day is played each time; {@code
 * -Dcallbridge.day.seed=} plays one again.
 */
class WholeDayTest {

  private static final int CALLS = 2_200;
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.callbridge");
  private static Level level;

  @TempDir Path folder;

  /** A day has more to say than anybody reads. */
  @BeforeAll
  static void beQuiet() {
    level = LOG.getLevel();
    LOG.setLevel(Level.ERROR);
  }

  @AfterAll
  static void speakAgain() {
    LOG.setLevel(level);
  }

  @Test
  void everyCallThatASourceShowsIsOneRightActivity() {
    long seed = Long.getLong("callbridge.day.seed", new SplittableRandom().nextLong());
    try (var day = new Day(folder, seed, CALLS)) {
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
          .containsKeys("LOGGED", "UNCONFIRMED", "internal", "no-lead-number");
    }
  }
}
