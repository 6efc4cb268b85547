package io.callbridge.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the CRM says of its queue, and what the plan makes of it. */
class PollPlanQueueTest {

  private static final Instant ACCEPTED = Instant.parse("2026-01-05T09:30:00Z");

  private final PollPlan plan = new PollPlan();

  @Test
  void theLadderBeginsWhenTheTasksTurnHasCome() {
    plan.queueIs("main", Duration.ofMinutes(2), ACCEPTED);

    assertThat(plan.firstLook("main", ACCEPTED, 0)).isEqualTo(ACCEPTED.plusSeconds(125));
    assertThat(plan.firstLook("other", ACCEPTED, 0)).isEqualTo(ACCEPTED.plusSeconds(5));
  }

  @Test
  void theQueueIsWorkedOffSinceItWasMeasured() {
    plan.queueIs("main", Duration.ofMinutes(2), ACCEPTED.minusSeconds(90));

    assertThat(plan.firstLook("main", ACCEPTED, 0)).isEqualTo(ACCEPTED.plusSeconds(35));
  }

  @Test
  void aMeasurementThatIsLongPastSaysNothing() {
    plan.queueIs("main", Duration.ofMinutes(2), ACCEPTED.minusSeconds(600));

    assertThat(plan.firstLook("main", ACCEPTED, 0)).isEqualTo(ACCEPTED.plusSeconds(5));
  }

  @Test
  void anAccountThatIsKnownIsNotLookedAtBeforeATasksTurn() {
    learn(40);
    plan.queueIs("main", Duration.ofMinutes(5), ACCEPTED);

    assertThat(plan.firstLook("main", ACCEPTED, 0.9)).isEqualTo(ACCEPTED.plusSeconds(300));
    assertThat(plan.nextLook("main", 1, ACCEPTED, 1, ACCEPTED.plusSeconds(45), 0.9))
        .isEqualTo(ACCEPTED.plusSeconds(300));
  }

  @Test
  void aShortQueueChangesNothingForAnAccountThatIsKnown() {
    learn(40);
    plan.queueIs("main", Duration.ofSeconds(3), ACCEPTED);

    assertThat(plan.firstLook("main", ACCEPTED, 0.9))
        .isBetween(ACCEPTED.plusSeconds(40), ACCEPTED.plusSeconds(48));
  }

  @Test
  void noQueueDelaysALookByMoreThanTheLongestGap() {
    plan.queueIs("main", Duration.ofHours(20), ACCEPTED);

    assertThat(plan.firstLook("main", ACCEPTED, 0)).isEqualTo(ACCEPTED.plusSeconds(900));
    plan.queueIs("main", Duration.ofHours(20), ACCEPTED.plusSeconds(800));
    assertThat(plan.nextLook("main", 1, ACCEPTED, 1, ACCEPTED.plusSeconds(900), 0))
        .isEqualTo(ACCEPTED.plusSeconds(1800));
  }

  @Test
  void whatTheCrmSaysHoldsForFiveMinutes() {
    plan.queueIs("main", Duration.ofHours(20), ACCEPTED);
    Instant later = ACCEPTED.plus(Duration.ofMinutes(5));

    assertThat(plan.firstLook("main", later, 0)).isEqualTo(later.plusSeconds(5));
  }

  @Test
  void asksOnlyAfterALookInVainAndOnlyOnceForEach() {
    assertThat(plan.wantsQueue("main")).isFalse();

    plan.nextLook("main", 1, ACCEPTED, 1, ACCEPTED.plusSeconds(5), 0);
    assertThat(plan.wantsQueue("main")).isTrue();

    plan.asksForQueue("main");
    assertThat(plan.wantsQueue("main")).isFalse();
  }

  @Test
  void asksForAnAccountThatIsKnownOnlyWhenMoreLooksAreInVainThanPlanned() {
    learn(40);
    for (int task = 0; task < 20; task++) {
      plan.nextLook("main", task, ACCEPTED, 1, ACCEPTED.plusSeconds(40), 0);
      plan.completed("main", task, ACCEPTED, ACCEPTED.plusSeconds(45));
    }
    assertThat(plan.wantsQueue("main")).as("with one look in vain for each task").isFalse();

    for (int task = 100; task < 104; task++) {
      plan.nextLook("main", task, ACCEPTED, 1, ACCEPTED.plusSeconds(40), 0);
    }
    assertThat(plan.wantsQueue("main")).as("with four in a row").isTrue();
  }

  private void learn(int seconds) {
    for (int task = 1000; task < 1200; task++) {
      plan.nextLook("main", task, ACCEPTED, 1, ACCEPTED.plusSeconds(seconds - 1), 0);
      plan.completed("main", task, ACCEPTED, ACCEPTED.plusSeconds(seconds));
    }
  }
}
