package io.callbridge.vonage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.CallEvent;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.call.UnreadableEventException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VonageReportTranslatorTest {

  private static final List<VonageReportRow> FIRST_PAGE =
      VonageSamples.read("reports-page-1.json", VonageReport.class).rows();

  private final VonageReportTranslator translator = translator();

  @Test
  void readsAnAnsweredInboundCall() {
    CallEvent event = translator.toCallEvent(FIRST_PAGE.get(0), VonageSamples.ACCOUNT);

    assertThat(event.key()).hasToString("vonage/1001001/7b0f7a52-2f6e-4f0b-9d35-1c6b8f5a0e21");
    assertThat(event.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(event.direction()).isEqualTo(Direction.INBOUND);
    assertThat(event.leadNumber()).isEqualTo("+12025550143");
    assertThat(event.agentNumber()).isEqualTo("2002");
    assertThat(event.displayNumber()).isEqualTo("+12025550199");
    assertThat(event.createdAt()).isEqualTo(Instant.parse("2026-03-03T16:21:20Z"));
    assertThat(event.answeredAt()).isEqualTo(Instant.parse("2026-03-03T16:21:28Z"));
    assertThat(event.endedAt()).isEqualTo(Instant.parse("2026-03-03T16:22:41Z"));
    assertThat(event.talkSeconds()).isEqualTo(73);
    assertThat(event.recordingUrl()).isNull();
    assertThat(event.warnings()).isEmpty();
  }

  @Test
  void readsAMissedOutboundCall() {
    CallEvent event = translator.toCallEvent(FIRST_PAGE.get(1), VonageSamples.ACCOUNT);

    assertThat(event.outcome()).isEqualTo(Outcome.NO_ANSWER);
    assertThat(event.direction()).isEqualTo(Direction.OUTBOUND);
    assertThat(event.leadNumber()).isEqualTo("+12025550177");
    assertThat(event.agentNumber()).isEqualTo("2003");
    assertThat(event.displayNumber()).isEqualTo("+12025550199");
    assertThat(event.answeredAt()).isNull();
    assertThat(event.talkSeconds()).isZero();
  }

  @Test
  void readsAVoicemail() {
    VonageReportRow row =
        VonageSamples.read("reports-page-2-last.json", VonageReport.class).rows().get(0);

    CallEvent event = translator.toCallEvent(row, VonageSamples.ACCOUNT);

    assertThat(event.outcome()).isEqualTo(Outcome.VOICEMAIL);
    assertThat(event.talkSeconds()).isEqualTo(30);
    assertThat(event.answeredAt()).isNull();
  }

  @Test
  void linksARecordingOnlyWhereSomebodyTalked() {
    var linking = translator("recording-url", "https://bridge.example.test/{account}/{id}");

    assertThat(linking.toCallEvent(FIRST_PAGE.get(0), VonageSamples.ACCOUNT).recordingUrl())
        .isEqualTo("https://bridge.example.test/1001001/7b0f7a52-2f6e-4f0b-9d35-1c6b8f5a0e21");
    assertThat(linking.toCallEvent(FIRST_PAGE.get(1), VonageSamples.ACCOUNT).recordingUrl())
        .isNull();
    assertThat(linking.toCallEvent(row("'recorded': false"), VonageSamples.ACCOUNT).recordingUrl())
        .isNull();
  }

  @Test
  void findsTheAgentByExtensionOrUserName() {
    assertThat(agent("users[2002]")).isEqualTo("+12025550156");
    assertThat(agent("users[rpatel]")).isEqualTo("+12025550156");
    assertThat(agent("users[zmueller]")).isEqualTo("2002");
  }

  private static String agent(String user) {
    return translator(user, "12025550156")
        .toCallEvent(FIRST_PAGE.get(0), VonageSamples.ACCOUNT)
        .agentNumber();
  }

  @ParameterizedTest
  @CsvSource({
    "Answered, 5, ANSWERED",
    "BUSY, 5, BUSY",
    "failed, 5, FAILED",
    "Rejected, 5, REJECTED",
    "Cancelled, 5, CANCELLED",
    "voicemail, 5, VOICEMAIL",
    "Abducted, 5, ANSWERED",
    "Abducted, 0, NO_ANSWER",
    "Abducted, -5, NO_ANSWER",
    "Abducted, , NO_ANSWER",
  })
  void readsTheResultOrElseTheLength(String result, Integer length, Outcome outcome) {
    CallEvent event =
        translator.toCallEvent(
            row("'result': '" + result + "', 'length': " + length), VonageSamples.ACCOUNT);

    assertThat(event.outcome()).isEqualTo(outcome);
    assertThat(event.warnings().isEmpty()).isEqualTo(!result.equals("Abducted"));
  }

  @ParameterizedTest
  @CsvSource({
    "true, 2001, 2002, INTERNAL",
    "true, 2001, , OUTBOUND",
    "false, 2001, 2002, OUTBOUND",
  })
  void isInternalOnlyBetweenTwoExtensions(
      String inNetwork, String source, String destination, Direction direction) {
    String fields =
        "'direction': 'OUTBOUND', 'in_network': %s, 'source_extension': %s, 'destination_extension': %s"
            .formatted(inNetwork, source, destination);

    assertThat(translator.toCallEvent(row(fields), VonageSamples.ACCOUNT).direction())
        .isEqualTo(direction);
  }

  @Test
  void readsTimesInTheZoneOfTheReports() {
    CallEvent event =
        translator("report-zone", "Europe/Madrid")
            .toCallEvent(FIRST_PAGE.get(0), VonageSamples.ACCOUNT);

    assertThat(event.endedAt()).isEqualTo(Instant.parse("2026-03-03T15:22:41Z"));
  }

  @Test
  void tellsAChangedRowFromTheSameOne() {
    String key = key("'length': 5");

    assertThat(key("'length': '5'")).isEqualTo(key);
    assertThat(key("'length': 6")).isNotEqualTo(key);
  }

  private String key(String fields) {
    return translator.toCallEvent(row(fields), VonageSamples.ACCOUNT).eventKey();
  }

  @Test
  void refusesARowWithoutAnId() {
    assertThatThrownBy(() -> translator.toCallEvent(null, VonageSamples.ACCOUNT))
        .isInstanceOf(UnreadableEventException.class);
    assertThatThrownBy(
            () ->
                translator.toCallEvent(
                    VonageSamples.read("{}".getBytes(), VonageReportRow.class),
                    VonageSamples.ACCOUNT))
        .isInstanceOf(UnreadableEventException.class);
  }

  /** A row with the given fields, in single quotes, besides its id. */
  private static VonageReportRow row(String fields) {
    String json =
        "{\"direction\":\"Inbound\",\"id\":\"1\",\"recorded\":true,\"result\":\"Answered\",";
    return VonageSamples.read(
        (json + fields.replace('\'', '"') + "}").getBytes(), VonageReportRow.class);
  }

  private static VonageReportTranslator translator(String... settings) {
    return new VonageReportTranslator(VonageSamples.accounts(settings), VonageSamples.CLOCK);
  }
}
