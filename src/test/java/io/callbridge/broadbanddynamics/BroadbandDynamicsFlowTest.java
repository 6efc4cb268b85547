package io.callbridge.broadbanddynamics;

import static io.callbridge.Bridge.callStatus;
import static io.callbridge.Bridge.callStatusOf;
import static io.callbridge.Bridge.completed;
import static io.callbridge.Bridge.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.Bridge;
import io.callbridge.Bridge.Quarantined;
import io.callbridge.FullApplication;
import io.callbridge.PlayedCrm;
import io.callbridge.Samples;
import io.callbridge.TestAccounts;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** From a post of Broadband Dynamics to what LeadSquared receives, all over real HTTP. */
@FullApplication
@ExtendWith(OutputCaptureExtension.class)
class BroadbandDynamicsFlowTest {

  private static final String FLOW = "BB7f0c2d1e9a4b4c0e8d51a6c0f3e2b901";
  private static final List<String> FLOW_FILES =
      List.of(
          "flow-1-initiated.json",
          "flow-2-ringing.json",
          "flow-3-in-progress.json",
          "flow-4-completed.json");

  @Autowired Bridge bridge;

  // --- every sample

  static Stream<Arguments> samplesThatAreLogged() {
    return Stream.of(
        logged("flow-4-completed.json", FLOW, "16:21:28", "16:22:41", 73, "Answered"),
        logged("completed.xml", FLOW, "16:21:28", "16:22:41", 73, "Answered"),
        logged("completed.form.txt", FLOW, "16:21:28", "16:22:41", 73, "Answered"),
        logged(
            "completed-no-namespace.xml",
            "BB99990000aaaabbbbccccddddeeeeffff",
            "receipt",
            "receipt",
            0,
            "Answered"),
        logged(
            "no-answer-nil-fields.xml",
            "BB11112222333344445555666677778888",
            "17:05:09",
            "17:05:09",
            0,
            "NotAnswered"),
        logged(
            "out-of-order-1-completed-seq3.json",
            "BB0a0b0c0d0e0f10111213141516171819",
            "19:00:18",
            "19:00:30",
            12,
            "Answered"),
        logged(
            "out-of-order-3-duplicate-of-1.json",
            "BB0a0b0c0d0e0f10111213141516171819",
            "19:00:18",
            "19:00:30",
            12,
            "Answered"),
        logged(
            "missing-optional.json",
            "BB22223333444455556666777788889999",
            "receipt",
            "receipt",
            0,
            "Answered"),
        logged("missing-callsid.json", "req-1", "16:40:00", "16:40:00", 0, "NotAnswered"),
        logged(
            "null-members.json",
            "BBcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
            "receipt",
            "receipt",
            0,
            "NotAnswered"),
        logged(
            "pascal-case.json",
            "BB44445555666677778888999900001111",
            "16:22:36",
            "16:22:41",
            5,
            "Answered"),
        logged(
            "text-numbers.json",
            "BB55556666777788889999000011112222",
            "16:21:59",
            "16:22:41",
            42,
            "Answered"),
        logged(
            "unicode.json",
            "BB66667777888899990000111122223333",
            "16:22:10",
            "16:22:41",
            31,
            "Answered"),
        logged(
            "huge-numbers.json",
            "BB77778888999900001111222233334444",
            "16:22:41",
            "16:22:41",
            0,
            "Answered"),
        logged(
            "negative-duration.json",
            "BB88889999000011112222333344445555",
            "16:21:20",
            "16:22:41",
            0,
            "Answered"));
  }

  private static Arguments logged(
      String file, String callId, String start, String end, int seconds, String status) {
    return Arguments.of(file, callId, start, end, seconds, status);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samplesThatAreLogged")
  void logsEverySampleThatEndsACall(
      String file, String callId, String start, String end, int seconds, String status) {
    String account = TestAccounts.ofSample(file);

    HttpResponse<String> answer = post(file, callStatusOf(account));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    await().until(() -> PlayedCrm.postsTo(account).size() == 1);
    String body = PlayedCrm.postsTo(account).get(0).getBodyAsString();
    String expected =
        """
        {"SourceNumber":"12025550155","DestinationNumber":"12025550143",\
        "DisplayNumber":"12025550199","StartTime":"%s","EndTime":"%s","CallSessionId":"%s",\
        "CallDuration":"%d","Status":"%s","Direction":"Outbound"}"""
            .formatted(time(start, body), time(end, body), callId, seconds, status);
    assertThat(body).isEqualTo(expected);
    assertThat(bridge.acceptedCallLog(account, callId).path("requestId").asText())
        .isEqualTo("r-" + callId);
    assertThat(PlayedCrm.postsTo(account)).hasSize(1);
  }

  /** The time as stated, or what the body says if that is the moment of receipt. */
  private static String time(String expected, String body) {
    if (!expected.equals("receipt")) {
      return "2026-03-03 " + expected;
    }
    String end = json(body).path("EndTime").asText();
    LocalDateTime ended =
        LocalDateTime.parse(end, DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
    assertThat(ended).isCloseTo(LocalDateTime.now(ZoneOffset.UTC), within(Duration.ofMinutes(1)));
    return end;
  }

  private static org.assertj.core.data.TemporalUnitOffset within(Duration duration) {
    return org.assertj.core.api.Assertions.within(duration.toSeconds(), ChronoUnit.SECONDS);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "flow-1-initiated.json, BB7f0c2d1e9a4b4c0e8d51a6c0f3e2b901",
    "flow-2-ringing.json, BB7f0c2d1e9a4b4c0e8d51a6c0f3e2b901",
    "flow-3-in-progress.json, BB7f0c2d1e9a4b4c0e8d51a6c0f3e2b901",
    "out-of-order-2-ringing-seq1.json, BB0a0b0c0d0e0f10111213141516171819",
    "empty-object.json, req-1",
    "unknown-status.json, BB33334444555566667777888899990000",
  })
  void keepsEverySampleThatEndsNoCallAndLogsNothing(String file, String callId) {
    String account = TestAccounts.ofSample(file);

    assertThat(post(file, callStatusOf(account)).statusCode()).isEqualTo(200);

    // Folded, so that a task would be there if one were made.
    JsonNode log =
        await()
            .until(
                () -> bridge.callLog(account, callId), found -> !found.path("startTime").isNull());
    assertThat(log.path("state").asText()).isEqualTo("OPEN");
    assertThat(log.path("events")).hasSize(1);
    assertThat(PlayedCrm.postsTo(account)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "malformed.json.txt | application/json | Unexpected end-of-input",
        "doctype-must-be-rejected.xml.txt | application/xml | a DOCTYPE is not accepted",
      })
  void quarantinesEverySampleThatCannotBeRead(String file, String mediaType, String reason) {
    String callId = "quarantined-" + file;
    byte[] body = Samples.bytes("broadband-dynamics/" + file);

    HttpResponse<String> answer =
        bridge.post(
            callStatus(callId, "+12025550143") + "?account=" + TestAccounts.ofSample(file),
            mediaType,
            body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEmpty();
    Quarantined kept = onlyQuarantined(callId);
    assertThat(kept.method()).isEqualTo("POST");
    assertThat(kept.path()).isEqualTo(callStatus(callId, "+12025550143"));
    assertThat(kept.mediaType()).isEqualTo(mediaType);
    assertThat(kept.body()).isEqualTo(body);
    assertThat(kept.reason()).contains(reason);
    assertThat(PlayedCrm.postsTo(TestAccounts.ofSample(file))).isEmpty();
  }

  @Test
  void hasAnExpectationForEverySample() {
    List<String> expected =
        new ArrayList<>(samplesThatAreLogged().map(sample -> (String) sample.get()[0]).toList());
    expected.addAll(
        List.of(
            "flow-1-initiated.json",
            "flow-2-ringing.json",
            "flow-3-in-progress.json",
            "out-of-order-2-ringing-seq1.json",
            "empty-object.json",
            "unknown-status.json",
            "malformed.json.txt",
            "doctype-must-be-rejected.xml.txt"));

    assertThat(Samples.of("broadband-dynamics")).containsExactlyInAnyOrderElementsOf(expected);
  }

  // --- order and repetition

  @Test
  void logsTheFlowOnceWhateverOrderItComesIn() {
    List<List<String>> orders = orders(FLOW_FILES);
    assertThat(orders).hasSize(24);
    for (int i = 0; i < orders.size(); i++) {
      for (String file : orders.get(i)) {
        String event = Samples.text("broadband-dynamics/" + file).replace(FLOW, "order-" + i);
        assertThat(bridge.postJson(toDefault(), event).statusCode()).isEqualTo(200);
      }
    }

    String expected =
        json(Samples.text("leadsquared/expected-from-broadband-dynamics-flow.json")).toString();
    for (int i = 0; i < orders.size(); i++) {
      String callId = "order-" + i;
      JsonNode log = bridge.acceptedCallLog("default", callId);
      assertThat(log.path("events")).hasSize(4);
      assertThat(PlayedCrm.posts(callId)).as("%s", orders.get(i)).hasSize(1);
      assertThat(PlayedCrm.posts(callId).get(0).getBodyAsString())
          .as("%s", orders.get(i))
          .isEqualTo(expected.replace(FLOW, callId));
    }
  }

  @Test
  void takesTheSameEventOnce() {
    for (int i = 0; i < 3; i++) {
      assertThat(bridge.postJson(toDefault(), completed("thrice")).statusCode()).isEqualTo(200);
    }

    JsonNode log = bridge.acceptedCallLog("default", "thrice");
    assertThat(log.path("events")).hasSize(1);
    assertThat(PlayedCrm.posts("thrice")).hasSize(1);
  }

  @Test
  void takesTheSameEventInAnotherFormatOnce() {
    String form = Samples.text("broadband-dynamics/completed.form.txt").replace(FLOW, "formats");
    String xml = Samples.text("broadband-dynamics/completed.xml").replace(FLOW, "formats");

    bridge.postJson(toDefault(), completed("formats"));
    bridge.post(toDefault(), "application/x-www-form-urlencoded", form.getBytes(UTF_8));
    bridge.post(toDefault(), "text/xml; charset=utf-8", xml.getBytes(UTF_8));

    JsonNode log = bridge.acceptedCallLog("default", "formats");
    assertThat(log.path("events")).hasSize(1);
  }

  @Test
  void logsNothingAgainWhenAnEventComesAfterTheEnd() {
    String late = Samples.text("broadband-dynamics/flow-2-ringing.json").replace(FLOW, "late");
    bridge.postJson(toDefault(), completed("late"));
    bridge.acceptedCallLog("default", "late");

    bridge.postJson(toDefault(), late);

    await().until(() -> bridge.callLog("default", "late").path("events").size() == 2);
    JsonNode log = bridge.callLogInState("default", "late", "LOGGED");
    assertThat(log.path("outcome").asText()).isEqualTo("ANSWERED");
    assertThat(log.path("activityId").asText()).isEqualTo(PlayedCrm.ACTIVITY);
    assertThat(PlayedCrm.posts("late")).hasSize(1);
  }

  @Test
  void logsManyCallsThatComeAtOnce() {
    List<String> callIds =
        IntStream.range(0, 60).mapToObj(i -> "at-once-%02d".formatted(i)).toList();

    List<CompletableFuture<HttpResponse<String>>> answers =
        callIds.stream()
            .flatMap(
                callId ->
                    Stream.of(callId, callId)
                        .map(id -> bridge.postLater(toDefault(), completed(id))))
            .toList();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    for (String callId : callIds) {
      bridge.acceptedCallLog("default", callId);
      assertThat(PlayedCrm.posts(callId)).hasSize(1);
    }
  }

  // --- accounts

  @Test
  void sendsWhatTheAccountSaysInItsOwnScript() {
    bridge.postJson(callStatusOf("worded"), completed("worded-1"));

    await().until(() -> PlayedCrm.posts("worded-1").size() == 1);
    JsonNode body = json(new String(PlayedCrm.posts("worded-1").get(0).getBody(), UTF_8));
    assertThat(body.path("CallerSource").asText()).isEqualTo(TestAccounts.CALLER_SOURCE);
    assertThat(body.path("Tag").asText()).isEqualTo("Sales line");
  }

  @Test
  void takesTheCalledPartyAsTheAgentWhereCallsAreInbound() {
    String event =
        """
        {"callSid": "inbound-1", "callStatus": "no-answer", "to": "2002", "from": "2025550177",
         "timestamp": "Tue, 03 Mar 2026 16:40:00 +0000"}""";

    bridge.postJson(callStatusOf("inbound"), event);

    await().until(() -> PlayedCrm.posts("inbound-1").size() == 1);
    assertThat(PlayedCrm.posts("inbound-1").get(0).getBodyAsString())
        .isEqualTo(
            """
            {"SourceNumber":"12025550177","DestinationNumber":"2002",\
            "DisplayNumber":"12025550199","StartTime":"2026-03-03 16:40:00",\
            "EndTime":"2026-03-03 16:40:00","CallSessionId":"inbound-1","CallDuration":"0",\
            "Status":"Missed","Direction":"Inbound"}""");
  }

  @Test
  void makesOneCallOfAllLegsWhereTheyAreGrouped() {
    String path = callStatus("request-7", "+12025550143") + "?account=grouped";
    bridge.postJson(path, completed("leg-1").replace("completed", "ringing"));
    bridge.postJson(path, completed("leg-2"));

    JsonNode log = bridge.acceptedCallLog("grouped", "request-7");
    assertThat(log.path("events")).hasSize(2);
    assertThat(PlayedCrm.posts("request-7")).hasSize(1);
  }

  @Test
  void excludesACallWithoutALeadOrAnAgentAndSaysWhy() {
    bridge.postJson(callStatusOf("nobody"), completed("without-agent"));
    bridge.postJson(
        callStatus("req-1", "anonymous") + "?account=default",
        completed("without-lead").replace("+12025550143", "withheld"));

    assertThat(bridge.callLogInState("nobody", "without-agent", "EXCLUDED").path("reason").asText())
        .startsWith("no-agent-number");
    assertThat(bridge.callLogInState("default", "without-lead", "EXCLUDED").path("reason").asText())
        .startsWith("no-lead-number");
    assertThat(PlayedCrm.posts("without-agent")).isEmpty();
    assertThat(PlayedCrm.posts("without-lead")).isEmpty();
  }

  @Test
  void answers404ForAnUnknownAccountAndKeepsTheEvent() {
    String path = callStatus("unknown-account", "+12025550143");

    HttpResponse<String> answer =
        bridge.postJson(path + "?account=nowhere", completed("unknown-account"));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(onlyQuarantined("unknown-account"))
        .returns(path, Quarantined::path)
        .returns("no such Broadband Dynamics account is configured", Quarantined::reason);
  }

  // --- the path

  @ParameterizedTest
  @CsvSource({
    "path-1, /api/matrex/callstatus/path-1/+12025550143, 12025550143",
    "path-2, /api/matrex/callstatus/path-2/%2B12025550143, 12025550143",
    "path-3, /api/matrex/callstatus/path-3/%2b12025550143/, 12025550143",
    "path-4, /api/matrex/callstatus/path-4/+12025550143/, 12025550143",
    "path-5, /api/matrex/callstatus/path-5/2025550143, 12025550143",
    "path-6, /api/matrex/callstatus/path-6/sip:+12025550143@host, 12025550143",
    "a b, /api/matrex/callstatus/a%20b/2001, 2001",
    "a+b, /api/matrex/callstatus/a+b/2001, 2001",
    "ü-1, /api/matrex/callstatus/%C3%BC-1/2001, 2001",
  })
  void readsThePathAsItIsEncoded(String callId, String path, String lead) {
    assertThat(bridge.postJson(path, "{\"callStatus\": \"busy\"}").statusCode()).isEqualTo(200);

    await().until(() -> PlayedCrm.posts(callId).size() == 1);
    assertThat(
            json(PlayedCrm.posts(callId).get(0).getBodyAsString())
                .path("DestinationNumber")
                .asText())
        .isEqualTo(lead);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/matrex/callstatus/blank-1/%20", "/api/matrex/callstatus/blank-2/%E2%80%83"})
  void answers400ForABlankInThePath(String path) {
    assertThat(bridge.postJson(path, "{\"callStatus\": \"busy\"}").statusCode()).isEqualTo(400);

    assertThat(onlyQuarantined(path).reason()).isEqualTo("the number in the path is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/matrex/callstatus//+12025550143",
        "/api/matrex/callstatus/odd-1/+1202;x=y",
        "/api/matrex/callstatus/odd-3%0Ab/+1202",
      })
  void answers400ForAnImpossiblePathAndKeepsTheEvent(String path) {
    int before = bridge.quarantined(path).size();

    assertThat(bridge.postJsonTo(path, "{\"callStatus\": \"busy\"}")).isEqualTo(400);

    List<Quarantined> kept =
        await().until(() -> bridge.quarantined(path), found -> found.size() == before + 1);
    assertThat(kept.get(before).reason()).isEqualTo("turned away with HTTP 400");
    assertThat(kept.get(before).body()).isEqualTo("{\"callStatus\": \"busy\"}".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/matrex/callstatus/%zz/+1202",
        "/api/matrex/callstatus/odd%2Fx/+1202",
        "/api/matrex/callstatus/odd\\x/+1202",
      })
  void answers400ForAPathThatIsNoAddress(String path) {
    assertThat(bridge.postJsonTo(path, "{\"callStatus\": \"busy\"}")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/matrex/callstatus/lost-1",
        "/api/matrex/callstatus/lost-2/+1202/more",
        "/api/matrex/other/lost-3/+1202",
        "/api/matrex/CallStatus/lost-4/+1202",
      })
  void answers404ForAnotherPathAndKeepsTheEvent(String path) {
    assertThat(bridge.postJson(path, "{\"callStatus\": \"busy\"}").statusCode()).isEqualTo(404);

    assertThat(onlyQuarantined(path))
        .returns(path, Quarantined::path)
        .returns("turned away with HTTP 404", Quarantined::reason);
  }

  // --- method, size, media type

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
  void answers405ForAnotherMethodAndKeepsTheEvent(String method) {
    String path = callStatus("method-" + method, "+12025550143");

    HttpResponse<String> answer =
        bridge.send(
            bridge
                .request(path, "application/json")
                .method(method, BodyPublishers.ofString(completed("method")))
                .build());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(onlyQuarantined(path))
        .returns(method, Quarantined::method)
        .returns("turned away with HTTP 405", Quarantined::reason)
        .returns(completed("method").getBytes(UTF_8), Quarantined::body);
  }

  @Test
  void answers405ForAGetAndKeepsNothing() {
    String path = callStatus("method-GET", "+12025550143");

    assertThat(bridge.send(bridge.request(path, null).GET().build()).statusCode()).isEqualTo(405);

    assertThat(bridge.quarantined(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/matrex/callstatus/",
        "/api/%6Datrex/callstatus/",
        "/api/matrex/call%73tatus/"
      })
  void answers413AboveTheLargestBodyHoweverThePathIsWritten(String path) {
    String callId = "large" + path.length() + path.indexOf('%');
    byte[] tooLarge = padded(callId, 64 * 1024 + 1);

    HttpResponse<String> answer =
        bridge.post(path + callId + "/+12025550143", "application/json", tooLarge);

    assertThat(answer.statusCode()).isEqualTo(413);
    Quarantined kept = onlyQuarantined(callId);
    assertThat(kept.reason()).isEqualTo("larger than 64 KiB: the rest is not kept");
    assertThat(kept.body()).hasSize(64 * 1024).startsWith("{\"callSid\"".getBytes(UTF_8));
  }

  @Test
  void takesTheLargestBodyAlsoInChunks() {
    byte[] largest = padded("largest", 64 * 1024);

    HttpResponse<String> answer =
        bridge.send(
            bridge
                .request(toDefault(), "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(largest)))
                .build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(bridge.acceptedCallLog("default", "largest").path("events")).hasSize(1);
  }

  private static byte[] padded(String callSid, int size) {
    String event = "{\"callSid\":\"%s\",\"callStatus\":\"busy\",\"x\":\"".formatted(callSid);
    return (event + "x".repeat(size - event.length() - 2) + "\"}").getBytes(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/octet-stream", "nonsense"})
  void answers415ForAnotherMediaTypeAndKeepsTheEvent(String mediaType) {
    String path = callStatus("type-" + mediaType.replace('/', '-'), "+12025550143");

    assertThat(bridge.post(path, mediaType, new byte[] {0, -1, 1}).statusCode()).isEqualTo(415);

    assertThat(onlyQuarantined(path))
        .returns(mediaType, Quarantined::mediaType)
        .returns("a call status is JSON, XML or a form", Quarantined::reason)
        .returns(new byte[] {0, -1, 1}, Quarantined::body);
  }

  @Test
  void answers415WithoutAMediaType() {
    String path = callStatus("without-type", "+12025550143");

    assertThat(bridge.post(path, null, "{}".getBytes(UTF_8)).statusCode()).isEqualTo(415);

    assertThat(onlyQuarantined(path)).returns(null, Quarantined::mediaType);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, null, the body is null",
    "application/json, [], Cannot deserialize",
    "application/json, {} {}, Trailing token",
    "application/json, {\u0001}, Illegal character",
    "application/xml, <a/>, the root element is not BbdApiCallStatusRequest",
    "application/xml, <BbdApiCallStatusRequest>, Unexpected EOF",
    "application/xml, <BbdApiCallStatusRequest>&x;</BbdApiCallStatusRequest>, Undeclared",
    "application/xml, <BbdApiCallStatusRequest/>., Unexpected character",
    "application/x-www-form-urlencoded, CallSid, the form has a part without",
    "application/x-www-form-urlencoded, CallSid=%zz, the form is badly encoded",
  })
  void answers400ForABodyThatIsNoEventAndKeepsIt(String mediaType, String body, String reason) {
    String path = callStatus("no-event-" + Math.abs(body.hashCode()), "+12025550143");

    HttpResponse<String> answer = bridge.post(path, mediaType, body.getBytes(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(onlyQuarantined(path).body()).isEqualTo(body.getBytes(UTF_8));
    assertThat(onlyQuarantined(path).reason()).contains(reason);
  }

  @Test
  void answers400ForAnEmptyBody() {
    String path = callStatus("empty-body", "+12025550143");

    assertThat(bridge.postJson(path, "").statusCode()).isEqualTo(400);

    assertThat(onlyQuarantined(path).reason()).isEqualTo("the body is empty");
  }

  @Test
  void keepsTheExactBytesOfWhatItCannotRead() {
    String path = callStatus("exact-bytes", "+12025550143");
    byte[] body = {'{', (byte) 0xC3, (byte) 0x28, 0, (byte) 0xFF, (byte) 0xFE, '\r', '\n', '}'};

    assertThat(bridge.post(path, "application/json", body).statusCode()).isEqualTo(400);

    assertThat(onlyQuarantined(path).body()).isEqualTo(body);
    assertThat(onlyQuarantined(path).reason()).isEqualTo("the body is not valid UTF-8");
  }

  // --- secrets

  @Test
  void takesTheSecretOfTheHeaderOrOfTheQuery(CapturedOutput output) {
    String path = callStatusOf("secured");

    HttpResponse<String> byHeader =
        bridge.postJson(path, completed("secret-1"), "X-Callbridge-Secret", TestAccounts.SECRET);
    HttpResponse<String> byQuery =
        bridge.postJson(path + "&secret=" + TestAccounts.SECRET, completed("secret-2"));

    assertThat(byHeader.statusCode()).isEqualTo(200);
    assertThat(byQuery.statusCode()).isEqualTo(200);
    bridge.acceptedCallLog("secured", "secret-1");
    bridge.acceptedCallLog("secured", "secret-2");
    assertThat(byHeader.headers().map().toString()).doesNotContain(TestAccounts.SECRET);
    assertThat(byQuery.headers().map().toString()).doesNotContain(TestAccounts.SECRET);
    assertThat(output).contains("secret-1").doesNotContain(TestAccounts.SECRET);
    assertThat(bridge.callLog("secured", "secret-2").toString())
        .doesNotContain(TestAccounts.SECRET);
  }

  @Test
  void answers401WithoutTheSecretAndKeepsNothing(CapturedOutput output) {
    String path = callStatus("refused", "+12025550143") + "?account=secured";

    assertThat(bridge.postJson(path, completed("refused")).statusCode()).isEqualTo(401);
    assertThat(bridge.postJson(path + "&secret=wr0ng-one", completed("refused")).statusCode())
        .isEqualTo(401);
    HttpResponse<String> wrongHeader =
        bridge.postJson(path, completed("refused"), "X-Callbridge-Secret", "wr0ng-one");
    assertThat(wrongHeader.statusCode()).isEqualTo(401);
    assertThat(bridge.postJson(path, "{", "X-Callbridge-Secret", "wr0ng-one").statusCode())
        .isEqualTo(401);

    assertThat(wrongHeader.body()).isEmpty();
    assertThat(wrongHeader.headers().map().toString()).doesNotContain("wr0ng-one");
    assertThat(bridge.quarantined("refused")).isEmpty();
    assertThat(json(bridge.get("/api/call-logs?callId=refused").body()).path("total").asInt())
        .isZero();
    assertThat(output).contains("the secret is missing or wrong").doesNotContain("wr0ng-one");
  }

  @Test
  void showsNoSecretWhenItTurnsARequestAway(CapturedOutput output) {
    String secret = "?account=secured&secret=" + TestAccounts.SECRET;

    bridge.post(callStatus("turned-away", "+1202") + secret, "text/plain", new byte[] {1});
    bridge.postJson(callStatus("turned-away", "+1202") + secret, "{");
    bridge.postJson("/api/matrex/callstatus/turned-away" + secret, "{}");
    bridge.postJsonTo(callStatus("turned-away;x", "+1202") + secret, "{}");

    assertThat(await().until(() -> bridge.quarantined("turned-away"), kept -> kept.size() == 4))
        .allSatisfy(kept -> assertThat(kept.path()).doesNotContain("?"))
        .allSatisfy(kept -> assertThat(kept.reason()).doesNotContain(TestAccounts.SECRET));
    assertThat(output).contains("turned-away").doesNotContain(TestAccounts.SECRET);
  }

  // --- what a sender must not be able to do

  @Test
  void takesNoOrdersFromHeaders() {
    HttpResponse<String> answer =
        bridge.postJson(
            toDefault(),
            completed("headers"),
            "CamelHttpUri",
            PlayedCrm.url("main") + "/stolen",
            "CamelHttpPath",
            "/a/b/evil/+19995550100",
            "camelhttpresponsecode",
            "418",
            "CAMELHTTPQUERY",
            "account=nowhere",
            "camelfilename",
            "evil.txt",
            "CamelBeanMethodName",
            "toString",
            "org.apache.camel.x",
            "evil",
            "account",
            "nowhere",
            "secret",
            "evil",
            "callId",
            "evil",
            "to",
            "+19995550100",
            "x-api-key",
            "evil",
            "Breadcrumb",
            "evil",
            "X-Anything",
            "evil");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertUnchanged(answer, "headers");
  }

  @Test
  void takesNoOrdersFromTheQuery() {
    HttpResponse<String> answer =
        bridge.postJson(
            toDefault()
                + "&CamelHttpUri=http://127.0.0.1:1/evil&CamelHttpPath=/a/b/evil/+19995550100"
                + "&CamelHttpResponseCode=418&camelhttpmethod=GET&CamelHttpQuery=account=nowhere"
                + "&camelfilename=evil&CamelBeanMethodName=evil&callId=evil&to=+19995550100"
                + "&Content-Type=text/plain&content-type=evil&x-api-key=evil&Host=evil"
                + "&X-Callbridge-Secret=evil&evil=%24%7Bsys.user.home%7D",
            completed("query"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertUnchanged(answer, "query");
  }

  @Test
  void takesNoOrdersFromFormFields() {
    String form =
        Samples.text("broadband-dynamics/completed.form.txt").strip().replace(FLOW, "fields")
            + "&CamelHttpUri=http://127.0.0.1:1/evil&CamelHttpResponseCode=418"
            + "&camelfilename=evil&callId=evil&account=nowhere&secret=evil&Content-Type=text/plain"
            + "&X-Anything=evil";

    HttpResponse<String> answer =
        bridge.post(toDefault(), "application/x-www-form-urlencoded", form.getBytes(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertUnchanged(answer, "fields");
  }

  @Test
  void evaluatesNothingThatASenderWrites() {
    String callId = "${sys.user.home}-{{callbridge.admin.password}}";

    HttpResponse<String> answer = bridge.postJson(toDefault(), completed(callId));

    assertThat(answer.statusCode()).isEqualTo(200);
    await().until(() -> PlayedCrm.posts(callId).size() == 1);
  }

  private void assertUnchanged(HttpResponse<String> answer, String callId) {
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().map().toString()).doesNotContainIgnoringCase("evil", "camel");
    assertThat(answer.headers().map().keySet())
        .isSubsetOf(
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "date",
            "expires",
            "keep-alive",
            "pragma",
            "vary",
            "x-content-type-options",
            "x-frame-options",
            "x-xss-protection");
    bridge.acceptedCallLog("default", callId);
    assertThat(PlayedCrm.posts(callId)).hasSize(1);
    var post = PlayedCrm.posts(callId).get(0);
    assertThat(post.getUrl()).isEqualTo("/main/1/api/telephony/logcallcomplete/t0ken");
    assertThat(post.getHeader("x-api-key")).isEqualTo(PlayedCrm.API_KEY);
    assertThat(post.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(post.getHeaders().keys())
        .map(String::toLowerCase)
        .isSubsetOf(
            "accept-encoding",
            "connection",
            "content-length",
            "content-type",
            "host",
            "transfer-encoding",
            "user-agent",
            "x-api-key");
    assertThat(json(post.getBodyAsString()).path("DestinationNumber").asText())
        .isEqualTo("12025550143");
  }

  // ---

  private HttpResponse<String> post(String file, String path) {
    String mediaType =
        file.endsWith(".xml")
            ? "application/xml"
            : file.endsWith(".form.txt") ? "application/x-www-form-urlencoded" : "application/json";
    return bridge.post(path, mediaType, Samples.bytes("broadband-dynamics/" + file));
  }

  /** It may be kept just after the answer. */
  private Quarantined onlyQuarantined(String partOfPath) {
    await().until(() -> !bridge.quarantined(partOfPath).isEmpty());
    List<Quarantined> kept = bridge.quarantined(partOfPath);
    assertThat(kept).hasSize(1);
    return kept.get(0);
  }

  private static String toDefault() {
    return callStatusOf("default");
  }

  private static List<List<String>> orders(List<String> files) {
    if (files.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      List<String> rest = new ArrayList<>(files);
      String first = rest.remove(i);
      for (List<String> order : orders(rest)) {
        List<String> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        all.add(Collections.unmodifiableList(whole));
      }
    }
    return all;
  }
}
