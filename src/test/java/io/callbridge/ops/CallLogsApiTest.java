package io.callbridge.ops;

import static io.callbridge.Bridge.callStatus;
import static io.callbridge.Bridge.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.PlayedCrm;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code GET /api/call-logs}, with four calls in an account of their own. */
@FullApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallLogsApiTest {

  private static final List<String> FIELDS =
      List.of(
          "id",
          "provider",
          "account",
          "crm",
          "callId",
          "callSessionId",
          "direction",
          "source",
          "destination",
          "display",
          "startTime",
          "endTime",
          "durationSeconds",
          "outcome",
          "state",
          "requestId",
          "activityId",
          "recordingUrl",
          "attempts",
          "dueAt",
          "reason",
          "differs");

  @Autowired Bridge bridge;

  /** Newest first: open, rejected, excluded, logged. */
  @BeforeAll
  void makeFourCalls() {
    PlayedCrm.onPost("api-rejected", PlayedCrm.sample(400, "error-400.json"));
    post("api-logged", "+12025550143", "completed", "2026-03-01T10:00:00Z");
    post("api-excluded", "anonymous", "busy", "2026-03-02T10:00:00Z");
    post("api-rejected", "+442079460123", "no-answer", "2026-03-03T10:00:00Z");
    post("api-open", "+12025550177", "ringing", "2026-03-04T10:00:00Z");
    bridge.callLogInState("listed", "api-excluded", "EXCLUDED");
    bridge.callLogInState("listed", "api-rejected", "REJECTED");
    bridge.callLogInState("listed", "api-logged", "LOGGED");
    bridge.callLogInState("listed", "api-open", "OPEN");
  }

  private void post(String callSid, String to, String status, String at) {
    String event =
        """
        {"callSid": "%s", "callStatus": "%s", "callDuration": 60, "timestamp": "%s"}"""
            .formatted(callSid, status, at);
    String path = callStatus("req-1", to) + "?account=listed";
    assertThat(bridge.postJson(path, event).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "'' | api-open api-rejected api-excluded api-logged",
        "&state=LOGGED | api-logged",
        "&state=logged | api-logged",
        "&state=OPEN | api-open",
        "&state=EXCLUDED | api-excluded",
        "&state=REJECTED | api-rejected",
        "&state=ABANDONED | none",
        "&state= | api-open api-rejected api-excluded api-logged",
        "&provider=broadband-dynamics | api-open api-rejected api-excluded api-logged",
        "&provider=bandwidth | none",
        "&crm=main&callId=api-open | api-open",
        "&crm=other | none",
        "&callId=api-logged | api-logged",
        "&callId=api-log | none",
        "&callId=api%2Dlogged | api-logged",
        "&requestId=r-api-logged | api-logged",
        "&number=5550143 | api-logged",
        "&number=%2B44%20(20)%207946-0123 | api-rejected",
        "&number=12025550199 | api-open api-rejected api-excluded api-logged",
        "&number=5550100 | none",
        "&from=2026-03-02T10:00:00Z | api-open api-rejected api-excluded",
        "&from=2026-03-02T10:00:01Z | api-open api-rejected",
        "&from=2026-03-03 | api-open api-rejected",
        "&to=2026-03-03T10:00:00Z | api-excluded api-logged",
        "&to=2026-03-02 | api-logged",
        "&from=2026-03-02&to=2026-03-04 | api-rejected api-excluded",
        "&from=2026-03-05 | none",
        "&state=REJECTED&number=44&from=2026-03-03 | api-rejected",
        "&state=LOGGED&number=44 | none",
      })
  void findsTheCallLogsThatFit(String filter, String expected) {
    JsonNode page = list("?account=listed" + filter);

    assertThat(callIds(page))
        .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
    assertThat(page.path("total").asInt()).isEqualTo(callIds(page).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "0 | 3 | api-open api-rejected api-excluded",
        "1 | 3 | api-logged",
        "2 | 3 | none",
        "1 | 1 | api-rejected",
        "0 | 500 | api-open api-rejected api-excluded api-logged",
        "1000000 | 500 | none",
      })
  void answersAPageAtATime(int page, int size, String expected) {
    JsonNode found = list("?account=listed&page=%d&size=%d".formatted(page, size));

    assertThat(callIds(found))
        .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
    assertThat(found.path("page").asInt()).isEqualTo(page);
    assertThat(found.path("size").asInt()).isEqualTo(size);
    assertThat(found.path("total").asInt()).isEqualTo(4);
  }

  @Test
  void answersTheFirstFiftyUnlessToldOtherwise() {
    JsonNode found = list("");

    assertThat(found.path("page").asInt()).isZero();
    assertThat(found.path("size").asInt()).isEqualTo(50);
    assertThat(found.path("items").size()).isLessThanOrEqualTo(50);
  }

  @Test
  void showsEveryFieldOfACallLog() {
    HttpResponse<String> answer = bridge.get("/api/call-logs?callId=api-logged");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    JsonNode log = json(answer.body()).at("/items/0");
    assertThat(names(log)).isEqualTo(FIELDS);
    assertThat(log.toString())
        .isEqualTo(
            """
            {"id":%d,"provider":"broadband-dynamics","account":"listed","crm":"main",\
            "callId":"api-logged","callSessionId":"api-logged","direction":"OUTBOUND",\
            "source":"12025550155","destination":"12025550143","display":"12025550199",\
            "startTime":"2026-03-01T09:59:00Z","endTime":"2026-03-01T10:00:00Z",\
            "durationSeconds":60,"outcome":"ANSWERED","state":"LOGGED",\
            "requestId":"r-api-logged","activityId":"%s","recordingUrl":null,"attempts":1,\
            "dueAt":null,"reason":null,"differs":null}"""
                .formatted(log.path("id").asLong(), PlayedCrm.ACTIVITY));
  }

  @Test
  void showsTheEventsAndStepsOfOneCallLog() {
    JsonNode log = bridge.callLog("listed", "api-logged");

    assertThat(names(log)).startsWith(FIELDS.toArray(String[]::new)).endsWith("events", "steps");
    assertThat(log.path("events")).hasSize(1);
    assertThat(log.at("/events/0/status").asText()).isEqualTo("completed");
    assertThat(log.at("/events/0/statedAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(log.path("steps")).hasSize(4);
    assertThat(log.at("/steps/2/request").asText()).contains("\"CallSessionId\":\"api-logged\"");
  }

  @Test
  void showsTheReasonOfACallLogThatStopped() {
    assertThat(list("?callId=api-rejected").at("/items/0/reason").asText())
        .isEqualTo(
            "refused for good (HTTP 400): MXInvalidInputException: Unable to parse the request body");
    assertThat(list("?callId=api-excluded").at("/items/0/reason").asText())
        .startsWith("no-lead-number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?stat=LOGGED | There is no parameter 'stat'; there are [account, callId, crm, from, number, page, provider, requestId, search, size, state, stoppedFor, to].",
        "?State=LOGGED | There is no parameter 'State';",
        "?state=DONE | state must be one of [ABANDONED, EXCLUDED, LOGGED, OPEN, QUEUED,",
        "?from=yesterday | from must be a day or a UTC time such as 2026-03-03T16:21:28Z.",
        "?to=2026-13-01 | to must be a day or a UTC time",
        "?from=2026-03-03T16:21:28 | from must be a day or a UTC time",
        "?from=+999999999-01-01T00:00:00Z | from must be a day or a UTC time",
        "?to=-999999999-01-01T00:00:00Z | to must be a day or a UTC time",
        "?number=abc | number must have a digit.",
        "?page=-1 | page must be from 0 to 1000000.",
        "?page=x | page must be from 0",
        "?page=99999999999 | page must be from 0",
        "?size=0 | size must be from 1 to 500.",
        "?size=501 | size must be from 1 to 500.",
        "?account=%zz | account is badly encoded.",
        "?$%7Bsys.user.home%7D=1 | There is no parameter",
      })
  void answers400WithAProblemForAQueryThatCannotBe(String query, String detail) {
    Bridge.RawAnswer answer = bridge.getRaw("/api/call-logs" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.head()).contains("Content-Type: application/problem+json");
    String body = answer.body();
    JsonNode problem = json(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
    assertThat(problem.path("type").asText()).isEqualTo("about:blank");
    assertThat(problem.path("title").asText()).isEqualTo("Bad Request");
    assertThat(problem.path("status").asInt()).isEqualTo(400);
    assertThat(problem.path("detail").asText()).startsWith(detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "999999999", "-1", "abc", "1x", "99999999999999999999", "%C3%A9"})
  void answers404WithAProblemForAnUnknownId(String id) {
    HttpResponse<String> answer = bridge.get("/api/call-logs/" + id);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(answer.body()).path("detail").asText()).isEqualTo("There is no such call log.");
  }

  @Test
  void takesTheIdFromThePathAlone() {
    long id = bridge.callLog("listed", "api-logged").path("id").asLong();

    HttpResponse<String> answer =
        bridge.send(
            bridge
                .request(
                    "/api/call-logs/%d?id=1".formatted(id),
                    null,
                    "Authorization",
                    Bridge.login(),
                    "id",
                    "2")
                .build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer.body()).path("callId").asText()).isEqualTo("api-logged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/call-logs", "/api/call-logs/1", "/api/nothing", "/actuator/info"})
  void answers401WithoutALogin(String path) {
    HttpResponse<String> nobody = bridge.send(bridge.request(path, null).build());
    HttpResponse<String> wrong =
        bridge.send(
            bridge.request(path, null, "Authorization", "Basic " + base64("admin:wr0ng")).build());
    HttpResponse<String> unknown =
        bridge.send(
            bridge
                .request(
                    path, null, "Authorization", "Basic " + base64("x:" + FullApplication.PASSWORD))
                .build());

    for (HttpResponse<String> answer : List.of(nobody, wrong, unknown)) {
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
      assertThat(answer.body()).doesNotContain("api-logged", "wr0ng");
    }
  }

  @Test
  void answersWithAProblemWhereThereIsNothing() {
    HttpResponse<String> answer = bridge.get("/api/nothing");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void answers405WithAProblemForAnotherMethod(String method) {
    HttpResponse<String> answer =
        bridge.send(
            bridge
                .request("/api/call-logs", "application/json", "Authorization", Bridge.login())
                .method(method, BodyPublishers.ofString("{}"))
                .build());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  void sendsNothingBackOfWhatCameIn() {
    HttpResponse<String> answer =
        bridge.send(
            bridge
                .request(
                    "/api/call-logs?callId=api-open",
                    null,
                    "Authorization",
                    Bridge.login(),
                    "X-Anything",
                    "echo",
                    "CamelHttpResponseCode",
                    "418")
                .build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map().toString())
        .doesNotContainIgnoringCase("echo", "camel", "authorization");
  }

  private JsonNode list(String query) {
    HttpResponse<String> answer = bridge.get("/api/call-logs" + query);
    assertThat(answer.statusCode()).isEqualTo(200);
    return json(answer.body());
  }

  private static List<String> callIds(JsonNode page) {
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .map(item -> item.path("callId").asText())
        .toList();
  }

  private static List<String> names(JsonNode object) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(object.fieldNames(), Spliterator.ORDERED), false)
        .toList();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
