package io.callbridge.declared;

import static io.callbridge.declared.DeclaredSamples.FORM;
import static io.callbridge.declared.DeclaredSamples.NOW;
import static io.callbridge.declared.DeclaredSamples.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallFold;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Leg;
import io.callbridge.call.Outcome;
import io.callbridge.call.UnknownAccountException;
import io.callbridge.call.UnreadableEventException;
import io.callbridge.call.UnsupportedMediaTypeException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredTranslatorTest {

  private static final String CALL = "CA1111222233334444555566667777aaaa";
  private static final String ACME =
      """
      acme:
        body: json
        sender: { scheme: none }
        event-key: [/event/no]
        call-id: { from: [/call/id, /id] }
        sequence: /event/no
        status:
          from: { from: /state, default: Gone }
          under-way: [RING_ING]
          answers: ["true"]
          ends: { answered: [done], voicemail: [box], no-answer: [gone] }
        direction: { from: /way, inbound: [IN], outbound: [out], default: outbound }
        parties:
          inbound: { lead: /from, agent: /agent, display: /to }
          outbound: { lead: /to }
        stated-at: { from: /at, format: dd.MM.uuuu HH:mm:ss, zone: Europe/Berlin }
        created-at: { from: /made, format: seconds }
        answered-at: { from: /taken, format: milliseconds }
        ended-at: /over
        talk-seconds: { from: /length, unit: milliseconds }
        recording-url: /tape
        accounts:
          main:
            crm: main
            users: { anita: "12025550155" }
      """;

  private final DeclaredTranslator twilio =
      new DeclaredTranslator(DeclaredSamples.twilio(), () -> NOW);
  private final DeclaredTranslator acme =
      new DeclaredTranslator(DeclaredSamples.of(ACME), () -> NOW);

  @Test
  void readsTheEndOfATwilioCall() {
    CallEvent event = event("outbound-4-completed.form.txt");

    assertThat(event)
        .isEqualTo(
            CallEvent.about(new CallKey("twilio", "main", CALL), CALL + ":3:completed", NOW)
                .sequence(3)
                .status("completed")
                .outcome(Outcome.ANSWERED)
                .direction(Direction.OUTBOUND)
                .leadNumber("+12025550143")
                .displayNumber("+12025550199")
                .statedAt(Instant.parse("2026-03-03T16:22:41Z"))
                .endedAt(Instant.parse("2026-03-03T16:22:41Z"))
                .talkSeconds(73)
                .recordingUrl("https://recordings.example.test/RE1")
                .build());
  }

  @Test
  void addsUpATwilioCall() {
    Call call =
        CallFold.fold(
            Stream.of("1-initiated", "2-ringing", "3-in-progress", "4-completed")
                .map(state -> event("outbound-" + state + ".form.txt"))
                .toList());

    assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(call.answeredAt()).isEqualTo("2026-03-03T16:21:28Z");
    assertThat(call.endedAt()).isEqualTo("2026-03-03T16:22:41Z");
  }

  @Test
  void aCallNobodyAnsweredHasNoTalk() {
    CallEvent event = event("outbound-no-answer.form.txt");

    assertThat(event.outcome()).isEqualTo(Outcome.NO_ANSWER);
    assertThat(event.talkSeconds()).isNull();
    assertThat(event.endedAt()).isEqualTo("2026-03-03T17:05:09Z");
  }

  @Test
  void aHiddenNumberIsNone() {
    CallEvent event = event("inbound-hidden-number.form.txt");

    assertThat(event.direction()).isEqualTo(Direction.INBOUND);
    assertThat(event.leadNumber()).isNull();
    assertThat(event.displayNumber()).isEqualTo("+12025550199");
  }

  @Test
  void aLegIsOneOfItsCall() {
    CallEvent event = event("inbound-leg-completed.form.txt");

    assertThat(event.key().callId()).isEqualTo("CA1111222233334444555566667777cccc");
    assertThat(event.outcome()).isNull();
    assertThat(event.leg())
        .isEqualTo(
            new Leg(
                "CA1111222233334444555566667777dddd",
                null,
                Instant.parse("2026-03-03T18:00:01Z"),
                Instant.parse("2026-03-03T18:00:41Z")));
  }

  @Test
  void aWordThatNobodyKnowsEndsNothing() {
    CallEvent event = event("unknown-status.form.txt");

    assertThat(event.outcome()).isNull();
    assertThat(event.warnings()).containsExactly("status is not known: daydreaming");
  }

  @Test
  void anEventWithoutAnIdIsUnreadable() {
    assertThatThrownBy(() -> event("without-call-sid.form.txt"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("the body has no call id in CallSid");
  }

  @Test
  void readsJsonByPointers() {
    CallEvent event =
        acme(
            """
            {"call": {"id": 17}, "event": {"no": 4}, "state": "DONE", "way": "in",
             "from": "(202) 555-0143", "to": 2025550199, "agent": "anita",
             "at": "03.03.2026 17:22:41", "made": 1772554871, "taken": "1772554888123",
             "over": "2026-03-03T16:22:40Z", "length": 72999, "tape": "https://tapes.example/1"}""");

    assertThat(event)
        .isEqualTo(
            CallEvent.about(new CallKey("acme", "main", "17"), "4", NOW)
                .sequence(4)
                .status("done")
                .outcome(Outcome.ANSWERED)
                .direction(Direction.INBOUND)
                .leadNumber("+12025550143")
                .agentNumber("+12025550155")
                .displayNumber("+12025550199")
                .statedAt(Instant.parse("2026-03-03T16:22:41Z"))
                .createdAt(Instant.parse("2026-03-03T16:21:11Z"))
                .answeredAt(Instant.parse("2026-03-03T16:21:28.123Z"))
                .endedAt(Instant.parse("2026-03-03T16:22:40Z"))
                .talkSeconds(72)
                .recordingUrl("https://tapes.example/1")
                .build());
  }

  @Test
  void fillsInDefaultsAndTakesTheFirstFieldThatIsThere() {
    CallEvent event = acme("{\"id\": \"x\", \"call\": {\"id\": null}, \"to\": \"2025550143\"}");

    assertThat(event.key().callId()).isEqualTo("x");
    assertThat(event.status()).isEqualTo("gone");
    assertThat(event.outcome()).isEqualTo(Outcome.NO_ANSWER);
    assertThat(event.direction()).isEqualTo(Direction.OUTBOUND);
    assertThat(event.leadNumber()).isEqualTo("+12025550143");
    assertThat(event.eventKey()).as("the hash of the body").hasSize(64);
  }

  @Test
  void aTrueIsAWordToo() {
    assertThat(acme("{\"id\": 1, \"state\": true, \"at\": \"03.03.2026 17:22:41\"}").answeredAt())
        .isEqualTo("2026-03-03T16:22:41Z");
  }

  @Test
  void warnsOfWhatItCantUse() {
    CallEvent event =
        acme(
            """
            {"id": 1, "state": "done", "way": "up", "event": {"no": -3}, "at": "yesterday",
             "made": 99999999999999, "taken": "x", "over": "1999-01-01T00:00:00Z",
             "length": 3.5, "tape": "https://user:pass@tapes.example/1"}""");

    assertThat(event.warnings())
        .containsExactly(
            "direction is not known: up",
            "stated-at is not usable: yesterday",
            "answered-at is not usable: x",
            "ended-at is not usable: 1999-01-01T00:00:00Z",
            "talk-seconds is not usable: 3.5",
            "sequence is not usable: -3",
            "created-at is not usable: 99999999999999",
            "recording-url is not an absolute http or https address without a login");
    assertThat(event.statedAt()).isNull();
    assertThat(event.recordingUrl()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1] | the body is no JSON object",
        "null | the body is no JSON object",
        "{ | the body is not JSON",
        "{} {} | the body is not JSON",
        "'' | the body is empty",
        "{} | the body has no call id in /call/id or /id",
      })
  void refusesWhatIsNoEvent(String body, String reason) {
    assertThatThrownBy(() -> acme(body))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CallSid | the form has a part without '='",
        "CallSid=%4 | the form is badly encoded",
        "From=1 | the body has no call id in CallSid",
      })
  void refusesWhatIsNoForm(String body, String reason) {
    assertThatThrownBy(() -> twilio.toCallEvent("twilio", "main", FORM, bytes(body)))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage(reason);
  }

  @Test
  void refusesAnIdThatIsTooLong() {
    assertThatThrownBy(() -> acme("{\"id\": \"" + "x".repeat(201) + "\"}"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("a call id is longer than 200 characters");
  }

  @Test
  void refusesAnotherMediaType() {
    byte[] body = bytes("{\"id\": 1}");
    for (String type : List.of("text/plain", "nonsense", FORM)) {
      assertThatThrownBy(() -> acme.toCallEvent("acme", "main", type, body))
          .isInstanceOf(UnsupportedMediaTypeException.class)
          .hasMessage("the body must be JSON");
    }
    assertThatThrownBy(() -> acme.toCallEvent("acme", "main", null, body))
        .isInstanceOf(UnsupportedMediaTypeException.class);
    assertThat(
            acme.toCallEvent("acme", "main", "application/cloudevents+json; charset=utf-8", body))
        .isNotNull();
  }

  @Test
  void knowsNoOtherProviderAndNoOtherAccount() {
    assertThatThrownBy(() -> acme.toCallEvent("other", "main", FORM, bytes("a=b")))
        .isInstanceOf(UnknownAccountException.class);
    assertThatThrownBy(() -> acme.toCallEvent("acme", "other", "text/json", bytes("{}")))
        .isInstanceOf(UnknownAccountException.class);
  }

  private CallEvent event(String file) {
    return twilio.toCallEvent("twilio", "main", FORM, sample(file));
  }

  private CallEvent acme(String json) {
    return acme.toCallEvent("acme", "main", "application/json", bytes(json));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
