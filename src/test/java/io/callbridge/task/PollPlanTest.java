package io.callbridge.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PollPlanTest {

  private static final Instant ACCEPTED = Instant.parse("2026-01-05T09:30:00Z");

  private final PollPlan plan = new PollPlan();
  private long tasks;

  @Test
  void followsTheLadderOfTheContractWhileNothingIsKnown() {
    List<Long> gaps = new ArrayList<>();
    Instant now = plan.firstLook("main", ACCEPTED, 0);
    gaps.add(Duration.between(ACCEPTED, now).toSeconds());
    for (int looks = 1; looks < 10; looks++) {
      Instant next = plan.nextLook("main", 1, ACCEPTED, looks, now, 0);
      gaps.add(Duration.between(now, next).toSeconds());
      now = next;
    }

    assertThat(gaps).containsExactly(5L, 15L, 30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
  }

  @Test
  void knowsHowLongTasksUsuallyTakeOnceEnoughAreDone() {
    assertThat(plan.usually("main")).isEmpty();

    for (int task = 1; task <= 20; task++) {
      plan.completed("main", task, ACCEPTED, ACCEPTED.plusSeconds(30));
    }

    assertThat(plan.usually("main").orElseThrow())
        .isBetween(Duration.ofSeconds(25), Duration.ofSeconds(35));
    assertThat(plan.usually("other")).isEmpty();
  }

  @Test
  void doesNotMakeUpForMissedLooks() {
    Instant late = ACCEPTED.plus(Duration.ofHours(3));

    assertThat(plan.nextLook("main", 1, ACCEPTED, 2, late, 0)).isEqualTo(late.plusSeconds(30));
  }

  @Test
  void isOverWithTheFirstLookAnsweredAfterTwelveHours() {
    assertThat(plan.isOver(Duration.ofHours(12).minusNanos(1))).isFalse();
    assertThat(plan.isOver(Duration.ofHours(12))).isTrue();
  }

  @Test
  void isOverAtTheLatestAQuarterOfAnHourAfterTwelveHoursAndAfterFiftyFourLooks() {
    Instant look = plan.firstLook("main", ACCEPTED, 0);
    Duration followed = plan.followed(Duration.ZERO, ACCEPTED, look);
    int looks = 1;
    while (!plan.isOver(followed)) {
      Instant next = plan.nextLook("main", 1, ACCEPTED, looks++, look, 0);
      followed = plan.followed(followed, look, next);
      look = next;
    }

    assertThat(look).isBeforeOrEqualTo(ACCEPTED.plus(Duration.ofMinutes(12 * 60 + 15)));
    assertThat(looks).isEqualTo(54);
  }

  @Test
  void timeInWhichNobodyCouldLookDoesNotCount() {
    Instant afterDowntime = ACCEPTED.plus(Duration.ofHours(13));

    Duration followed = plan.followed(Duration.ofHours(11), ACCEPTED, afterDowntime);

    assertThat(followed).isBetween(Duration.ofHours(11).plusMinutes(15), Duration.ofHours(12));
    assertThat(plan.followed(followed, afterDowntime, ACCEPTED))
        .as("after the clock was set back")
        .isEqualTo(followed);
  }

  @Test
  void looksOnceWhenTasksAlwaysTakeTheSameTime() {
    learn("main", 1000, () -> 40);

    Instant first = plan.firstLook("main", ACCEPTED, 1);

    assertThat(first).isBetween(ACCEPTED.plusSeconds(40), ACCEPTED.plusSeconds(48));
  }

  @Test
  void anAcceptanceAheadOfTheClockCountsAsNow() {
    learn("main", 100, () -> 40);

    Instant next = plan.nextLook("main", 7, ACCEPTED.plusSeconds(300), 1, ACCEPTED, 0);

    assertThat(next).isBetween(ACCEPTED.plusSeconds(1), ACCEPTED.plusSeconds(60));
    plan.completed("main", 7, ACCEPTED.plusSeconds(300), ACCEPTED);
  }

  @Test
  void noticesThatTheCrmHasBecomeFaster() {
    learn("main", 500, () -> 600);
    assertThat(firstLookAfter("main")).isGreaterThan(500);

    learn("main", 400, () -> 6);

    assertThat(firstLookAfter("main")).isLessThan(30);
  }

  @Test
  void noticesThatTheCrmHasBecomeSlower() {
    learn("main", 500, () -> 6);
    assertThat(firstLookAfter("main")).isLessThan(12);

    learn("main", 400, () -> 120);

    assertThat(firstLookAfter("main")).isBetween(100.0, 200.0);
  }

  @Test
  void accountsAreLearnedApart() {
    learn("main", 200, () -> 120);

    assertThat(firstLookAfter("second")).isEqualTo(5);
  }

  @Test
  void whatWasObservedIsNotUnlearnedByAStart() {
    learn("main", 500, () -> 120);
    PollPlan restarted = new PollPlan();

    restarted.restore("main", plan.observed("main"));

    Duration before = Duration.between(ACCEPTED, plan.firstLook("main", ACCEPTED, 1));
    Duration after = Duration.between(ACCEPTED, restarted.firstLook("main", ACCEPTED, 1));
    assertThat(after).isCloseTo(before, Duration.ofSeconds(15));
    assertThat(restarted.observed("main")).isEqualTo(plan.observed("main"));
  }

  @Test
  void refusesToRestoreNonsense() {
    for (String nonsense : List.of("x", "1:2:3", "5:4", "-2:5", "0:999")) {
      assertThatIllegalArgumentException().isThrownBy(() -> plan.restore("main", nonsense));
    }
    plan.restore("main", "");
  }

  @Property(tries = 200)
  void looksAgainBetweenOneSecondAndFifteenMinutesLater(
      @ForAll @IntRange(min = 1, max = 50) int looks,
      @ForAll @IntRange(max = 60_000) int age,
      @ForAll @IntRange(min = 1, max = 50_000) int usual,
      @ForAll boolean busy) {
    var random = new Random(usual);
    var learned = new PollPlan();
    for (int task = 0; task < 40; task++) {
      Instant done = ACCEPTED.plusSeconds(1 + random.nextInt(usual));
      learned.completed("main", task, ACCEPTED, done);
    }
    Instant now = ACCEPTED.plusSeconds(age);

    Instant next = learned.nextLook("main", 99, ACCEPTED, looks, now, busy ? 1 : 0);

    assertThat(Duration.between(now, next))
        .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(15));
    assertThat(Duration.between(ACCEPTED, learned.firstLook("main", ACCEPTED, busy ? 1 : 0)))
        .isBetween(Duration.ZERO, Duration.ofMinutes(15));
  }

  @Test
  void refusesANegativeNumberOfLooks() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan.nextLook("main", 1, ACCEPTED, 0, ACCEPTED, 0));
  }

  private double firstLookAfter(String crm) {
    return Duration.between(ACCEPTED, plan.firstLook(crm, ACCEPTED, 1)).toMillis() / 1000.0;
  }

  /** Follows tasks one after the other, as a busy account does. */
  private void learn(String crm, int tasks, DoubleSupplier delay) {
    for (int n = 0; n < tasks; n++) {
      long task = this.tasks++;
      Instant done = ACCEPTED.plusMillis((long) (1000 * delay.getAsDouble()));
      Instant look = plan.firstLook(crm, ACCEPTED, 1);
      for (int looks = 1; look.isBefore(done); looks++) {
        look = plan.nextLook(crm, task, ACCEPTED, looks, look, 1);
      }
      plan.completed(crm, task, ACCEPTED, look);
    }
  }
}
