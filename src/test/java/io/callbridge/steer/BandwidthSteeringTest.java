package io.callbridge.steer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.callbridge.SteeredProviders.BANDWIDTH;
import static io.callbridge.SteeredProviders.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.Samples;
import io.callbridge.SteeredProviders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every operation on Bandwidth's calls, with every answer that is documented for it. */
@FullApplication
class BandwidthSteeringTest {

  private static final String CALLS = "/api/bandwidth/accounts/" + BANDWIDTH + "/calls";
  private static final String FAR_CALLS = "/bandwidth/accounts/" + BANDWIDTH + "/calls";
  private static final String BXML = Samples.text("bandwidth/update-call-bxml-request.xml");

  private final WireMockServer bandwidth = SteeredProviders.server();
  private final String callId = "c-" + UUID.randomUUID();

  @Autowired Bridge running;
  private SteeredBridge bridge;

  @BeforeEach
  void asAnEngineer() {
    bridge = new SteeredBridge(running, "enid");
  }

  @Test
  void createsACallAndKeepsItsCredentialsToItself() {
    String tag = UUID.randomUUID().toString();
    bandwidth.stubFor(
        post(FAR_CALLS)
            .withRequestBody(matchingJsonPath("$.tag", equalTo(tag)))
            .willReturn(
                sample(201, "bandwidth/create-call-response.json")
                    .withHeader("Location", "https://voice.bandwidth.com/api/v2/x/calls/c-1")));
    String order =
        tagged("bandwidth/create-call-request-full.json", tag).replace("Example Ltd", "Grüße 名古屋");

    HttpResponse<String> answer = bridge.json("POST", CALLS, order);

    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode created = Bridge.json(answer.body());
    ObjectNode expected =
        (ObjectNode) Bridge.json(Samples.text("bandwidth/create-call-response.json"));
    expected.remove(List.of("username", "password", "fallbackUsername", "fallbackPassword"));
    assertThat(created).isEqualTo(expected);
    assertThat(answer.headers().firstValue("Location"))
        .contains(running.url(CALLS + "/" + created.path("callId").asText()));
    bandwidth.verify(
        1,
        postRequestedFor(urlPathEqualTo(FAR_CALLS))
            .withHeader("Authorization", equalTo("Basic YXBpLXVzZXI6YXBpLXBhc3N3b3Jk"))
            .withoutHeader("X-Callbridge-User")
            .withRequestBody(equalToJson(order)));
    JsonNode line = bridge.lastCommand("callId=" + created.path("callId").asText());
    assertThat(line.path("user").asText()).isEqualTo("enid");
    assertThat(line.path("operation").asText()).isEqualTo("CreateCall");
    assertThat(line.path("providerStatus").asInt()).isEqualTo(201);
    assertThat(line.path("remoteAddress").asText()).isEqualTo("127.0.0.1");
    assertThat(line.path("request").asText()).contains(tag).doesNotContain("sample-password");
  }

  @Test
  void listsCallsWithLinksThatLeadBack() {
    bandwidth.stubFor(
        get(urlPathEqualTo(FAR_CALLS))
            .withQueryParam("from", equalTo("+12025550111"))
            .withQueryParam("pageSize", equalTo("2"))
            .willReturn(
                sample(200, "bandwidth/list-calls-page-1.json")
                    .withHeader(
                        "Link",
                        "<https://voice.bandwidth.com/api/v2/accounts/1/calls?pageSize=2&pageToken=opaque%2Btoken%3D%3D>;"
                            + " rel=\"next\"")));

    HttpResponse<String> answer = bridge.get(CALLS + "?from=%2b12025550111&pageSize=2");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Bridge.json(answer.body()))
        .isEqualTo(Bridge.json(Samples.text("bandwidth/list-calls-page-1.json")));
    assertThat(answer.headers().firstValue("Link"))
        .contains(
            "<%s?pageSize=2&pageToken=opaque%%2Btoken%%3D%%3D>; rel=\"next\""
                .formatted(running.url(CALLS)));
  }

  @ParameterizedTest
  @CsvSource({
    "call-state-answered.json",
    "call-state-b-leg.json",
    "call-state-disconnected-inbound.json",
    "call-state-missing-optional.json",
    "call-state-queued.json",
    "call-state-unknown-state.json"
  })
  void showsTheStateOfACallWhole(String sample) {
    bandwidth.stubFor(get(FAR_CALLS + "/" + callId).willReturn(sample(200, "bandwidth/" + sample)));

    HttpResponse<String> answer = bridge.get(CALLS + "/" + callId);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Bridge.json(answer.body()))
        .isEqualTo(Bridge.json(Samples.text("bandwidth/" + sample)));
  }

  @ParameterizedTest
  @CsvSource({"update-call-complete-request.json", "update-call-redirect-request.json"})
  void updatesACall(String sample) {
    bandwidth.stubFor(post(FAR_CALLS + "/" + callId).willReturn(aResponse().withStatus(200)));

    HttpResponse<String> answer =
        bridge.json("POST", CALLS + "/" + callId, Samples.text("bandwidth/" + sample));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    bandwidth.verify(
        1,
        postRequestedFor(urlPathEqualTo(FAR_CALLS + "/" + callId))
            .withRequestBody(equalToJson(Samples.text("bandwidth/" + sample))));
  }

  @Test
  void replacesBxml() {
    bandwidth.stubFor(
        put(FAR_CALLS + "/" + callId + "/bxml").willReturn(aResponse().withStatus(204)));

    HttpResponse<String> answer = putBxml(BXML);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    bandwidth.verify(
        1,
        putRequestedFor(urlPathEqualTo(FAR_CALLS + "/" + callId + "/bxml"))
            .withHeader("Content-Type", equalTo("application/xml"))
            .withRequestBody(equalTo(BXML)));
  }

  static Stream<Arguments> errors() {
    return Stream.of("CreateCall", "ListCalls", "GetCallState", "UpdateCall", "UpdateCallBxml")
        .flatMap(
            operation ->
                Stream.of(
                    arguments(operation, 400, 400, "validation"),
                    arguments(operation, 401, 502, "authentication-error"),
                    arguments(operation, 403, 403, "authorization-error"),
                    arguments(operation, 404, 404, "validation"),
                    arguments(operation, 405, 405, "validation"),
                    arguments(operation, 409, 409, "validation"),
                    arguments(operation, 415, 415, "validation"),
                    arguments(operation, 429, 429, "error"),
                    arguments(operation, 500, 502, "internal-error"),
                    arguments(operation, 503, 503, "system-overloaded")));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void saysWhatBandwidthSays(String operation, int theirs, int ours, String code) {
    String tag = UUID.randomUUID().toString();
    var error = sample(theirs, "bandwidth/error-" + theirs + ".json");
    bandwidth.stubFor(
        asked(operation, tag)
            .willReturn(theirs == 429 ? error.withHeader("Retry-After", "7") : error));

    HttpResponse<String> answer = ask(operation, tag);

    assertThat(answer.statusCode()).isEqualTo(ours);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = Bridge.json(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(ours);
    assertThat(problem.path("detail").asText()).isNotBlank();
    assertThat(problem.path("providerStatus").asInt()).isEqualTo(theirs);
    boolean mayHaveBeenDone =
        theirs == 500 && !operation.equals("ListCalls") && !operation.equals("GetCallState");
    if (mayHaveBeenDone) {
      assertThat(problem.path("outcome").asText()).isEqualTo("unknown");
    } else {
      JsonNode said = Bridge.json(Samples.text("bandwidth/error-" + theirs + ".json"));
      assertThat(problem.path("providerCode").asText()).isEqualTo(code);
      assertThat(problem.path("providerMessage").asText())
          .isEqualTo(said.path("description").asText());
    }
    assertThat(answer.headers().firstValue("Retry-After"))
        .isEqualTo(theirs == 429 ? Optional.of("7") : Optional.empty());
  }

  private MappingBuilder asked(String operation, String tag) {
    return switch (operation) {
      case "CreateCall" -> post(FAR_CALLS).withRequestBody(matchingJsonPath("$.tag", equalTo(tag)));
      case "ListCalls" ->
          get(urlPathEqualTo(FAR_CALLS)).withQueryParam("disconnectCause", equalTo(tag));
      case "GetCallState" -> get(FAR_CALLS + "/" + callId);
      case "UpdateCall" -> post(FAR_CALLS + "/" + callId);
      default -> put(FAR_CALLS + "/" + callId + "/bxml");
    };
  }

  private HttpResponse<String> ask(String operation, String tag) {
    return switch (operation) {
      case "CreateCall" ->
          bridge.json("POST", CALLS, tagged("bandwidth/create-call-request-minimal.json", tag));
      case "ListCalls" -> bridge.get(CALLS + "?disconnectCause=" + tag);
      case "GetCallState" -> bridge.get(CALLS + "/" + callId);
      case "UpdateCall" ->
          bridge.json(
              "POST",
              CALLS + "/" + callId,
              Samples.text("bandwidth/update-call-redirect-request.json"));
      default -> putBxml(BXML);
    };
  }

  @Test
  void endingACallThatHasEndedIsASuccess() {
    bandwidth.stubFor(
        post(FAR_CALLS + "/" + callId).willReturn(sample(409, "bandwidth/error-409.json")));
    bandwidth.stubFor(
        get(FAR_CALLS + "/" + callId)
            .willReturn(sample(200, "bandwidth/call-state-disconnected-busy.json")));

    HttpResponse<String> answer =
        bridge.json("POST", CALLS + "/" + callId, "{\"state\": \"completed\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    bandwidth.verify(1, postRequestedFor(urlPathEqualTo(FAR_CALLS + "/" + callId)));
  }

  @Test
  void aCallThatIsNotAnsweredYetIsTriedOnceMore() {
    String state = Samples.text("bandwidth/call-state-answered.json");
    bandwidth.stubFor(
        get(FAR_CALLS + "/" + callId)
            .willReturn(okJson(state.replace("\"answered\"", "\"initiated\""))));
    String bxmlPath = FAR_CALLS + "/" + callId + "/bxml";
    bandwidth.stubFor(
        put(bxmlPath)
            .inScenario(callId)
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("answered")
            .willReturn(sample(409, "bandwidth/error-409.json")));
    bandwidth.stubFor(
        put(bxmlPath)
            .inScenario(callId)
            .whenScenarioStateIs("answered")
            .willReturn(aResponse().withStatus(204)));

    assertThat(putBxml(BXML).statusCode()).isEqualTo(204);
    bandwidth.verify(2, putRequestedFor(urlPathEqualTo(bxmlPath)));
  }

  @Test
  void aQueuedCallCanOnlyBeCompleted() {
    bandwidth.stubFor(
        put(FAR_CALLS + "/" + callId + "/bxml")
            .willReturn(sample(409, "bandwidth/error-409.json")));
    bandwidth.stubFor(
        get(FAR_CALLS + "/" + callId).willReturn(sample(200, "bandwidth/call-state-queued.json")));

    HttpResponse<String> answer = putBxml(BXML);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("queued call can only be completed");
    bandwidth.verify(1, putRequestedFor(urlPathEqualTo(FAR_CALLS + "/" + callId + "/bxml")));
  }

  @Test
  void aNewCallThatIsNotShownYetIsSaidToBeSo() {
    String tag = UUID.randomUUID().toString();
    bandwidth.stubFor(
        post(FAR_CALLS)
            .withRequestBody(matchingJsonPath("$.tag", equalTo(tag)))
            .willReturn(okJson("{\"callId\": \"%s\"}".formatted(callId)).withStatus(201)));
    bridge.json("POST", CALLS, tagged("bandwidth/create-call-request-minimal.json", tag));

    HttpResponse<String> answer = bridge.get(CALLS + "/" + callId);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("does not show this call yet");
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
  }

  @Test
  void aCreateWithoutAnAnswerIsLookedUpAndNotRepeated() {
    String tag = UUID.randomUUID().toString();
    bandwidth.stubFor(
        post(FAR_CALLS)
            .withRequestBody(matchingJsonPath("$.tag", equalTo(tag)))
            .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    bandwidth.stubFor(
        get(urlPathEqualTo(FAR_CALLS))
            .withQueryParam("to", equalTo("+12025550178"))
            .withQueryParam("from", equalTo("+12025550199"))
            .willReturn(okJson("[{\"callId\": \"%s\"}]".formatted(callId))));
    String order =
        tagged("bandwidth/create-call-request-minimal.json", tag).replace("0177", "0178");

    HttpResponse<String> answer = bridge.json("POST", CALLS, order, "Idempotency-Key", tag);
    HttpResponse<String> again = bridge.json("POST", CALLS, order, "Idempotency-Key", tag);

    assertThat(answer.statusCode()).isEqualTo(502);
    JsonNode problem = Bridge.json(answer.body());
    assertThat(problem.path("outcome").asText()).isEqualTo("unknown");
    assertThat(problem.at("/callIds/0").asText()).isEqualTo(callId);
    assertThat(problem.path("lookedUp").asText()).contains("same from and to");
    assertThat(again.body()).isEqualTo(answer.body());
    bandwidth.verify(
        1,
        postRequestedFor(urlPathEqualTo(FAR_CALLS))
            .withRequestBody(matchingJsonPath("$.tag", equalTo(tag))));
  }

  @Test
  void aCreateThatTakesTooLongIsNotRepeated() {
    String tag = UUID.randomUUID().toString();
    bandwidth.stubFor(
        post(FAR_CALLS)
            .withRequestBody(matchingJsonPath("$.tag", equalTo(tag)))
            .willReturn(okJson("{}").withFixedDelay(7_000)));

    HttpResponse<String> answer =
        bridge.json("POST", CALLS, tagged("bandwidth/create-call-request-minimal.json", tag));

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body()).contains("none was found", "did not answer in time");
    bandwidth.verify(
        1,
        postRequestedFor(urlPathEqualTo(FAR_CALLS))
            .withRequestBody(matchingJsonPath("$.tag", equalTo(tag))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'to': '911', 'answerUrl': 'x', 'priority': 9}              | 400 | answerUrl",
        "{'state': 'completed', 'redirectUrl': 'https://a.example/'} | 400 | redirectUrl",
        "{'state': 'active'}                                         | 400 | redirectUrl",
        "{'state': 'gone'}                                           | 400 | state",
        "[]                                                          | 400 | one JSON object",
        "{'tag': 'a', 'tag': 'b'}                                    | 400 | no name twice",
      })
  void refusesWhatBandwidthWouldRefuse(String body, int status, String words) {
    String path = body.contains("'to'") ? CALLS : CALLS + "/" + callId;

    HttpResponse<String> answer = bridge.json("POST", path, body.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(words);
    bandwidth.verify(0, postRequestedFor(urlPathEqualTo(FAR_CALLS + "/" + callId)));
  }

  @Test
  void refusesBxmlThatDialsAbroad() {
    HttpResponse<String> answer =
        putBxml(Samples.text("bandwidth/webhook-bxml-reply.xml").replace("+1202", "+53"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("PhoneNumber");
    bandwidth.verify(0, putRequestedFor(urlPathEqualTo(FAR_CALLS + "/" + callId + "/bxml")));
    JsonNode line = bridge.lastCommand("callId=" + callId);
    assertThat(line.path("status").asInt()).isEqualTo(403);
    assertThat(line.path("providerStatus").isNull()).isTrue();
  }

  @Test
  void anUnknownAccountIsNotFound() {
    assertThat(bridge.get("/api/bandwidth/accounts/nobody/calls").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "vera,  GET,  '',       200",
    "vera,  POST, '',       403",
    "vera,  POST, /c-1,     403",
    "oscar, POST, /c-1,     400",
    "oscar, PUT,  /c-1/bxml, 403",
    "enid,  PUT,  /c-1/bxml, 400"
  })
  void eachRoleMayDoItsPart(String user, String method, String path, int status) {
    HttpResponse<String> answer =
        new SteeredBridge(running, user)
            .ask(
                method,
                CALLS + path,
                method.equals("GET")
                    ? null
                    : path.endsWith("bxml") ? "application/xml" : "application/json",
                "{}");

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void theTrailIsForEngineers() {
    assertThat(new SteeredBridge(running, "oscar").get("/api/commands").statusCode())
        .isEqualTo(403);
    assertThat(bridge.get("/api/commands").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> putBxml(String bxml) {
    return bridge.ask("PUT", CALLS + "/" + callId + "/bxml", "application/xml", bxml);
  }

  private static String tagged(String sample, String tag) {
    return ((ObjectNode) Bridge.json(Samples.text(sample))).put("tag", tag).toString();
  }
}
