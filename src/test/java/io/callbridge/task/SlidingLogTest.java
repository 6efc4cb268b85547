package io.callbridge.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlidingLogTest {

  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long DAY = 1440 * MINUTE;
  private static final long MARGIN = 10_000;

  @Property
  void countsLikeAPlainListWhateverTheOrder(
      @ForAll @Size(max = 60) List<@IntRange(max = 8) Integer> secondsFromNow) {
    SlidingLog log = new SlidingLog(Limit.valueOf("3/5s"), MARGIN);
    List<Long> ends = new ArrayList<>();
    long now = 0;

    for (int seconds : secondsFromNow) {
      now += SECOND;
      long end = now + (seconds - 4) * SECOND;
      log.add(end, 1);
      ends.add(end);
      log.forget(now);

      long instant = now;
      List<Long> counting =
          ends.stream().filter(each -> instant - each < 5 * SECOND + MARGIN).sorted().toList();
      assertThat(log.total()).isEqualTo(counting.size());
      for (int i = 0; i < counting.size(); i++) {
        assertThat(log.freeOf(i + 1)).hasValue(counting.get(i) + 5 * SECOND + MARGIN);
      }
      assertThat(log.freeOf(counting.size() + 1)).isEmpty();
    }
  }

  @Property
  void countsInALongWindowUpToAMinuteLongerAndNeverShorter(
      @ForAll @Size(max = 60) List<@IntRange(max = 400) Integer> secondsFromNow) {
    SlidingLog log = new SlidingLog(Limit.valueOf("3/2m"), MARGIN);
    List<Long> ends = new ArrayList<>();
    long now = 0;

    for (int seconds : secondsFromNow) {
      now += 7 * SECOND;
      long end = now + (seconds - 200) * SECOND;
      log.add(end, 1);
      ends.add(end);
      log.forget(now);

      long instant = now;
      assertThat((long) log.total())
          .isBetween(
              ends.stream().filter(each -> instant - each < 2 * MINUTE + MARGIN).count(),
              ends.stream().filter(each -> instant - each < 3 * MINUTE + MARGIN).count());
    }
  }

  @Test
  void keepsAMinutesCallsUntilTheMinutesEndPlusTheWindow() {
    SlidingLog log = new SlidingLog(Limit.valueOf("9/1h"), MARGIN);
    log.add(MINUTE, 1);
    log.add(MINUTE + 1, 1);
    log.add(2 * MINUTE, 1);

    assertThat(log.size()).isEqualTo(2);
    assertThat(log.freeOf(1)).isEqualTo(OptionalLong.of(61 * MINUTE + MARGIN));
    assertThat(log.freeOf(3)).isEqualTo(OptionalLong.of(62 * MINUTE + MARGIN));
    log.forget(61 * MINUTE + MARGIN - 1);
    assertThat(log.total()).isEqualTo(3);
    log.forget(61 * MINUTE + MARGIN);
    assertThat(log.total()).isEqualTo(2);
  }

  @Test
  void keepsADayOfCallsInOneEntryPerMinute() {
    SlidingLog log = new SlidingLog(Limit.valueOf("250000/1d"), MARGIN);
    int most = 0;
    for (long now = 0; now < 3 * DAY; now += DAY / 250_000) {
      log.add(now, 1);
      log.forget(now);
      most = Math.max(most, log.size());
    }

    assertThat(most).isLessThanOrEqualTo(1442);
    assertThat(log.total()).isBetween(250_000, 250_400);
  }
}
