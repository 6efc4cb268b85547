package io.callbridge.sandbox.verba;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TapTest {

  private static final int CALLS = 1000;

  private final PlayedVerba verba = PlayedVerba.with("appear-after", "20s");

  @Test
  void recordsSomeCallsAndKnowsTheIdsOfMost() {
    hear(new TapRates(0.5, 0.2, 1));

    assertThat((double) verba.recordings.all().size() / CALLS).isBetween(0.45, 0.55);
    long named =
        verba.recordings.all().stream().filter(each -> each.platformCallId() != null).count();
    assertThat((double) named / verba.recordings.all().size()).isBetween(0.75, 0.85);
  }

  @Test
  void letsSomeBeFoundAtOnceAndTheOthersLater() {
    hear(new TapRates(1, 0, 0.3));

    assertThat((double) verba.recordings.finished(each -> true).size() / CALLS)
        .isBetween(0.25, 0.35);
    verba.clock.advance(Duration.ofSeconds(20));
    assertThat(verba.recordings.finished(each -> true)).hasSize(CALLS);
  }

  private void hear(TapRates rates) {
    var tap = new Tap(verba.recordings, rates, new SplittableRandom(1));
    Instant now = verba.clock.instant();
    for (int i = 0; i < CALLS; i++) {
      tap.heard("c-" + i, "+12025550143", "2002", now.minusSeconds(73), now);
    }
  }
}
