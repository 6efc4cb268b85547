package io.callbridge.verba;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.recording.RecordingResult;
import io.callbridge.recording.RecordingResult.Outcome;
import io.callbridge.recording.RecordingSearch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recorder is a list of questions that it knows an answer to; it has nothing else. */
class RecordingMatchTest {

  private static final Instant CREATED = Instant.parse("2026-03-03T16:21:20Z");
  private static final Instant ANSWERED = Instant.parse("2026-03-03T16:21:28Z");
  private static final Instant ENDED = Instant.parse("2026-03-03T16:22:41Z");

  private static final RecordingSearch SEARCH =
      new RecordingSearch("main", "c-1", List.of("2002"), "+12025550143", CREATED, ANSWERED, ENDED);

  private static final String SUCCESS = "<R code=\"0\"/>";
  private static final String LINK_A = "https://rec.example.test/verba/gwtCallDetail.do?ccdrId=a";

  private static final VerbaAnswer NOT_FOUND = ARecorder.sample("getcallurl-error-not-found.xml");

  private final Map<String, VerbaAnswer> known = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private VerbaRecorder recorder = ARecorder.with();

  @Test
  void findsByThePlatformsIdFirst() {
    knows("GetCallID platformCallID=c-1", "<CallID>a</CallID>");
    knows("GetCallURL callID=a", "<CallURL>" + LINK_A + "</CallURL>");

    assertThat(find(SEARCH)).isEqualTo(RecordingResult.found(LINK_A));
    assertThat(asked).hasSize(2);
  }

  @Test
  void findsByTheNativeIdNext() {
    knows("GetCallID nativeID=c-1", "<CallID>a</CallID>");
    knows("GetCallURL callID=a", "<CallURL>" + LINK_A + "</CallURL>");

    assertThat(find(SEARCH)).isEqualTo(RecordingResult.found(LINK_A));
    assertThat(asked).first().isEqualTo("GetCallID platformCallID=c-1");
  }

  @Test
  void takesTheLastCallOfTheExtensionIfItsTimesFit() {
    knows("GetCallURL extension=2002 status=last", "<CallURL>" + LINK_A + "</CallURL>");
    knows(
        "GetCallInformation callID=a", call("a", "2026-03-03 16:21:27.950", "2026-03-03 16:22:41"));

    assertThat(find(SEARCH)).isEqualTo(RecordingResult.found(LINK_A));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-03 16:20:20, 2026-03-03 16:22:41, FOUND",
    "2026-03-03 16:20:19, 2026-03-03 16:22:41, NOT_YET",
    "2026-03-03 16:22:28, 2026-03-03 16:22:41, FOUND",
    "2026-03-03 16:22:29, 2026-03-03 16:22:41, NOT_YET",
    "2026-03-03 16:11:28, 2026-03-03 16:12:41, NOT_YET",
    "2026-03-03 16:21:28, '', FOUND",
    "'', 2026-03-03 16:22:41, NOT_YET",
    "nonsense, 2026-03-03 16:22:41, NOT_YET",
    "2026-03-03 16:20:30, 2026-03-03 16:20:50, NOT_YET"
  })
  void takesTheLastCallOnlyWithinAMinuteOfTheStart(String start, String end, Outcome outcome) {
    knows("GetCallURL extension=2002 status=last", "<CallURL>" + LINK_A + "</CallURL>");
    knows("GetCallInformation callID=a", call("a", start, end));

    assertThat(find(SEARCH).outcome()).isEqualTo(outcome);
  }

  @Test
  void takesNoLastCallThatNobodyKnowsAnythingAbout() {
    knows("GetCallURL extension=2002 status=last", "<CallURL>" + LINK_A + "</CallURL>");

    assertThat(find(SEARCH).outcome()).isEqualTo(Outcome.NOT_YET);
  }

  @Test
  void takesNoLastCallWithSomebodyElse() {
    knows("GetCallURL extension=2002 status=last", "<CallURL>" + LINK_A + "</CallURL>");
    knows(
        "GetCallInformation callID=a",
        call("a", "2026-03-03 16:21:28", "2026-03-03 16:22:41")
            .replace("2025550143", "2025550177"));

    assertThat(find(SEARCH).outcome()).isEqualTo(Outcome.NOT_YET);
  }

  /** The agent asks a colleague back while the caller waits. */
  @Test
  void takesNoLastCallWithAColleague() {
    knows("GetCallURL extension=2002 status=last", "<CallURL>" + LINK_A + "</CallURL>");
    knows(
        "GetCallInformation callID=a",
        call("a", "2026-03-03 16:21:40", "2026-03-03 16:22:00").replace("+12025550143", "2003"));

    assertThat(find(SEARCH).outcome()).isEqualTo(Outcome.NOT_YET);
  }

  @Test
  void asksTwiceForALastCallWhoseLinkHasNoId() {
    String link = "<CallURL>https://rec.example.test/play/1</CallURL>";
    knows("GetCallURL extension=2002 status=last", link);
    knows(
        "GetCallInformation extension=2002",
        call("a", "2026-03-03 16:21:28", "2026-03-03 16:22:41"));

    assertThat(find(SEARCH).url()).isEqualTo("https://rec.example.test/play/1");
    assertThat(asked)
        .endsWith(
            "GetCallURL extension=2002 status=last",
            "GetCallInformation extension=2002",
            "GetCallURL extension=2002 status=last");
  }

  @Test
  void triesANumberWithAndWithoutItsPlus() {
    var search =
        new RecordingSearch("main", null, List.of("+12025550155"), null, CREATED, ANSWERED, ENDED);
    knows("GetCallURL extension=12025550155 status=last", "<CallURL>" + LINK_A + "</CallURL>");
    knows("GetCallInformation callID=a", call("a", "2026-03-03 16:21:28", ""));

    assertThat(find(search).isFound()).isTrue();
    assertThat(asked).first().isEqualTo("GetCallURL extension=+12025550155 status=last");
  }

  @Test
  void searchesAroundTheCall() {
    knows(
        "SearchCalls start=2026-03-03 16:20:20 end=2026-03-03 16:23:41 anynum=12025550143"
            + " returnMetadata=1",
        call("a", "2026-03-03 16:21:28", "2026-03-03 16:22:41")
            + call("b", "2026-03-03 16:21:28", "2026-03-03 16:22:41")
                .replace("<secondary>0", "<secondary>1"));
    knows("GetCallURL callID=a", "<CallURL>" + LINK_A + "</CallURL>");

    assertThat(find(SEARCH)).isEqualTo(RecordingResult.found(LINK_A));
  }

  @Test
  void searchesInTheZoneOfTheUser() {
    recorder = ARecorder.with("username", "api", "zone", "America/New_York");
    find(SEARCH);

    assertThat(asked)
        .anyMatch(
            each ->
                each.startsWith("SearchCalls start=2026-03-03 11:20:20 end=2026-03-03 11:23:41"));
  }

  @Test
  void looksIntoAListOfIds() {
    searchFinds(
        "<verbacdr><ccdr_id>a</ccdr_id></verbacdr><verbacdr><ccdr_id>b</ccdr_id></verbacdr>");
    knows("GetCallInformation callID=a", call("a", "2026-03-03 15:00:00", ""));
    knows("GetCallInformation callID=b", call("b", "2026-03-03 16:21:29", "2026-03-03 16:22:41"));
    knows("GetCallURL callID=b", "<CallURL>" + LINK_A + "</CallURL>");

    assertThat(find(SEARCH).isFound()).isTrue();
  }

  @Test
  void tellsARedialledNumberApart() {
    var first =
        new RecordingSearch(
            "main", "c-1", List.of("2002"), "+12025550143", CREATED, null, CREATED.plusSeconds(8));
    searchFinds(
        call("a", "2026-03-03 16:21:20", "2026-03-03 16:21:28")
            + call("b", "2026-03-03 16:21:45", "2026-03-03 16:22:41"));
    knows("GetCallURL callID=a", "<CallURL>" + LINK_A + "</CallURL>");

    assertThat(find(first).isFound()).isTrue();
    assertThat(asked).last().isEqualTo("GetCallURL callID=a");
  }

  /** The call's own recording may come later, or there is none. */
  @Test
  void takesNoRecordingOfTheCallBefore() {
    searchFinds(call("a", "2026-03-03 16:20:40", "2026-03-03 16:21:12"));

    assertThat(find(SEARCH).outcome()).isEqualTo(Outcome.NOT_YET);
  }

  @Test
  void prefersTheCallsOwnIdInAList() {
    searchFinds(
        call("b", "2026-03-03 16:21:28", "2026-03-03 16:22:41")
            + call("a", "2026-03-03 16:21:30", "2026-03-03 16:22:41")
                .replace("</verbacdr>", "<platform_call_id>c-1</platform_call_id></verbacdr>"));
    knows("GetCallURL callID=a", "<CallURL>" + LINK_A + "</CallURL>");

    assertThat(find(SEARCH).isFound()).isTrue();
  }

  @Test
  void guessesNothingAmongSeveral() {
    searchFinds(
        call("a", "2026-03-03 16:21:28", "2026-03-03 16:22:41")
            + call("b", "2026-03-03 16:21:30", "2026-03-03 16:22:41"));

    assertThat(find(SEARCH))
        .isEqualTo(RecordingResult.never("several recordings may be that of this call"));
  }

  @Test
  void searchesAtOnceWhereTheRecorderHasSeveral() {
    known.put(
        "GetCallID platformCallID=c-1", ARecorder.sample("getcallurl-error-several-records.xml"));

    assertThat(find(SEARCH).outcome()).isEqualTo(Outcome.NEVER);
    assertThat(asked.get(1)).startsWith("SearchCalls");
  }

  @Test
  void looksAgainWhereNothingIsThere() {
    assertThat(find(SEARCH).outcome()).isEqualTo(Outcome.NOT_YET);
    assertThat(asked)
        .containsExactly(
            "GetCallID platformCallID=c-1",
            "GetCallID nativeID=c-1",
            "GetCallURL extension=2002 status=last",
            searching("12025550143"),
            searching("+12025550143"));
  }

  @Test
  void stopsAskingARecorderInTrouble() {
    known.put("GetCallID platformCallID=c-1", ARecorder.answer(503, null, null));

    assertThat(find(SEARCH)).isEqualTo(RecordingResult.trouble("HTTP 503", null));
    assertThat(asked).hasSize(1);
  }

  @Test
  void goesOnWhereOneActionIsMissing() {
    known.put("GetCallID platformCallID=c-1", ARecorder.answer(404, null, null));
    knows("GetCallURL extension=2002 status=last", "<CallURL>" + LINK_A + "</CallURL>");
    knows("GetCallInformation callID=a", call("a", "2026-03-03 16:21:28", ""));

    assertThat(find(SEARCH).isFound()).isTrue();
  }

  @Test
  void saysWhichActionIsMissing() {
    known.put("GetCallID platformCallID=c-1", ARecorder.answer(404, null, null));

    assertThat(find(SEARCH))
        .isEqualTo(
            RecordingResult.trouble("GetCallID: nothing is at this address (HTTP 404)", null));
  }

  @Test
  void showsNobodyALinkWithAToken() {
    knows("GetCallID platformCallID=c-1", "<CallID>a</CallID>");
    knows("GetCallURL callID=a", "<CallURL>" + LINK_A + "&amp;token=5a0d8c52</CallURL>");

    assertThat(find(SEARCH).outcome()).isEqualTo(Outcome.NEVER);
    assertThat(find(SEARCH).url()).isNull();
  }

  @Test
  void buildsTheLinkOnlyIfToldTo() {
    knows("GetCallID platformCallID=c-1", "<CallID>a</CallID>");
    assertThat(find(SEARCH).outcome()).isEqualTo(Outcome.NOT_YET);

    recorder = ARecorder.with("detail-url", "true");
    assertThat(find(SEARCH)).isEqualTo(RecordingResult.found(LINK_A));
  }

  @Test
  void hasNothingToDoWithoutAnIdOrANumber() {
    var nobody = new RecordingSearch("main", " ", List.of(), null, CREATED, null, null);

    assertThat(find(nobody).outcome()).isEqualTo(Outcome.NEVER);
    assertThat(asked).isEmpty();
  }

  private RecordingResult find(RecordingSearch search) {
    var match = new RecordingMatch(search, recorder.account(), ARecorder.questions());
    asked.clear();
    while (match.isOpen()) {
      String question = wire(match.question());
      asked.add(question);
      VerbaAnswer byAction = known.getOrDefault(match.question().action(), NOT_FOUND);
      match.take(known.getOrDefault(question, byAction));
    }
    return match.result();
  }

  private static String wire(VerbaQuestion question) {
    var text = new StringBuilder(question.action());
    question
        .parameters()
        .forEach(
            (name, value) -> {
              if (!name.equals("responseType")) {
                text.append(' ').append(name).append('=').append(value);
              }
            });
    return text.toString();
  }

  private void knows(String question, String payload) {
    String xml = SUCCESS.replace("/>", ">" + payload + "</R>");
    known.put(question, ARecorder.answer(200, "text/xml", xml.getBytes(StandardCharsets.UTF_8)));
  }

  private void searchFinds(String payload) {
    knows("SearchCalls", payload);
  }

  private static String searching(String number) {
    return "SearchCalls start=2026-03-03 16:20:20 end=2026-03-03 16:23:41 anynum="
        + number
        + " returnMetadata=1";
  }

  private static String call(String id, String start, String end) {
    return """
        <verbacdr state="1"><ccdr_id>%s</ccdr_id>\
        <source_caller_id>+12025550143</source_caller_id>\
        <destination_caller_id>2002</destination_caller_id>\
        <start_time>%s</start_time><end_time>%s</end_time><secondary>0</secondary></verbacdr>"""
        .formatted(id, start, end);
  }
}
