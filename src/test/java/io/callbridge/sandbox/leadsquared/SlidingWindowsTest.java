package io.callbridge.sandbox.leadsquared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlidingWindowsTest {

  private static final Instant START = Instant.parse("2026-03-03T16:00:00Z");

  @Test
  void letsTheNextOneInExactlyOneWindowAfterTheFirst() {
    var windows = new SlidingWindows(List.of(RateLimit.valueOf("2/5s")));

    assertThat(windows.letIn(START)).isEmpty();
    assertThat(windows.letIn(START.plusSeconds(3))).isEmpty();
    assertThat(windows.letIn(START.plusSeconds(5).minusNanos(1)))
        .contains(RateLimit.valueOf("2/5s"));
    assertThat(windows.letIn(START.plusSeconds(5))).isEmpty();
    assertThat(windows.letIn(START.plusSeconds(8).minusNanos(1))).isPresent();
    assertThat(windows.letIn(START.plusSeconds(8))).isEmpty();
  }

  @Test
  void countsNeitherInAnyWindowWhenOneRefuses() {
    var windows = new SlidingWindows(List.of(RateLimit.valueOf("2/1d"), RateLimit.valueOf("1/5s")));

    assertThat(windows.letIn(START)).isEmpty();
    assertThat(windows.letIn(START.plusSeconds(1))).contains(RateLimit.valueOf("1/5s"));
    assertThat(windows.letIn(START.plusSeconds(5))).isEmpty();
    assertThat(windows.letIn(START.plusSeconds(10))).contains(RateLimit.valueOf("2/1d"));
  }

  @Property(tries = 300)
  void isFullWheneverItRefusesAndNeverFuller(
      @ForAll @Size(max = 80) List<@IntRange(max = 900) Integer> gapsInMillis) {
    var windows = new SlidingWindows(List.of(RateLimit.valueOf("4/2s")));
    List<Instant> letIn = new ArrayList<>();
    Instant now = START;
    for (int gap : gapsInMillis) {
      now = now.plusMillis(gap);
      Instant edge = now.minus(Duration.ofSeconds(2));
      long inWindow = letIn.stream().filter(each -> each.isAfter(edge)).count();
      boolean refused = windows.letIn(now).isPresent();
      assertThat(refused).isEqualTo(inWindow == 4);
      if (!refused) {
        letIn.add(now);
      }
    }
  }
}
