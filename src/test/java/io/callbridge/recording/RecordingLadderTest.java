package io.callbridge.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordingLadderTest {

  private static final Instant ENDED = Instant.parse("2026-03-03T16:22:41Z");

  @Test
  void looksThreeTimesMoreForWhatIsNotThere() {
    assertThat(waits(RecordingResult.notYet("nothing")))
        .containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));
  }

  @Test
  void neverLooksAgainWhereTheAnswerIsSure() {
    assertThat(waits(RecordingResult.never("several"))).isEmpty();
    assertThat(waits(RecordingResult.found("https://rec.example.test/1"))).isEmpty();
  }

  @Test
  void triesARecorderThatIsDownForADay() {
    List<Duration> waits = waits(RecordingResult.trouble("HTTP 503", null));

    assertThat(waits)
        .startsWith(
            Duration.ofSeconds(2),
            Duration.ofSeconds(8),
            Duration.ofSeconds(32),
            Duration.ofMinutes(2),
            Duration.ofMinutes(15),
            Duration.ofMinutes(15));
    assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofHours(23), Duration.ofHours(24));
  }

  @Test
  void waitsUntilAPauseIsOver() {
    assertThat(waits(RecordingResult.trouble("paused", Duration.ofMinutes(9))))
        .startsWith(Duration.ofMinutes(9), Duration.ofMinutes(9));
  }

  private static List<Duration> waits(RecordingResult result) {
    List<Duration> waits = new ArrayList<>();
    Instant now = ENDED;
    Optional<Instant> next = RecordingLadder.next(result, 1, 1, ENDED, now);
    while (next.isPresent()) {
      waits.add(Duration.between(now, next.get()));
      now = next.get();
      next = RecordingLadder.next(result, waits.size() + 1, waits.size() + 1, ENDED, now);
    }
    return waits;
  }
}
