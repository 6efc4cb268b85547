package io.callbridge.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallFoldTest {

  private static final CallKey KEY = new CallKey("acmetel", "1", "c-1001");
  private static final Instant CREATED = Instant.parse("2026-03-03T16:21:20Z");
  private static final Instant ANSWERED = Instant.parse("2026-03-03T16:21:28Z");
  private static final Instant ENDED = Instant.parse("2026-03-03T16:22:41Z");
  private static final Instant RECEIVED = Instant.parse("2026-03-03T16:22:45Z");

  @Test
  void aCallNeedsAnEvent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CallFold.fold(List.of()))
        .withMessage("a call has at least one event");
  }

  @Test
  void aCallWithoutAFinalEventIsOpen() {
    Call call = fold(event("ringing").sequence(1), event("in-progress").sequence(2));

    assertThat(call.isEnded()).isFalse();
    assertThat(call.outcome()).isNull();
    assertThat(call.status()).isEqualTo("in-progress");
    assertThat(call.end()).isNull();
    assertThat(call.finalReceivedAt()).isNull();
    assertThat(call.durationSeconds()).isZero();
  }

  @Test
  void aFinalEventBeatsANonFinalOneWhateverItsSequence() {
    Call call =
        fold(
            event("completed").sequence(3).outcome(Outcome.ANSWERED),
            event("ringing").sequence(9).authority(9));

    assertThat(call.isEnded()).isTrue();
    assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(call.status()).isEqualTo("completed");
  }

  @Test
  void ofTwoFinalEventsTheHigherSequenceWins() {
    Call call =
        fold(
            event("no-answer").sequence(4).outcome(Outcome.NO_ANSWER),
            event("busy").sequence(5).outcome(Outcome.BUSY),
            event("failed").sequence(3).outcome(Outcome.FAILED));

    assertThat(call.outcome()).isEqualTo(Outcome.BUSY);
    assertThat(call.status()).isEqualTo("busy");
  }

  @Test
  void ofTwoFinalEventsWithOneSequenceTheGreaterStatusWins() {
    Call call =
        fold(
            event("no-answer").sequence(4).outcome(Outcome.NO_ANSWER),
            event("busy").sequence(4).outcome(Outcome.BUSY));

    assertThat(call.outcome()).isEqualTo(Outcome.NO_ANSWER);
    assertThat(call.status()).isEqualTo("no-answer");
  }

  @Test
  void ofTwoSourcesTheMoreTrustedOneWinsWhateverTheSequence() {
    Call call =
        fold(
            event("busy").authority(1).sequence(0).outcome(Outcome.BUSY).leadNumber("+1202"),
            event("completed").sequence(9).outcome(Outcome.ANSWERED).leadNumber("+1303"));

    assertThat(call.outcome()).isEqualTo(Outcome.BUSY);
    assertThat(call.leadNumber()).isEqualTo("+1202");
  }

  @Test
  void aLowerSequenceAddsOnlyWhatTheHigherOneDoesNotSay() {
    Call call =
        fold(
            event("in-progress")
                .sequence(2)
                .answeredAt(ANSWERED)
                .direction(Direction.INBOUND)
                .leadNumber("+12025550100")
                .recordingUrl("https://old.example/1"),
            event("completed")
                .sequence(3)
                .outcome(Outcome.ANSWERED)
                .endedAt(ENDED)
                .direction(Direction.OUTBOUND)
                .leadNumber("+12025550143"));

    assertThat(call.status()).isEqualTo("completed");
    assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
    assertThat(call.leadNumber()).isEqualTo("+12025550143");
    assertThat(call.answeredAt()).isEqualTo(ANSWERED);
    assertThat(call.endedAt()).isEqualTo(ENDED);
    assertThat(call.recordingUrl()).isEqualTo("https://old.example/1");
  }

  @Test
  void anEndIsOnlyBelievedOfAFinalEvent() {
    Call call =
        fold(
            event("transferred").sequence(5).endedAt(ANSWERED).talkSeconds(8),
            event("completed").sequence(3).outcome(Outcome.ANSWERED).endedAt(ENDED));

    assertThat(call.endedAt()).isEqualTo(ENDED);
    assertThat(call.talkSeconds()).isNull();
  }

  @Test
  void aFinalEventWithoutAWordDoesNotBlankTheStatus() {
    Call call = fold(event("ringing"), event(null).sequence(2).outcome(Outcome.NO_ANSWER));

    assertThat(call.status()).isEqualTo("ringing");
  }

  @Test
  void aFinalEventAloneMakesACall() {
    Call call = fold(event("busy").outcome(Outcome.BUSY));

    assertThat(call.key()).isEqualTo(KEY);
    assertThat(call.outcome()).isEqualTo(Outcome.BUSY);
    assertThat(call.start()).isEqualTo(RECEIVED);
    assertThat(call.end()).isEqualTo(RECEIVED);
    assertThat(call.durationSeconds()).isZero();
    assertThat(call.legs()).isEmpty();
  }

  @Test
  void theCreationIsTheEarliestStatedOne() {
    Call call =
        fold(
            event("initiated").sequence(1).createdAt(CREATED.plusSeconds(2)),
            event("completed").sequence(3).outcome(Outcome.ANSWERED).createdAt(CREATED));

    assertThat(call.createdAt()).isEqualTo(CREATED);
  }

  @Test
  void theCreationOfTheMoreTrustedSourceBeatsAnEarlierOne() {
    Call call =
        fold(
            event("cdr").authority(1).outcome(Outcome.ANSWERED).createdAt(CREATED),
            event("initiated").createdAt(CREATED.minusSeconds(30)));

    assertThat(call.createdAt()).isEqualTo(CREATED);
  }

  @Test
  void withoutAStatedCreationItIsTheEarliestMomentOfAnyEvent() {
    Call call =
        fold(
            event("completed").sequence(3).outcome(Outcome.ANSWERED).statedAt(ENDED),
            event("initiated").sequence(1).statedAt(CREATED),
            event("in-progress").sequence(2).statedAt(ANSWERED));

    assertThat(call.createdAt()).isEqualTo(CREATED);
  }

  @Test
  void theConversationBeginsWithTheEarliestStatedAnswer() {
    Call call =
        fold(
            event("in-progress").sequence(2).answeredAt(ANSWERED),
            event("answered").sequence(3).answeredAt(ANSWERED.plusSeconds(1)),
            event("completed").sequence(4).outcome(Outcome.ANSWERED).endedAt(ENDED));

    assertThat(call.answered()).isEqualTo(ANSWERED);
    assertThat(call.start()).isEqualTo(ANSWERED);
    assertThat(call.durationSeconds()).isEqualTo(73);
  }

  @Test
  void withoutAStatedAnswerItIsTheEndLessTheLength() {
    Call call = fold(event("completed").outcome(Outcome.ANSWERED).endedAt(ENDED).talkSeconds(73));

    assertThat(call.answeredAt()).isNull();
    assertThat(call.answered()).isEqualTo(ANSWERED);
    assertThat(call.start()).isEqualTo(ANSWERED);
    assertThat(call.durationSeconds()).isEqualTo(73);
  }

  @Test
  void withoutAStatedEndItIsTheReceiptOfTheFirstFinalEvent() {
    Call call =
        fold(
            about("completed", RECEIVED.plusSeconds(60)).sequence(4).outcome(Outcome.ANSWERED),
            event("completed").sequence(3).outcome(Outcome.ANSWERED).talkSeconds(73),
            about("ringing", CREATED).sequence(1));

    assertThat(call.end()).isEqualTo(RECEIVED);
    assertThat(call.start()).isEqualTo(RECEIVED.minusSeconds(73));
    assertThat(call.firstReceivedAt()).isEqualTo(CREATED);
    assertThat(call.finalReceivedAt()).isEqualTo(RECEIVED);
    assertThat(call.lastReceivedAt()).isEqualTo(RECEIVED.plusSeconds(60));
  }

  @Test
  void aCallThatNobodyAnsweredStartsWithItsCreationAndHasNoLength() {
    Call call =
        fold(
            event("no-answer")
                .outcome(Outcome.NO_ANSWER)
                .createdAt(CREATED)
                .endedAt(ENDED)
                .talkSeconds(14));

    assertThat(call.answered()).isNull();
    assertThat(call.start()).isEqualTo(CREATED);
    assertThat(call.end()).isEqualTo(ENDED);
    assertThat(call.durationSeconds()).isZero();
  }

  @Test
  void withoutACreationACallStartsWithItsEnd() {
    Call call = fold(event("busy").outcome(Outcome.BUSY).endedAt(ENDED));

    assertThat(call.created()).isEqualTo(ENDED);
    assertThat(call.start()).isEqualTo(ENDED);
  }

  @Test
  void anOpenCallStartsWithTheReceiptOfItsFirstEvent() {
    Call call = fold(event("ringing"), about("ringing", RECEIVED.plusSeconds(5)).sequence(2));

    assertThat(call.start()).isEqualTo(RECEIVED);
  }

  @Test
  void aStatedLengthBeatsTheSpanOfTheTimes() {
    Call call =
        fold(
            event("completed")
                .outcome(Outcome.ANSWERED)
                .answeredAt(ANSWERED)
                .endedAt(ENDED)
                .talkSeconds(70));

    assertThat(call.durationSeconds()).isEqualTo(70);
  }

  @Test
  void aVoicemailHasALengthToo() {
    assertThat(fold(event("voicemail").outcome(Outcome.VOICEMAIL).talkSeconds(14)))
        .extracting(Call::durationSeconds)
        .isEqualTo(14);
  }

  @Test
  void anEndBeforeTheAnswerIsNoLength() {
    Call call =
        fold(event("completed").outcome(Outcome.ANSWERED).answeredAt(ENDED).endedAt(ANSWERED));

    assertThat(call.durationSeconds()).isZero();
  }

  @Test
  void theLegThatAnsweredLastIsTheAgent() {
    Call call =
        fold(
            event("completed").sequence(9).outcome(Outcome.ANSWERED).agentNumber("+12025550199"),
            event("leg-1").leg(new Leg("leg-1", "+12025550111", ANSWERED, null)),
            event("leg-2").leg(new Leg("leg-2", "+12025550122", ANSWERED.plusSeconds(20), ENDED)),
            event("leg-3").leg(new Leg("leg-3", "+12025550133", null, ENDED)));

    assertThat(call.agentNumber()).isEqualTo("+12025550122");
    assertThat(call.legs()).extracting(Leg::id).containsExactly("leg-1", "leg-2", "leg-3");
    assertThat(call.answeredAt()).isNull();
  }

  @Test
  void withoutAnAnsweredLegTheAgentIsAsStated() {
    Call call =
        fold(
            event("no-answer").outcome(Outcome.NO_ANSWER).agentNumber("+12025550199"),
            event("leg-1").leg(new Leg("leg-1", "+12025550111", null, ENDED)),
            event("leg-2").leg(new Leg("leg-2", null, ANSWERED, ENDED)));

    assertThat(call.agentNumber()).isEqualTo("+12025550199");
  }

  @Test
  void aLegIsWhatAllItsEventsAddUpTo() {
    Call call =
        fold(
            event("answered").sequence(1).leg(new Leg("leg-1", "+12025550111", ANSWERED, null)),
            event("ended").sequence(2).leg(new Leg("leg-1", null, null, ENDED)));

    assertThat(call.legs()).containsExactly(new Leg("leg-1", "+12025550111", ANSWERED, ENDED));
  }

  @Test
  void theSameEventTwiceCountsOnceAsItWasReceivedFirst() {
    CallEvent first = event("busy").outcome(Outcome.BUSY).build();
    CallEvent again =
        CallEvent.about(KEY, first.eventKey(), RECEIVED.plusSeconds(600))
            .status("busy")
            .outcome(Outcome.BUSY)
            .build();

    assertThat(CallFold.fold(List.of(again, first))).isEqualTo(CallFold.fold(List.of(first)));
  }

  private static Call fold(CallEvent.Builder... events) {
    return CallFold.fold(Arrays.stream(events).map(CallEvent.Builder::build).toList());
  }

  private static CallEvent.Builder event(String status) {
    return about(status, RECEIVED);
  }

  private static CallEvent.Builder about(String status, Instant receivedAt) {
    return CallEvent.about(KEY, status + "@" + receivedAt, receivedAt).status(status);
  }

  @Test
  void aLegInTheProvidersRecordsDoesNotListTheCall() {
    var leg =
        CallEvent.about(
                new CallKey("acmetel", "1", "c-1"), "leg", Instant.parse("2026-01-05T10:00:00Z"))
            .source(Source.CDR)
            .leg(new Leg("c-2", "+12025550155", null, null))
            .build();

    assertThat(CallFold.fold(List.of(leg)).isListed()).isFalse();
  }
}
