package io.callbridge.task;

import static io.callbridge.task.SettableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LearnedCallsTest {

  private final SettableClock clock = new SettableClock();
  private final CallBudget budget = new CallBudget(List.of(Limit.valueOf("25/5s")), clock);

  @Test
  void aBurstOfRefusalsLowersTheLimitOnce() {
    List<CallBudget.Permit> burst = takeAll();
    clock.advance(Duration.ofMillis(50));

    burst.forEach(CallBudget.Permit::refused);
    burst.forEach(CallBudget.Permit::release);

    assertThat(budget.learnedCalls()).isEqualTo(18);
    assertThat(budget.available()).isZero();
    clock.advance(Duration.ofMillis(5012));
    assertThat(budget.available()).isEqualTo(18);
  }

  @Test
  void refusalsInARowRestLongerAndLongerUpToFiveMinutes() {
    List<Long> rests = new ArrayList<>();
    for (int burst = 0; burst < 9; burst++) {
      CallBudget.Permit permit = budget.tryAcquire().orElseThrow();
      Duration rest = permit.refused();
      permit.release();
      rests.add(rest.toSeconds());
      clock.advance(rest.plusMillis(20));
    }

    assertThat(rests).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    assertThat(budget.learnedCalls()).isEqualTo(1);
  }

  @Test
  void restsForAWindowThatIsLonger() {
    var hourly = new CallBudget(List.of(Limit.valueOf("1000/1h")), clock);

    assertThat(hourly.tryAcquire().orElseThrow().refused()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void anAnswerThatWasOnItsWayProvesNothing() {
    CallBudget.Permit slow = budget.tryAcquire().orElseThrow();
    budget.tryAcquire().orElseThrow().refused();
    slow.admitted();

    Duration rest = afterThePause().refused();

    assertThat(rest).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void risesByOneAfterFourCleanWindowsInFullUse() {
    budget.tryAcquire().orElseThrow().refused();
    clock.advance(Duration.ofSeconds(24));

    useFully();
    assertThat(budget.learnedCalls()).isEqualTo(18);

    clock.advance(Duration.ofMillis(5012));
    useFully();
    assertThat(budget.learnedCalls()).isEqualTo(19);
  }

  @Test
  void doesNotRiseWhileItIsNotUsedUp() {
    budget.tryAcquire().orElseThrow().refused();

    for (int window = 0; window < 100; window++) {
      clock.advance(Duration.ofSeconds(6));
      CallBudget.Permit permit = budget.tryAcquire().orElseThrow();
      permit.admitted();
      permit.release();
    }

    assertThat(budget.learnedCalls()).isEqualTo(18);
  }

  @Test
  void beginsWithWhatWasLearnedBefore() {
    budget.restoreLearned(7);
    assertThat(budget.available()).isEqualTo(7);

    budget.restoreLearned(400);
    assertThat(budget.available()).isEqualTo(25);
  }

  /** Others use a part of the limit for ten minutes, and then none of it. */
  @Property(tries = 60)
  void findsWhatOthersLeaveAndTheWholeLimitWhenTheyStop(
      @ForAll @IntRange(min = 1, max = 24) int others, @ForAll int seed) {
    var clock = new SettableClock();
    var budget = new CallBudget(List.of(Limit.valueOf("25/5s")), clock);
    var random = new Random(seed);
    Deque<Long> arrived = new ArrayDeque<>();
    int refused = 0;
    int admitted = 0;
    int millis = 10;
    for (int at = 0; at < 2_000_000; at += millis) {
      clock.advance(Duration.ofMillis(millis));
      boolean shared = at < 600_000;
      int left = shared ? 25 - others : 25;
      for (var permit = budget.tryAcquire(); permit.isPresent(); permit = budget.tryAcquire()) {
        clock.advance(Duration.ofMillis(random.nextInt(3)));
        long now = clock.instant().toEpochMilli();
        arrived.addLast(now);
        while (now - arrived.getFirst() > 5000) {
          arrived.removeFirst();
        }
        if (arrived.size() > left) {
          permit.get().refused();
          refused++;
        } else {
          permit.get().admitted();
          admitted += shared ? 1 : 0;
        }
        permit.get().release();
      }
      assertThat(budget.learnedCalls()).isBetween(1, 25);
    }
    assertThat(budget.learnedCalls()).isEqualTo(25);
    assertThat(refused).as("refused").isLessThan(120);
    assertThat(admitted / (120.0 * (25 - others))).as("share of what was left").isGreaterThan(0.6);
  }

  private List<CallBudget.Permit> takeAll() {
    List<CallBudget.Permit> all = new ArrayList<>();
    for (var next = budget.tryAcquire(); next.isPresent(); next = budget.tryAcquire()) {
      all.add(next.get());
    }
    return all;
  }

  private void useFully() {
    List<CallBudget.Permit> all = takeAll();
    all.forEach(CallBudget.Permit::admitted);
    all.forEach(CallBudget.Permit::release);
  }

  private CallBudget.Permit afterThePause() {
    clock.set(budget.pausedUntil().orElse(START).plusMillis(20));
    return budget.tryAcquire().orElseThrow();
  }
}
