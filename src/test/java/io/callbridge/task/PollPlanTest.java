package io.callbridge.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PollPlanTest {

  private static final Instant ACCEPTED = Instant.parse("2026-01-05T09:30:00Z");

  private final PollPlan plan = new PollPlan();

  @Test
  void followsTheLadderOfTheContract() {
    List<Long> gaps = new ArrayList<>();
    Instant now = ACCEPTED;
    for (int looks = 0; looks < 10; looks++) {
      Instant next = plan.nextLook(ACCEPTED, looks, now);
      gaps.add(Duration.between(now, next).toSeconds());
      now = next;
    }

    assertThat(gaps).containsExactly(5L, 15L, 30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
  }

  @Test
  void looksAtOnceIfTheFirstLookIsOverdue() {
    Instant late = ACCEPTED.plusSeconds(600);

    assertThat(plan.nextLook(ACCEPTED, 0, late)).isEqualTo(late);
  }

  @Test
  void doesNotMakeUpForMissedLooks() {
    Instant late = ACCEPTED.plus(Duration.ofHours(3));

    assertThat(plan.nextLook(ACCEPTED, 2, late)).isEqualTo(late.plusSeconds(30));
  }

  @Test
  void isOverWithTheFirstLookAnsweredAfterTwelveHours() {
    Instant end = ACCEPTED.plus(Duration.ofHours(12));

    assertThat(plan.isOver(ACCEPTED, end.minusNanos(1))).isFalse();
    assertThat(plan.isOver(ACCEPTED, end)).isTrue();
    assertThat(plan.isOver(ACCEPTED, end.plus(Duration.ofDays(3)))).isTrue();
  }

  @Test
  void isOverAtTheLatestAQuarterOfAnHourAfterTwelveHoursAndAfterFiftyFourLooks() {
    Instant look = plan.nextLook(ACCEPTED, 0, ACCEPTED);
    int looks = 1;
    while (!plan.isOver(ACCEPTED, look)) {
      look = plan.nextLook(ACCEPTED, looks++, look);
    }

    assertThat(look).isBeforeOrEqualTo(ACCEPTED.plus(Duration.ofMinutes(12 * 60 + 15)));
    assertThat(looks).isEqualTo(54);
  }

  @Property
  void looksAgainBetweenFifteenSecondsAndFifteenMinutesLater(@ForAll @IntRange(min = 1) int looks) {
    assertThat(Duration.between(ACCEPTED, plan.nextLook(ACCEPTED, looks, ACCEPTED)))
        .isBetween(Duration.ofSeconds(15), Duration.ofMinutes(15));
  }

  @Test
  void refusesANegativeNumberOfLooks() {
    assertThatIllegalArgumentException().isThrownBy(() -> plan.nextLook(ACCEPTED, -1, ACCEPTED));
  }
}
