package io.callbridge.sandbox.broadbanddynamics;

import static io.callbridge.sandbox.broadbanddynamics.PlayedBroadbandDynamics.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.sandbox.Seed;
import io.callbridge.sandbox.broadbanddynamics.Delivery.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class MischiefTest {

  private static final CallScript CALL = aCall();

  @Test
  void spreadsTheCallbacksEvenlyWhenAllIsWell() {
    List<Delivery> plan = plan("duplicated", "0", "reordered", "0");

    int last = CALL.callbacks().size() - 1;
    assertThat(plan).extracting(Delivery::callback).isEqualTo(CALL.callbacks());
    assertThat(plan).allMatch(delivery -> delivery.fate() == Fate.SENT);
    assertThat(plan.get(0).after()).isZero();
    assertThat(plan.get(last).after()).isEqualTo(CALL.realLength());
  }

  @Test
  void losesEverythingButTheFinalOne() {
    List<Delivery> plan = plan("lost", "1", "duplicated", "0", "reordered", "0");

    int last = CALL.callbacks().size() - 1;
    assertThat(plan.subList(0, last)).allMatch(delivery -> delivery.fate() == Fate.LOST);
    assertThat(plan.get(last).fate()).isEqualTo(Fate.SENT);
  }

  @Test
  void losesTheFinalOneIfToldSo() {
    List<Delivery> plan = plan("final-lost", "1", "duplicated", "1", "reordered", "0");

    assertThat(plan)
        .filteredOn(delivery -> delivery.callback().callStatus().equals(lastStatus()))
        .extracting(Delivery::fate)
        .containsExactly(Fate.LOST);
  }

  @Test
  void sendsEverythingTwice() {
    List<Delivery> plan = plan("duplicated", "1", "reordered", "0");

    assertThat(plan).hasSize(2 * CALL.callbacks().size());
    for (int i = 0; i < plan.size(); i += 2) {
      assertThat(plan.get(i + 1).fate()).isEqualTo(Fate.DUPLICATE);
      assertThat(plan.get(i + 1).callback()).isEqualTo(plan.get(i).callback());
      assertThat(plan.get(i + 1).after()).isGreaterThan(plan.get(i).after());
    }
  }

  @Test
  void delaysByWhatIsSet() {
    List<Delivery> plan = plan("delayed", "1", "delay", "45s", "duplicated", "0", "reordered", "0");

    assertThat(plan).allMatch(delivery -> delivery.fate() == Fate.DELAYED);
    assertThat(plan.get(0).after()).isEqualTo(Duration.ofSeconds(45));
  }

  @Test
  void letsOneBeOvertakenByTheNext() {
    List<Delivery> plan = new ArrayList<>(plan("reordered", "1", "duplicated", "0"));
    plan.sort(Comparator.comparing(Delivery::after));

    List<Integer> order =
        plan.stream().map(delivery -> delivery.callback().sequenceNumber()).toList();
    int overtaken =
        plan.stream()
            .filter(delivery -> delivery.fate() == Fate.OVERTAKEN)
            .findFirst()
            .orElseThrow()
            .callback()
            .sequenceNumber();

    assertThat(order).hasSize(CALL.callbacks().size());
    assertThat(order.indexOf(overtaken)).isEqualTo(order.indexOf(overtaken + 1) + 1);
  }

  private static List<Delivery> plan(String... rates) {
    for (int i = 0; i < rates.length; i += 2) {
      rates[i] = "mischief." + rates[i];
    }
    return new Mischief(settings(rates).mischief(), new Seed(1).stream("mischief")).plan(CALL);
  }

  private static CallScript aCall() {
    return new CallWriter(settings(), new Seed(1).stream("calls"))
        .next(Instant.parse("2026-03-03T16:21:20Z"));
  }

  private static String lastStatus() {
    return CALL.ending().callStatus();
  }
}
