package io.callbridge.broadbanddynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.broadbanddynamics.BroadbandDynamicsPath.Parameters;
import io.callbridge.broadbanddynamics.BroadbandDynamicsSettings.Account;
import io.callbridge.call.CallEvent;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.call.UnreadableEventException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of contracts/broadband-dynamics.md, section 4, and contracts/mapping.md. */
class BroadbandDynamicsTranslatorTest {

  private static final Instant RECEIVED = Instant.parse("2026-03-03T16:22:42.500Z");

  private final BroadbandDynamicsTranslator translator =
      new BroadbandDynamicsTranslator(
          new BroadbandDynamicsSettings(
              Map.of(
                  "default", account("1", 10, Direction.OUTBOUND, false),
                  "inbound", account("1", 10, Direction.INBOUND, false),
                  "grouped", account("1", 10, Direction.OUTBOUND, true),
                  "london", account("44", 10, Direction.OUTBOUND, false))),
          InstantSource.fixed(RECEIVED));

  @ParameterizedTest
  @CsvSource({
    "completed, completed, ANSWERED",
    "' Completed ', completed, ANSWERED",
    "COMPLETED, completed, ANSWERED",
    "busy, busy, BUSY",
    "no-answer, no-answer, NO_ANSWER",
    "no_answer, no-answer, NO_ANSWER",
    "No Answer, no-answer, NO_ANSWER",
    "failed, failed, FAILED",
    "canceled, canceled, CANCELLED",
    "cancelled, cancelled, CANCELLED",
    "queued, queued,",
    "initiated, initiated,",
    "ringing, ringing,",
    "in-progress, in-progress,",
    "IN_PROGRESS, in-progress,",
    "in progress, in-progress,",
    "answered, answered,",
  })
  void knowsEveryStatus(String raw, String status, Outcome outcome) {
    CallEvent event = translate("default", Map.of("CallStatus", raw));

    assertThat(event.status()).isEqualTo(status);
    assertThat(event.outcome()).isEqualTo(outcome);
    assertThat(event.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "moved", "completed!", "no--answer", "noanswer", "complété"})
  void takesAnUnknownStatusAsNotFinalAndSaysSo(String raw) {
    CallEvent event = translate("default", Map.of("CallStatus", raw));

    assertThat(event.isFinal()).isFalse();
    assertThat(event.warnings()).containsExactly("CallStatus is not known: " + raw);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 03 Mar 2026 16:22:41 +0000 | 2020-01-01T00:00:00Z | 2026-03-03T16:22:41Z",
        "2026-03-03T16:22:41.31+01:00 | | 2026-03-03T15:22:41.310Z",
        "1772554961 | | 2026-03-03T16:22:41Z",
        " | 2026-03-03T16:22:41.1203456+00:00 | 2026-03-03T16:22:41.120345600Z",
        "rubbish | 2026-03-03T16:22:41 | 2026-03-03T16:22:41Z",
        " | 0001-01-01T00:00:00 | ",
        " | | ",
      })
  void takesTheMomentFromTimestampThenFromTimestampAsDate(
      String timestamp, String asDate, Instant expected) {
    Map<String, String> fields = fields("CallStatus", "completed");
    fields.put("Timestamp", timestamp);
    fields.put("TimestampAsDate", asDate);

    CallEvent event = translate("default", fields);

    assertThat(event.statedAt()).isEqualTo(expected);
    assertThat(event.endedAt()).isEqualTo(expected);
    assertThat(event.receivedAt()).isEqualTo(RECEIVED);
    assertThat(event.warnings())
        .isEqualTo(
            "rubbish".equals(timestamp)
                ? java.util.List.of("Timestamp is not usable: rubbish")
                : java.util.List.of());
  }

  @Test
  void takesTheAnswerFromAnAnsweredEventOnly() {
    String moment = "2026-03-03T16:21:28Z";

    assertThat(translate("default", Map.of("CallStatus", "answered", "Timestamp", moment)))
        .returns(Instant.parse(moment), CallEvent::answeredAt)
        .returns(null, CallEvent::endedAt);
    assertThat(translate("default", Map.of("CallStatus", "ringing", "Timestamp", moment)))
        .returns(null, CallEvent::answeredAt)
        .returns(null, CallEvent::endedAt);
    assertThat(translate("default", Map.of("CallStatus", "completed", "CallTimestamp", moment)))
        .returns(null, CallEvent::answeredAt)
        .returns(Instant.parse(moment), CallEvent::createdAt);
  }

  @ParameterizedTest
  @CsvSource({"completed, 73", "busy,", "no-answer,", "failed,", "canceled,", "answered,"})
  void takesTheDurationOfAnAnsweredCallOnly(String status, Integer expected) {
    CallEvent event = translate("default", Map.of("CallStatus", status, "CallDuration", "73"));

    assertThat(event.talkSeconds()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "+12025550199 | +12025550199 | To in the body is not the number in the path",
        "2025550143 | +12025550143 | none",
        "1 (202) 555-0143 | +12025550143 | none",
        "sip:+12025550143@host.example;transport=tls | +12025550143 | none",
        "‭+1 202‑555‑0143‬ | +12025550143 | none",
        "none | +12025550143 | none",
        "'' | +12025550143 | none",
        "anonymous | +12025550143 | none",
        "sip:front-desk@host.example | +12025550143 | none",
        "2001 | 2001 | To in the body is not the number in the path",
      })
  void prefersTheNumberOfTheBody(String to, String expected, String warning) {
    Map<String, String> fields = fields("CallStatus", "busy");
    fields.put("To", to);

    CallEvent event = translate("default", fields);

    assertThat(event.leadNumber()).isEqualTo(expected);
    assertThat(event.agentNumber()).isNull();
    assertThat(String.join("", event.warnings())).isEqualTo(warning == null ? "" : warning);
  }

  @Test
  void readsNumbersByTheAccountsCountry() {
    assertThat(translate("london", Map.of("CallStatus", "busy", "To", "020 7946 0123")))
        .returns("+442079460123", CallEvent::leadNumber);
  }

  @Test
  void takesTheCalledPartyOfAnInboundCallAsTheAgent() {
    CallEvent event =
        translate("inbound", Map.of("CallStatus", "completed", "To", "2002", "From", "2025550177"));

    assertThat(event.direction()).isEqualTo(Direction.INBOUND);
    assertThat(event.leadNumber()).isEqualTo("+12025550177");
    assertThat(event.agentNumber()).isEqualTo("2002");
  }

  @Test
  void knowsNoLeadOfAnInboundCallWithoutFrom() {
    assertThat(translate("inbound", Map.of("CallStatus", "completed")))
        .returns(null, CallEvent::leadNumber)
        .returns("+12025550143", CallEvent::agentNumber);
  }

  @Test
  void countsCallsByTheirSidUnlessTheAccountGroupsThemByTheCallId() {
    Map<String, String> fields =
        Map.of("CallSid", " BB1 ", "CallStatus", "ringing", "SequenceNumber", "4");

    assertThat(translate("default", fields))
        .returns("BB1", event -> event.key().callId())
        .returns("BB1:4:ringing", CallEvent::eventKey);
    assertThat(translate("grouped", fields))
        .returns("req-1", event -> event.key().callId())
        .returns("BB1:4:ringing", CallEvent::eventKey);
  }

  @ParameterizedTest
  @CsvSource({
    "https://media.example.test/r/1, true",
    "http://media.example.test/r/1?x=y, true",
    "/r/1, false",
    "ftp://media.example.test/r/1, false",
    "javascript:alert(1), false",
    "https:///r/1, false",
    "https://media example/r, false",
  })
  void takesARecordingsAddressOnlyIfItIsOne(String url, boolean taken) {
    CallEvent event = translate("default", Map.of("CallStatus", "busy", "RecordingUrl", url));

    assertThat(event.recordingUrl()).isEqualTo(taken ? url : null);
    assertThat(event.warnings()).hasSize(taken ? 0 : 1);
  }

  @Test
  void refusesToTranslateNothing() {
    assertThatThrownBy(() -> translator.toCallEvent(null, new Parameters("req-1", "1"), "default"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("the body is null");
  }

  private CallEvent translate(String account, Map<String, String> fields) {
    var status =
        new BroadbandDynamicsCallStatus(
            fields.get("CallSid"),
            fields.get("CallStatus"),
            fields.get("CallDuration"),
            fields.get("Timestamp"),
            fields.get("CallTimestamp"),
            fields.get("CallbackSource"),
            fields.get("SequenceNumber"),
            fields.get("To"),
            fields.get("TimestampAsDate"),
            fields.get("IsVoceCall"),
            fields.get("From"),
            fields.get("RecordingUrl"));
    return translator.toCallEvent(status, new Parameters("req-1", "+12025550143"), account);
  }

  private static Map<String, String> fields(String name, String value) {
    var fields = new HashMap<String, String>();
    fields.put(name, value);
    return fields;
  }

  private static Account account(
      String countryCode, int nationalDigits, Direction direction, boolean grouped) {
    return new Account(
        "main", "", "", countryCode, nationalDigits, direction, null, null, null, null, grouped);
  }
}
