package io.callbridge.task;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallBudgetTest {

  private static final Instant START = SettableClock.START;

  private final SettableClock clock = new SettableClock();

  @Test
  void givesAsManyPermitsAsTheTightestLimitAllows() {
    CallBudget budget = budget("5/1s", "3/1m");

    assertThat(budget.available()).isEqualTo(3);
    assertThat(takeAll(budget)).hasSize(3);
    assertThat(budget.tryAcquire()).isEmpty();
    assertThat(budget.used(Limit.valueOf("5/1s"))).isEqualTo(3);
    assertThat(budget.limits()).hasToString("[5/1s, 3/1m]");
  }

  @Test
  void countsAPermitUntilItsAnswerPlusAWindowPlusTheMargin() {
    CallBudget budget = budget("1/5s");
    CallBudget.Permit permit = budget.tryAcquire().orElseThrow();

    clock.advance(ofMinutes(3));
    assertThat(budget.available()).isZero();
    permit.release();
    clock.advance(ofMillis(5010));
    assertThat(budget.available()).isZero();
    clock.advance(ofMillis(1));
    assertThat(budget.available()).isEqualTo(1);
    assertThat(budget.used(Limit.valueOf("1/5s"))).isZero();
  }

  @Test
  void releasesAPermitOnlyOnce() {
    CallBudget budget = budget("3/5s");
    CallBudget.Permit permit = budget.tryAcquire().orElseThrow();

    permit.release();
    permit.close();
    permit.giveBack();

    assertThat(budget.available()).isEqualTo(2);
  }

  @Test
  void takesBackAPermitThatWasNotUsed() {
    CallBudget budget = budget("1/5s", "1/1d");

    budget.tryAcquire().orElseThrow().giveBack();

    assertThat(budget.available()).isEqualTo(1);
  }

  @Test
  void saysWhenTheNextPermitIsFree() {
    CallBudget budget = budget("2/5s", "3/1h");
    assertThat(budget.nextFreeAt()).hasValue(START);

    CallBudget.Permit first = budget.tryAcquire().orElseThrow();
    CallBudget.Permit second = budget.tryAcquire().orElseThrow();
    assertThat(budget.nextFreeAt()).as("only an answer can free one").isEmpty();

    first.release();
    assertFreeAt(budget, START.plusMillis(5010).plusNanos(1000));
    budget.tryAcquire().orElseThrow().release();
    second.release();
    assertFreeAt(budget, START.plus(ofMinutes(61)).plusMillis(10));
  }

  @Test
  void pausesAndNeverShortensAPause() {
    CallBudget budget = budget("2/5s");

    budget.pauseUntil(START.plusSeconds(60));
    budget.pauseUntil(START.plusSeconds(5));

    assertThat(budget.available()).isZero();
    assertThat(budget.pausedUntil()).hasValue(START.plusSeconds(60));
    assertFreeAt(budget, START.plusSeconds(60));
    assertThat(budget.pausedUntil()).isEmpty();
  }

  @Test
  void sendsOneProbeAtATimeWhileTheKeyIsInDoubt() {
    CallBudget budget = budget("9/5s");
    CallBudget.Permit before = budget.tryAcquire().orElseThrow();
    budget.keyRefused();

    assertThat(budget.isKeyInDoubt()).isTrue();
    assertThat(budget.available()).isZero();
    assertThat(budget.nextFreeAt()).isEmpty();
    before.release();
    assertThat(budget.available()).isEqualTo(1);
    CallBudget.Permit probe = budget.tryAcquire().orElseThrow();
    assertThat(budget.tryAcquire()).isEmpty();

    probe.release();
    List<CallBudget.Permit> next = takeAll(budget);
    assertThat(next).as("the next probe").hasSize(1);
    assertThat(next.get(0).admitted()).isTrue();
    assertThat(budget.isKeyInDoubt()).isFalse();
    assertThat(budget.available()).isEqualTo(9 - 3);
  }

  @Test
  void doesNotTrustTheKeyForWhatWasSentBeforeItWasRefused() {
    CallBudget budget = budget("9/5s");
    CallBudget.Permit before = budget.tryAcquire().orElseThrow();

    assertThat(budget.keyRefused()).isTrue();
    assertThat(before.admitted()).isFalse();
    assertThat(budget.isKeyInDoubt()).isTrue();

    before.release();
    CallBudget.Permit probe = budget.tryAcquire().orElseThrow();
    assertThat(budget.keyRefused()).as("the first refusal").isFalse();
    assertThat(probe.admitted()).isFalse();
    assertThat(budget.isKeyInDoubt()).isTrue();
  }

  @Test
  void standsStillWhileTheClockGoesBack() {
    CallBudget budget = budget("1/5s");
    budget.tryAcquire().orElseThrow().release();

    clock.set(START.minus(ofMinutes(10)));
    assertThat(budget.available()).isZero();
    clock.advance(ofSeconds(30));
    assertThat(budget.available()).isZero();
    clock.set(START.plusSeconds(6));
    assertThat(budget.available()).isEqualTo(1);
  }

  @Test
  void restoresAnAnsweredRequestUntilItsAnswerPlusAWindow() {
    CallBudget budget = budget("1/5s");

    budget.restore(START.minusSeconds(30), START.minusSeconds(2), ofSeconds(60));

    assertFreeAt(budget, START.plusMillis(3010).plusNanos(1000));
  }

  @Test
  void restoresAnUnansweredRequestUntilItsTimeOutPlusAWindow() {
    CallBudget budget = budget("1/5s");

    budget.restore(START.minusSeconds(30), null, ofSeconds(60));

    assertFreeAt(budget, START.plusMillis(35_010).plusNanos(1000));
  }

  @Test
  void restoresMoreThanALimitAllowsAndRecovers() {
    CallBudget budget = budget("2/5s");
    for (int i = 0; i < 4; i++) {
      budget.restore(START.minusSeconds(9), START.minusSeconds(i), ofSeconds(60));
    }

    assertThat(budget.used(Limit.valueOf("2/5s"))).isEqualTo(4);
    assertThat(budget.available()).isZero();
    assertFreeAt(budget, START.plusMillis(4010).plusNanos(1000));
  }

  @Test
  void restoresCountsForALongWindow() {
    CallBudget budget = budget("1000/1d");

    budget.restore(START.minus(ofMinutes(1440)), 400);
    budget.restore(START.minus(ofMinutes(30)), 700);

    assertThat(budget.available()).isZero();
    assertFreeAt(budget, START.plus(ofMinutes(1)).plusMillis(10));
    assertThat(budget.available()).isEqualTo(300);
  }

  @Test
  void restoresInstantsAheadOfTheClockAsNow() {
    CallBudget budget = budget("3/5s");

    budget.restore(START.plusSeconds(3600), START.plusSeconds(3601), ofSeconds(60));
    budget.restore(START.plusSeconds(3600), null, ofSeconds(60));
    budget.restore(START.plusSeconds(3600), 1);

    clock.advance(ofMillis(65_011));
    assertThat(budget.available()).isEqualTo(3);
  }

  @Test
  void neverGivesTwoThreadsTheSamePermit() throws Exception {
    CallBudget budget = budget("5000/1m", "7000/1d");
    Callable<Integer> sender =
        () -> {
          int sent = 0;
          for (int i = 0; i < 4000; i++) {
            var permit = budget.tryAcquire();
            permit.ifPresent(CallBudget.Permit::release);
            sent += permit.isPresent() ? 1 : 0;
          }
          return sent;
        };

    ExecutorService threads = Executors.newFixedThreadPool(4);
    int sent = 0;
    try {
      for (Future<Integer> each : threads.invokeAll(List.of(sender, sender, sender, sender))) {
        sent += each.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(sent).isEqualTo(5000);
    assertThat(budget.used(Limit.valueOf("7000/1d"))).isEqualTo(5000);
  }

  @Test
  void usesNearlyAllOfAShortLimit() {
    assertThat(shareUsed("25/5s", ofSeconds(50))).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void usesNearlyAllOfALongLimit() {
    assertThat(shareUsed("600/1h", Duration.ofHours(10))).isGreaterThanOrEqualTo(0.97);
  }

  /** What part of a limit is used by someone who asks every 5 ms and waits 20 ms for answers. */
  private double shareUsed(String text, Duration time) {
    record Sent(Instant answerAt, CallBudget.Permit permit) {}
    Limit limit = Limit.valueOf(text);
    CallBudget budget = budget(text);
    Deque<Sent> waiting = new ArrayDeque<>();
    int sent = 0;
    for (; clock.instant().isBefore(START.plus(time)); clock.advance(ofMillis(5))) {
      while (!waiting.isEmpty() && !waiting.peek().answerAt().isAfter(clock.instant())) {
        waiting.remove().permit().release();
      }
      for (CallBudget.Permit permit : takeAll(budget)) {
        waiting.add(new Sent(clock.instant().plusMillis(20), permit));
        sent++;
      }
    }
    double windows = (double) time.toMillis() / limit.window().toMillis();
    return sent / (limit.calls() * windows);
  }

  @Test
  void refusesToBeMadeOfNonsense() {
    assertThatIllegalArgumentException().isThrownBy(this::budget).withMessageContaining("25/5s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallBudget(List.of(Limit.valueOf("1/1s")), clock, Duration.ZERO))
        .withMessageContaining("1 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> budget("1/1s").used(Limit.valueOf("2/1s")))
        .withMessageContaining("2/1s");
    assertThatIllegalArgumentException().isThrownBy(() -> budget("1/1s").restore(START, -1));
  }

  /** Asserts what the budget says, and that it is true to the microsecond. */
  private void assertFreeAt(CallBudget budget, Instant free) {
    assertThat(budget.available()).isZero();
    assertThat(budget.nextFreeAt()).hasValue(free);
    clock.set(free.minusNanos(1000));
    assertThat(budget.available()).isZero();
    clock.set(free);
    assertThat(budget.available()).isPositive();
  }

  private CallBudget budget(String... limits) {
    return new CallBudget(Stream.of(limits).map(Limit::valueOf).toList(), clock);
  }

  private static List<CallBudget.Permit> takeAll(CallBudget budget) {
    List<CallBudget.Permit> permits = new ArrayList<>();
    for (var each = budget.tryAcquire(); each.isPresent(); each = budget.tryAcquire()) {
      permits.add(each.get());
    }
    return permits;
  }
}
