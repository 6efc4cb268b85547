package io.callbridge.sandbox.broadbanddynamics;

import static io.callbridge.sandbox.broadbanddynamics.PlayedBroadbandDynamics.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.sandbox.Seed;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallWriterTest {

  private static final Instant NOW = Instant.parse("2026-03-03T16:21:20.123456789Z");

  @Test
  void repeatsItsCallsWithTheSeed() {
    assertThat(calls(3, 50)).isEqualTo(calls(3, 50));
    assertThat(sids(calls(3, 50))).doesNotContainAnyElementsOf(sids(calls(4, 50)));
  }

  @Test
  void inventsCallsThatCannotExist() {
    assertThat(calls(1, 500))
        .allSatisfy(
            call -> {
              assertThat(call.callSid()).matches("BB[0-9a-f]{32}");
              assertThat(call.callId()).matches("req-[0-9a-f]{16}");
              assertThat(call.to()).matches("\\+12025550(10[0-9]|1[1-4][0-9])");
            });
    assertThat(sids(calls(1, 500))).hasSize(500);
  }

  @Test
  void playsEveryEndingAndEveryFormOfWriting() {
    List<CallScript> calls = calls(1, 500);

    assertThat(calls).extracting(CallScript::ending).contains(Ending.values());
    assertThat(calls.subList(0, 6))
        .extracting(CallScript::form)
        .containsExactly(
            CallbackForm.JSON,
            CallbackForm.XML,
            CallbackForm.FORM,
            CallbackForm.JSON,
            CallbackForm.XML,
            CallbackForm.FORM);
    assertThat(calls).filteredOn(call -> call.ending().isAnswered()).hasSizeBetween(275, 375);
  }

  @Test
  void tellsTheStoryInOrderAndEndsIt() {
    assertThat(calls(1, 500))
        .allSatisfy(
            call -> {
              List<Callback> callbacks = call.callbacks();
              assertThat(callbacks).extracting(Callback::sequenceNumber).isSorted();
              assertThat(callbacks).extracting(Callback::timestampAsDate).isSorted();
              assertThat(callbacks.get(0).callStatus()).isEqualTo("initiated");
              assertThat(callbacks.get(1).callStatus()).isEqualTo("ringing");
              assertThat(last(call).callStatus()).isEqualTo(call.ending().callStatus());
              assertThat(last(call).sequenceNumber()).isEqualTo(callbacks.size() - 1);
              assertThat(callbacks.subList(0, callbacks.size() - 1))
                  .allMatch(each -> each.callDuration() == 0);
            });
  }

  @Test
  void statesTimesThatAgreeWithTheDuration() {
    assertThat(calls(1, 500))
        .allSatisfy(
            call -> {
              assertThat(last(call).callDuration()).isEqualTo(call.durationSeconds());
              assertThat(moment(last(call).timestamp())).isEqualTo(second(call.endedAt()));
              assertThat(moment(last(call).callTimestamp())).isEqualTo(second(call.createdAt()));
              if (call.ending().isAnswered()) {
                Callback answer = call.callbacks().get(call.callbacks().size() - 2);
                assertThat(answer.callStatus()).isEqualTo("in-progress");
                assertThat(Duration.between(moment(answer.timestamp()), second(call.endedAt())))
                    .hasSeconds(call.durationSeconds());
                assertThat(call.answeredAt())
                    .isEqualTo(call.endedAt().minusSeconds(call.durationSeconds()));
                assertThat(call.durationSeconds()).isBetween(3, 600);
              } else {
                assertThat(call.durationSeconds()).isZero();
                assertThat(call.answeredAt()).isNull();
              }
            });
  }

  @Test
  void endsInSecondsAndNeverTellsOfTheFuture() {
    assertThat(calls(1, 500))
        .allSatisfy(
            call -> {
              assertThat(call.realLength())
                  .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
              assertThat(call.endedAt())
                  .isBetween(
                      NOW.plus(call.realLength()).minusNanos(1000), NOW.plus(call.realLength()));
            });
  }

  @Test
  void slipsInAStatusThatNobodyKnows() {
    Set<String> known =
        Set.of(
            "initiated",
            "ringing",
            "in-progress",
            "completed",
            "busy",
            "no-answer",
            "failed",
            "canceled");

    assertThat(calls(1, 500).stream().filter(call -> hasOther(call, known)).count())
        .isBetween(10L, 45L);
  }

  private static boolean hasOther(CallScript call, Set<String> known) {
    return call.callbacks().stream().anyMatch(each -> !known.contains(each.callStatus()));
  }

  private static List<CallScript> calls(long seed, int count) {
    var writer = new CallWriter(settings(), new Seed(seed).stream("calls"));
    return Stream.generate(() -> writer.next(NOW)).limit(count).toList();
  }

  private static Set<String> sids(List<CallScript> calls) {
    return calls.stream().map(CallScript::callSid).collect(Collectors.toSet());
  }

  private static Callback last(CallScript call) {
    return call.callbacks().get(call.callbacks().size() - 1);
  }

  private static Instant moment(String rfc2822) {
    return OffsetDateTime.parse(rfc2822, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private static Instant second(Instant instant) {
    return Instant.ofEpochSecond(instant.getEpochSecond());
  }
}
