package io.callbridge.leadsquared;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.Samples;
import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallFold;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.Outcome;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccount.Defaults;
import io.callbridge.call.ProviderAccount.Handling;
import io.callbridge.call.ProviderAccounts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The rules of contracts/mapping.md, sections 2, 4.2, 5 and 7.2. */
class LeadSquaredTranslatorTest {

  private static final Instant RECEIVED = Instant.parse("2026-03-03T16:22:42.900Z");
  private static final CallKey KEY =
      new CallKey("broadband-dynamics", "default", "BB7f0c2d1e9a4b4c0e8d51a6c0f3e2b901");

  @Test
  void writesTheExpectedBodyFieldByField() throws Exception {
    Call call =
        answered(
            event ->
                event
                    .createdAt(Instant.parse("2026-03-03T16:21:20Z"))
                    .answeredAt(Instant.parse("2026-03-03T16:21:28.0000001Z")));

    String body = new ObjectMapper().writeValueAsString(callLog(call));

    assertThat(body)
        .isEqualTo(
            new ObjectMapper()
                .readTree(Samples.text("leadsquared/expected-from-broadband-dynamics-flow.json"))
                .toString());
  }

  @ParameterizedTest
  @CsvSource({
    "INBOUND, 12025550143, 12025550155, Inbound",
    "OUTBOUND, 12025550155, 12025550143, Outbound",
  })
  void putsTheLeadWhereTheDirectionWantsIt(
      Direction direction, String source, String destination, String written) {
    Map<String, Object> body = callLog(answered(event -> event.direction(direction)));

    assertThat(body)
        .containsEntry("SourceNumber", source)
        .containsEntry("DestinationNumber", destination)
        .containsEntry("Direction", written);
  }

  @ParameterizedTest
  @CsvSource({
    "digits, +12025550143, 12025550143",
    "e164, +12025550143, +12025550143",
    "lsq, +12025550143, +1-2025550143",
    "national, +12025550143, 2025550143",
    "digits, +442079460123, 442079460123",
    "lsq, +442079460123, +44-2079460123",
    "national, +442079460123, 2079460123",
    "digits, 2001, 2001",
    "e164, 2001, 2001",
    "lsq, 2001, 2001",
    "national, 2001, 2001",
    "e164, 12345678, 12345678",
    "digits, front-desk, front-desk",
  })
  void writesNumbersInTheStyleOfTheAccount(String style, String number, String written) {
    Map<String, Object> body =
        callLog(answered(event -> event.leadNumber(number)), "number-style", style);

    assertThat(body).containsEntry("DestinationNumber", written);
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-03-03 16:21:28, 2026-03-03 16:22:41",
    "Asia/Kolkata, 2026-03-03 21:51:28, 2026-03-03 21:52:41",
    "America/New_York, 2026-03-03 11:21:28, 2026-03-03 11:22:41",
    "+05:30, 2026-03-03 21:51:28, 2026-03-03 21:52:41",
  })
  void writesTimesInTheZoneOfTheAccountCutToTheSecond(String zone, String start, String end) {
    Call call =
        answered(
            event ->
                event
                    .answeredAt(Instant.parse("2026-03-03T16:21:28.999Z"))
                    .endedAt(Instant.parse("2026-03-03T16:22:41.999999999Z")));

    assertThat(callLog(call, "zone", zone))
        .containsEntry("StartTime", start)
        .containsEntry("EndTime", end);
  }

  @Test
  void neverEndsACallBeforeItStarts() {
    Call call =
        answered(
            event ->
                event
                    .answeredAt(Instant.parse("2026-03-03T16:30:00Z"))
                    .endedAt(Instant.parse("2026-03-03T16:22:41Z")));

    assertThat(callLog(call))
        .containsEntry("StartTime", "2026-03-03 16:30:00")
        .containsEntry("EndTime", "2026-03-03 16:30:00");
  }

  @Test
  void neverEndsACallBeforeItStartsWhenClocksAreSetBack() {
    Call call =
        answered(
            event ->
                event
                    .answeredAt(Instant.parse("2026-10-25T00:50:00Z"))
                    .endedAt(Instant.parse("2026-10-25T01:10:00Z")));

    assertThat(callLog(call, "zone", "Europe/Berlin"))
        .containsEntry("StartTime", "2026-10-25 02:50:00")
        .containsEntry("EndTime", "2026-10-25 02:50:00");
  }

  @ParameterizedTest
  @CsvSource({
    // created, answered, ended, seconds, start-from, start, end
    "16:21:20, 16:21:28, 16:22:41, 73, answered, 16:21:28, 16:22:41",
    "16:21:20, 16:21:28, 16:22:41, 73, created, 16:21:20, 16:22:41",
    "16:21:20,, 16:22:41, 73, answered, 16:21:28, 16:22:41",
    "16:21:20,, 16:22:41, 73, created, 16:21:20, 16:22:41",
    ",, 16:22:41, 73, answered, 16:21:28, 16:22:41",
    ",, 16:22:41, 73, created, 16:21:28, 16:22:41",
    "16:21:20,, 16:22:41,, answered, 16:21:20, 16:22:41",
    ",, 16:22:41,, answered, 16:22:41, 16:22:41",
    ",,, 2, answered, 16:22:40, 16:22:42",
    ",,,, answered, 16:22:42, 16:22:42",
    ",,,, created, 16:22:42, 16:22:42",
  })
  void startsWithTheConversationOrTheCreation(
      String created,
      String answered,
      String ended,
      Integer seconds,
      String startFrom,
      String start,
      String end) {
    Call call =
        answered(
            event ->
                event
                    .createdAt(at(created))
                    .answeredAt(at(answered))
                    .endedAt(at(ended))
                    .talkSeconds(seconds));

    assertThat(callLog(call, "start-from", startFrom))
        .containsEntry("StartTime", "2026-03-03 " + start)
        .containsEntry("EndTime", "2026-03-03 " + end);
  }

  @Test
  void writesTheDurationAsTextOrAsANumber() {
    Call call = answered(UnaryOperator.identity());

    assertThat(callLog(call)).containsEntry("CallDuration", "73");
    assertThat(callLog(call, "call-duration", "text")).containsEntry("CallDuration", "73");
    assertThat(callLog(call, "call-duration", "number")).containsEntry("CallDuration", 73);
  }

  @ParameterizedTest
  @CsvSource({
    "ANSWERED, Answered, Answered, Answered, Answered",
    "NO_ANSWER, Missed, NotAnswered, Missed, No Answer",
    "BUSY, Missed, NotAnswered, Busy, Busy",
    "REJECTED, Missed, NotAnswered, Declined, Declined",
    "CANCELLED, Missed, NotAnswered, Cancelled, Cancelled",
    "FAILED, Missed, NotAnswered, NotAnswered, NotAnswered",
    "VOICEMAIL, Missed, NotAnswered, Missed, NotAnswered",
  })
  void wordsTheOutcomeInTheStyleOfTheAccount(
      Outcome outcome,
      String simpleInbound,
      String simpleOutbound,
      String detailedInbound,
      String detailedOutbound) {
    Call inbound = answered(event -> event.outcome(outcome).direction(Direction.INBOUND));
    Call outbound = answered(event -> event.outcome(outcome).direction(Direction.OUTBOUND));

    assertThat(callLog(inbound)).containsEntry("Status", simpleInbound);
    assertThat(callLog(outbound)).containsEntry("Status", simpleOutbound);
    assertThat(callLog(inbound, "status-style", "detailed"))
        .containsEntry("Status", detailedInbound);
    assertThat(callLog(outbound, "status-style", "detailed"))
        .containsEntry("Status", detailedOutbound);
  }

  @Test
  void takesTheAccountsOwnWordsFirst() {
    String[] words = {
      "status-words.no-answer", "Nobody",
      "status-words.no-answer-inbound", "Lost",
      "status-words.voicemail-outbound", "Box"
    };

    assertThat(callLog(ended(Outcome.NO_ANSWER, Direction.INBOUND), words))
        .containsEntry("Status", "Lost");
    assertThat(callLog(ended(Outcome.NO_ANSWER, Direction.OUTBOUND), words))
        .containsEntry("Status", "Nobody");
    assertThat(callLog(ended(Outcome.VOICEMAIL, Direction.OUTBOUND), words))
        .containsEntry("Status", "Box");
    assertThat(callLog(ended(Outcome.VOICEMAIL, Direction.INBOUND), words))
        .containsEntry("Status", "Missed");
  }

  @Test
  void renamesFields() {
    Map<String, Object> body =
        callLog(
            answered(UnaryOperator.identity()),
            "field-names.CallDuration",
            "Duration",
            "field-names.CallSessionId",
            "CallId");

    assertThat(body.keySet())
        .containsExactly(
            "SourceNumber",
            "DestinationNumber",
            "DisplayNumber",
            "StartTime",
            "EndTime",
            "CallId",
            "Duration",
            "Status",
            "Direction");
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertThat(callLog(answered(event -> event.displayNumber(null))).keySet())
        .containsExactly(
            "SourceNumber",
            "DestinationNumber",
            "StartTime",
            "EndTime",
            "CallSessionId",
            "CallDuration",
            "Status",
            "Direction");
  }

  @Test
  void writesTheRecordingBeforeTheDirection() {
    Map<String, Object> body =
        callLog(answered(event -> event.recordingUrl("https://media.example.test/r/1")));

    assertThat(List.copyOf(body.keySet()).subList(7, 10))
        .containsExactly("Status", "ResourceURL", "Direction");
    assertThat(body).containsEntry("ResourceURL", "https://media.example.test/r/1");
  }

  @Test
  void leavesOutARecordingWhoseAddressIsTooLong() {
    String longest = "https://media.example.test/" + "r".repeat(2000 - 27);

    assertThat(callLog(answered(event -> event.recordingUrl(longest))))
        .containsEntry("ResourceURL", longest);
    assertThat(callLog(answered(event -> event.recordingUrl(longest + "r"))))
        .doesNotContainKey("ResourceURL");
  }

  @Test
  void hashesASessionIdThatIsTooLong() {
    String longest = "x".repeat(100);

    assertThat(callLog(answered(longest, UnaryOperator.identity())))
        .containsEntry("CallSessionId", longest);
    assertThat(callLog(answered("x".repeat(101), UnaryOperator.identity())))
        .containsEntry(
            "CallSessionId", "c675a2e604b0cd1229c036e3ce0c87422980a245e295bbc605a507a2299752db");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 48, 49, 50})
  void cutsTheCallerSourceWithoutSplittingACharacter(int ascii) {
    String source = "x".repeat(ascii) + "📞".repeat(30);

    String written = (String) callLogOf(source, "Tag").get("CallerSource");

    assertThat(written.length()).isBetween(49, 50);
    assertThat(source).startsWith(written);
    assertThat(Character.isHighSurrogate(written.charAt(written.length() - 1))).isFalse();
  }

  @Test
  void addsTheCallerSourceAndTheTagOfTheProviderAccount() {
    Map<String, Object> body = callLogOf("x".repeat(50), "Sales");

    assertThat(List.copyOf(body.keySet()).subList(9, 11)).containsExactly("CallerSource", "Tag");
    assertThat(body).containsEntry("CallerSource", "x".repeat(50)).containsEntry("Tag", "Sales");
    assertThat(callLogOf("", null)).doesNotContainKeys("CallerSource", "Tag");
  }

  private static Call ended(Outcome outcome, Direction direction) {
    return answered(event -> event.outcome(outcome).direction(direction));
  }

  private static Call answered(UnaryOperator<CallEvent.Builder> more) {
    return answered(KEY.callId(), more);
  }

  /** An outbound call of 73 s that ended at 16:22:41. */
  private static Call answered(String callId, UnaryOperator<CallEvent.Builder> more) {
    CallEvent.Builder event =
        CallEvent.about(new CallKey(KEY.provider(), KEY.account(), callId), "e", RECEIVED)
            .outcome(Outcome.ANSWERED)
            .direction(Direction.OUTBOUND)
            .leadNumber("+12025550143")
            .agentNumber("+12025550155")
            .displayNumber("+12025550199")
            .endedAt(Instant.parse("2026-03-03T16:22:41.120Z"))
            .talkSeconds(73);
    return CallFold.fold(List.of(more.apply(event).build()));
  }

  private static Instant at(String time) {
    return time == null ? null : Instant.parse("2026-03-03T" + time + "Z");
  }

  private static Map<String, Object> callLog(Call call, String... settings) {
    return translator(null, null, settings).toCallLog(call, "main");
  }

  private static Map<String, Object> callLogOf(String callerSource, String tag) {
    return translator(callerSource, tag).toCallLog(answered(UnaryOperator.identity()), "main");
  }

  /** With the settings bound as from a file. */
  private static LeadSquaredTranslator translator(
      String callerSource, String tag, String... settings) {
    var properties = new HashMap<String, String>();
    properties.put("l.accounts.main.url", "https://crm.example.test");
    properties.put("l.accounts.main.call-log-path", "/log");
    properties.put("l.accounts.main.api-key", "key");
    for (int i = 0; i < settings.length; i += 2) {
      properties.put("l.accounts.main." + settings[i], settings[i + 1]);
    }
    var bound =
        new Binder(new MapConfigurationPropertySource(properties))
            .bind("l", LeadSquaredSettings.class)
            .get();
    var provider =
        new ProviderAccount(
            KEY.provider(),
            KEY.account(),
            "main",
            new NumberPlan("1"),
            new Defaults(Direction.OUTBOUND, null, null, callerSource, tag),
            Handling.PLAIN);
    return new LeadSquaredTranslator(
        new LeadSquaredAccounts(bound), new ProviderAccounts(List.of(provider)));
  }
}
