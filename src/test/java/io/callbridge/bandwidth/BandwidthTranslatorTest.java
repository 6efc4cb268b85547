package io.callbridge.bandwidth;

import static io.callbridge.bandwidth.BandwidthSamples.ACCOUNT;
import static io.callbridge.bandwidth.BandwidthSamples.INBOUND;
import static io.callbridge.bandwidth.BandwidthSamples.OUTBOUND;
import static io.callbridge.bandwidth.BandwidthSamples.call;
import static io.callbridge.bandwidth.BandwidthSamples.callEvent;
import static io.callbridge.bandwidth.BandwidthSamples.callEvents;
import static io.callbridge.bandwidth.BandwidthSamples.rows;
import static io.callbridge.bandwidth.BandwidthSamples.text;
import static io.callbridge.bandwidth.BandwidthSamples.translator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallFold;
import io.callbridge.call.Direction;
import io.callbridge.call.Leg;
import io.callbridge.call.Outcome;
import io.callbridge.call.UnreadableEventException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthTranslatorTest {

  private static final String TEMPLATE = "https://listen.example.test/{callId}/{recordingId}";

  private final BandwidthTranslator translator = translator();

  @Test
  void readsAnAnsweredInboundCall() {
    Call call =
        call(
            translator,
            "webhook-disconnect-inbound-hangup.json",
            "webhook-transfer-answer.json",
            "webhook-transfer-disconnect.json");

    assertThat(call.key()).hasToString("bandwidth/9900000/" + INBOUND);
    assertThat(call.direction()).isEqualTo(Direction.INBOUND);
    assertThat(call.leadNumber()).isEqualTo("+12025550143");
    assertThat(call.agentNumber()).isEqualTo("+12025550155");
    assertThat(call.displayNumber()).isEqualTo("+12025550199");
    assertThat(call.createdAt()).isEqualTo("2026-03-03T16:21:20.004Z");
    assertThat(call.answeredAt()).isEqualTo("2026-03-03T16:21:27.950Z");
    assertThat(call.endedAt()).isEqualTo("2026-03-03T16:22:41.120Z");
    assertThat(call.durationSeconds()).isEqualTo(73);
    assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(call.status()).isEqualTo("hangup");
    assertThat(call.legs())
        .containsExactly(
            new Leg(
                "c-6c2a1d8f-3ba1e4c5-7d2f-4e60-9b8c-ad1e2f3a4b5c",
                "+12025550155",
                Instant.parse("2026-03-03T16:21:27.950Z"),
                Instant.parse("2026-03-03T16:22:41.100Z")));
  }

  @Test
  void readsABusyOutboundCall() {
    Call call = call(translator, "webhook-disconnect-outbound-busy.json");

    assertThat(call.direction()).isEqualTo(Direction.OUTBOUND);
    assertThat(call.leadNumber()).isEqualTo("+12025550177");
    assertThat(call.agentNumber()).isEqualTo("2001");
    assertThat(call.displayNumber()).isEqualTo("+12025550199");
    assertThat(call.start()).isEqualTo("2026-03-03T16:23:10.200Z");
    assertThat(call.durationSeconds()).isZero();
    assertThat(call.outcome()).isEqualTo(Outcome.BUSY);
  }

  @Test
  void readsTheSameFromTheList() {
    List<CallEvent> events =
        List.of("list-calls-page-1.json", "list-calls-page-2-last.json").stream()
            .flatMap(page -> rows(page).stream())
            .map(row -> translator.toCallEvent(row, ACCOUNT))
            .toList();

    Map<String, List<CallEvent>> calls =
        events.stream().collect(Collectors.groupingBy(event -> event.key().callId()));
    assertThat(calls).containsOnlyKeys(INBOUND, OUTBOUND);
    assertThat(calls.get(INBOUND)).hasSize(2);
    assertThat(CallFold.fold(calls.get(INBOUND)))
        .usingRecursiveComparison()
        .ignoringFields("isNotified", "isListed")
        .isEqualTo(
            call(
                translator,
                "webhook-disconnect-inbound-hangup.json",
                "webhook-transfer-answer.json",
                "webhook-transfer-disconnect.json"));
    assertThat(CallFold.fold(calls.get(OUTBOUND)))
        .usingRecursiveComparison()
        .ignoringFields("agentNumber", "isNotified", "isListed")
        .isEqualTo(call(translator, "webhook-disconnect-outbound-busy.json"));
  }

  @Test
  void readsTheSameFromAQuery() {
    BandwidthEvent inQuery =
        new BandwidthQuery().toEvent(text("webhook-disconnect.query.txt").strip());

    assertThat(translator.toCallEvent(inQuery, ACCOUNT))
        .isEqualTo(callEvent(translator, "webhook-disconnect-inbound-hangup.json"));
  }

  @ParameterizedTest
  @CsvSource({
    "webhook-disconnect-inbound-hangup.json, ANSWERED",
    "webhook-disconnect-inbound-cancel.json, CANCELLED",
    "webhook-disconnect-missing-optional.json, NO_ANSWER",
    "webhook-disconnect-outbound-busy.json, BUSY",
    "webhook-disconnect-outbound-timeout.json, NO_ANSWER",
    "webhook-disconnect-callback-error.json, FAILED",
    "webhook-disconnect-unknown-cause.json, FAILED",
    "webhook-disconnect-sip-parties.json, ANSWERED",
    "call-state-disconnected-inbound.json, ANSWERED",
    "call-state-disconnected-busy.json, BUSY",
    "call-state-missing-optional.json, CANCELLED",
    "webhook-initiate.json,",
    "webhook-answer-outbound.json,",
    "webhook-transfer-answer.json,",
    "webhook-transfer-complete.json,",
    "webhook-transfer-disconnect.json,",
    "webhook-transfer-disconnect-rejected.json,",
    "webhook-recording-available.json,",
    "webhook-unknown-event.json,",
    "call-state-queued.json,",
    "call-state-answered.json,",
    "call-state-unknown-state.json,",
    "call-state-b-leg.json,"
  })
  void decidesHowItEnded(String sample, Outcome outcome) {
    assertThat(callEvent(translator, sample).outcome()).isEqualTo(outcome);
  }

  @Test
  void takesNothingButTheLegFromALeg() {
    CallEvent rejected = callEvent(translator, "webhook-transfer-disconnect-rejected.json");

    assertThat(rejected.key().callId()).isEqualTo(INBOUND);
    assertThat(rejected.direction()).isNull();
    assertThat(rejected.leadNumber()).isNull();
    assertThat(rejected.createdAt()).isNull();
    assertThat(rejected.endedAt()).isNull();
    assertThat(rejected.leg().number()).isEqualTo("+12025550156");
    assertThat(rejected.leg().answeredAt()).isNull();
    Call call =
        call(
            translator,
            "webhook-transfer-disconnect-rejected.json",
            "webhook-transfer-answer.json",
            "webhook-disconnect-inbound-hangup.json");
    assertThat(call.agentNumber()).isEqualTo("+12025550155");
    assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
  }

  @Test
  void readsALegWithoutItsAccount() {
    assertThat(callEvent(translator, "webhook-transfer-disconnect-without-account.json"))
        .isEqualTo(callEvent(translator, "webhook-transfer-disconnect.json"));
  }

  @Test
  void readsSipParties() {
    CallEvent event = callEvent(translator, "webhook-disconnect-sip-parties.json");

    assertThat(event.leadNumber()).isEqualTo("+12025550177");
    assertThat(event.talkSeconds()).isEqualTo(18);
    assertThat(callEvent(translator, "call-state-missing-optional.json").displayNumber()).isNull();
  }

  @Test
  void hasNoLeadForAnAnonymousCaller() {
    CallEvent event = callEvent(translator, "webhook-initiate-anonymous-diverted.json");

    assertThat(event.leadNumber()).isNull();
    assertThat(event.displayNumber()).isEqualTo("+12025550199");
    assertThat(event.createdAt()).isEqualTo("2026-03-03T16:21:20.004Z");
  }

  @Test
  void takesTheAgentFromTheTagOnlyIfItIsANumber() {
    assertThat(callEvent(translator, "webhook-answer-outbound.json").agentNumber())
        .isEqualTo("2001");
    assertThat(
            callEvent(translator("users.2001", "12025550156"), "webhook-answer-outbound.json")
                .agentNumber())
        .isEqualTo("+12025550156");
    CallEvent unicode = callEvent(translator, "webhook-disconnect-unicode-tag.json");
    assertThat(unicode.agentNumber()).isNull();
    assertThat(unicode.outcome()).isEqualTo(Outcome.ANSWERED);
  }

  @Test
  void linksRecordingsThroughTheTemplateOnly() {
    BandwidthTranslator withTemplate = translator("recording-url", TEMPLATE);
    String link =
        "https://listen.example.test/" + INBOUND + "/r-115da407-0c4f-4a6e-8d31-5f4ad7386a81";

    assertThat(callEvent(withTemplate, "webhook-recording-available.json").recordingUrl())
        .isEqualTo(link);
    assertThat(callEvent(withTemplate, "webhook-recording-available-partial.json").recordingUrl())
        .isEqualTo(link);
    assertThat(callEvent(withTemplate, "webhook-recording-available-error.json").recordingUrl())
        .isNull();
    assertThat(callEvent(withTemplate, "webhook-record-complete.json").recordingUrl()).isNull();
    assertThat(callEvent(translator, "webhook-recording-available.json").recordingUrl()).isNull();
  }

  @Test
  void takesNoTimesFromARecording() {
    CallEvent event = callEvent(translator, "webhook-recording-available.json");

    assertThat(event.createdAt()).isNull();
    assertThat(event.endedAt()).isNull();
    assertThat(event.direction()).isEqualTo(Direction.INBOUND);
  }

  @Test
  void knowsBothNamesOfARecordingsEnd() {
    assertThat(callEvent(translator, "webhook-record-complete.json").eventKey())
        .isEqualTo(callEvent(translator, "webhook-recording-complete-other-name.json").eventKey());
  }

  @Test
  void bearsHugeNumbers() {
    CallEvent event = callEvent(translator("recording-url", TEMPLATE), "webhook-huge-numbers.json");

    assertThat(event.leadNumber()).isEqualTo("+12025550143");
    assertThat(event.displayNumber()).isNull();
    assertThat(event.statedAt()).isEqualTo("2026-03-03T16:23:20.500123456Z");
    assertThat(event.recordingUrl()).endsWith("/r-115da407-0c4f-4a6e-8d31-5f4ad7386a81");
  }

  @Test
  void keepsAnUnknownEventThatSaysNothing() {
    CallEvent event = callEvent(translator, "webhook-unknown-event.json");

    assertThat(event.status()).isEqualTo("hologramStarted");
    assertThat(event.direction()).isNull();
    assertThat(event.createdAt()).isNull();
    assertThat(event.warnings()).containsExactly("eventType is not known: hologramStarted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhook-dtmf.json",
        "webhook-gather.json",
        "webhook-machine-detection-complete.json",
        "webhook-conference-member-join.json"
      })
  void keepsKnownEventsThatDontShapeTheCall(String sample) {
    CallEvent event = callEvent(translator, sample);

    assertThat(event.isFinal()).isFalse();
    assertThat(event.direction()).isNull();
    assertThat(event.answeredAt()).isNull();
    assertThat(event.warnings()).isEmpty();
  }

  @Test
  void keepsAConferenceTogether() {
    CallEvent event =
        translate(
            """
            {"eventType": "conferenceCompleted", "eventTime": "2026-03-03T16:30:00Z",
             "conferenceId": "conf-1", "name": "weekly"}""");

    assertThat(event.key().callId()).isEqualTo("conf-1");
    assertThat(event.isFinal()).isFalse();
  }

  @Test
  void keepsAnUnknownEventThatIsAboutNoCall() {
    String unknown = "{\"eventType\": \"weather\", \"eventTime\": \"2026-03-03T16:30:00Z\"}";

    assertThat(translate(unknown).key().callId()).startsWith("event-");
    assertThat(translate(unknown)).isEqualTo(translate(unknown));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"eventType\": \"disconnect\", \"cause\": \"busy\"}"})
  void refusesAnEventWithoutItsCall(String body) {
    assertThatThrownBy(() -> translate(body)).isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void countsADuplicateOnceAndALaterEventTwice() {
    CallEvent first = translate(dtmf("1", "2026-03-03T16:21:40.000Z"));

    assertThat(translate(dtmf("1", "2026-03-03T16:21:40.000Z")).eventKey())
        .isEqualTo(first.eventKey());
    assertThat(translate(dtmf("2", "2026-03-03T16:21:40.000Z")).eventKey())
        .isNotEqualTo(first.eventKey());
    assertThat(translate(dtmf("1", "2026-03-03T16:21:41.000Z")).eventKey())
        .isNotEqualTo(first.eventKey());
    assertThat(translate(dtmf("1", "")).eventKey())
        .isNotEqualTo(translate(dtmf("2", "")).eventKey());
  }

  @Test
  void seesANewObservationInAChangedRowOnly() {
    List<CallEvent> events =
        callEvents(
            translator,
            "call-state-answered.json",
            "call-state-disconnected-inbound.json",
            "call-state-disconnected-inbound.json");

    assertThat(events.get(1).eventKey()).isEqualTo(events.get(2).eventKey());
    assertThat(events.get(0).eventKey()).isNotEqualTo(events.get(1).eventKey());
  }

  @Test
  void letsALaterRowWin() {
    CallEvent webhook = callEvent(translator, "webhook-disconnect-inbound-hangup.json");
    CallEvent laterRow =
        translator.toCallEvent(
            BandwidthSamples.read(
                text("call-state-disconnected-inbound.json")
                    .replace("16:22:41.120Z", "16:23:50.000Z"),
                new TypeReference<BandwidthCallState>() {}),
            ACCOUNT);

    assertThat(CallFold.fold(List.of(webhook, laterRow)).endedAt())
        .isEqualTo("2026-03-03T16:23:50Z");
    assertThat(CallFold.fold(List.of(laterRow, webhook)).durationSeconds()).isEqualTo(142);
  }

  @Test
  void readsWhenAQueuedCallWasCreatedFromItsStart() {
    Call call = call(translator, "call-state-queued.json", "call-state-disconnected-busy.json");
    assertThat(call.createdAt()).isEqualTo("2026-03-03T16:23:10.200Z");

    CallEvent neverStarted =
        translate(
            """
            {"eventType": "disconnect", "callId": "c-1", "direction": "outbound",
             "enqueuedTime": "2026-03-03T16:23:08.160Z", "cause": "cancel"}""");
    assertThat(neverStarted.createdAt()).isEqualTo("2026-03-03T16:23:08.160Z");
  }

  @Test
  void readsTheTimesBandwidthIsKnownToSend() {
    CallEvent event =
        translate(
            """
            {"eventType": "disconnect", "callId": "c-1", "direction": "inbound",
             "eventTime": "2026-03-03T16:22:41.5", "startTime": "2026-03-03-16:21:20.004Z",
             "answerTime": "2026-03-03T18:21:27+02:00", "endTime": "2026-03-03T16:21:26Z",
             "cause": "hangup"}""");

    assertThat(event.createdAt()).isEqualTo("2026-03-03T16:21:20.004Z");
    assertThat(event.answeredAt()).isEqualTo("2026-03-03T16:21:27Z");
    assertThat(event.talkSeconds()).isZero();
    assertThat(event.warnings()).hasSize(1);
  }

  @Test
  void findsTheLeadOfAClickToCallBehindItsAgent() {
    CallEvent call =
        translate(
            """
            {"eventType": "disconnect", "eventTime": "2026-03-03T16:22:41Z", "callId": "c-1",
             "direction": "outbound", "from": "+12025550199", "to": "+12025550155",
             "answerTime": "2026-03-03T16:21:27Z", "endTime": "2026-03-03T16:22:41Z",
             "cause": "hangup"}""");
    CallEvent leg =
        translator.toCallEvent(
            BandwidthSamples.read(
                """
                {"callId": "c-2", "parentCallId": "c-1", "direction": "outbound",
                 "from": "+12025550199", "to": "+12025550143", "state": "disconnected",
                 "answerTime": "2026-03-03T16:21:40Z", "lastUpdate": "2026-03-03T16:22:40Z"}""",
                new TypeReference<BandwidthCallState>() {}),
            ACCOUNT);

    Call folded = CallFold.fold(List.of(call, leg));
    assertThat(folded.agentNumber()).isEqualTo("+12025550155");
    assertThat(folded.leadNumber()).isEqualTo("+12025550143");
    assertThat(CallFold.fold(List.of(call)).leadNumber()).isNull();
  }

  private CallEvent translate(String json) {
    return translator.toCallEvent(
        BandwidthSamples.read(json, new TypeReference<BandwidthEvent>() {}), ACCOUNT);
  }

  private static String dtmf(String digit, String time) {
    return """
        {"eventType": "dtmf", "eventTime": "%s", "callId": "c-1", "digit": "%s"}"""
        .formatted(time, digit);
  }
}
