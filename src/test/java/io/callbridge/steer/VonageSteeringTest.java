package io.callbridge.steer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMadeFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.callbridge.SteeredProviders.VONAGE;
import static io.callbridge.SteeredProviders.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.Samples;
import io.callbridge.SteeredProviders;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every operation on Vonage's calls, legs and devices, with every answer that is documented. */
@FullApplication
class VonageSteeringTest {

  private static final String ACCOUNT = "/api/vonage/accounts/" + VONAGE;
  private static final String CALLS = ACCOUNT + "/calls";
  private static final String FAR_CALLS = "/telephony/cc/accounts/" + VONAGE + "/calls";
  private static final String FAR_DEVICES =
      "/telephony/registration/accounts/" + VONAGE + "/devices";

  private final WireMockServer vonage = SteeredProviders.server();
  private final String id = UUID.randomUUID().toString();

  @Autowired Bridge running;
  private SteeredBridge bridge;

  @BeforeEach
  void asAnEngineer() {
    bridge = new SteeredBridge(running, "enid");
  }

  /** What is asked of us, what that becomes at Vonage, and what it answers. */
  static Stream<Arguments> operations() {
    return Stream.of(
        arguments("GET", "/calls/ID", null, 200, "call-on-call.json"),
        arguments("PUT", "/calls/ID", "update-call-answer-request.json", 200, null),
        arguments("PUT", "/calls/ID", "update-call-park-request.json", 200, null),
        arguments("PUT", "/calls/ID", "update-call-transfer-request.json", 200, null),
        arguments("DELETE", "/calls/ID", null, 200, "delete-call-response.json"),
        arguments("GET", "/calls/ID/legs", null, 200, "legs.json"),
        arguments("GET", "/calls/ID/legs/l-1", null, 200, "leg.json"),
        arguments("PUT", "/calls/ID/legs/l-1", "update-leg-hold-request.json", 200, null),
        arguments("PUT", "/calls/ID/legs/l-1", "update-leg-resume-request.json", 200, null),
        arguments("PUT", "/calls/ID/legs/l-1", "update-leg-dtmf-request.json", 200, null),
        arguments("PUT", "/calls/ID/legs/l-1", "update-leg-blind-transfer-request.json", 200, null),
        arguments(
            "PUT", "/calls/ID/legs/l-1", "update-leg-attended-transfer-request.json", 200, null),
        arguments("DELETE", "/calls/ID/legs/l-1", null, 204, ""),
        arguments("GET", "/devices/ID", null, 200, "device.json"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void asksAndPassesOn(String method, String path, String body, int status, String sample) {
    String answerSample =
        sample != null
            ? sample
            : path.contains("legs") ? "update-leg-response.json" : "update-call-response.json";
    String far = far(path);
    var answered = aResponse().withStatus(status);
    vonage.stubFor(
        request(method, urlPathEqualTo(far))
            .willReturn(
                answerSample.isEmpty() ? answered : sample(status, "vonage/" + answerSample)));

    HttpResponse<String> answer = ask(method, path, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (answerSample.isEmpty()) {
      assertThat(answer.body()).isEmpty();
    } else {
      assertThat(Bridge.json(answer.body()))
          .isEqualTo(Bridge.json(Samples.text("vonage/" + answerSample)));
    }
    if (body != null) {
      vonage.verify(
          1,
          putRequestedFor(urlPathEqualTo(far))
              .withHeader("Authorization", equalTo("Bearer sample-access-token"))
              .withRequestBody(equalToJson(Samples.text("vonage/" + body))));
      assertThat(bridge.lastCommand("callId=" + id).path("providerStatus").asInt())
          .isEqualTo(status);
    }
  }

  static Stream<Arguments> errors() {
    return operations()
        .flatMap(
            operation ->
                Stream.of(
                    arguments(operation, "error-400.json", 400, 400, "400"),
                    arguments(operation, "error-404-with-code-401.json", 404, 404, "401"),
                    arguments(operation, "error-409.json", 409, 409, "409"),
                    arguments(operation, "error-gateway-502.html", 502, 502, "")));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void saysWhatVonageSays(Arguments operation, String sample, int theirs, int ours, String code) {
    String method = (String) operation.get()[0];
    String path = (String) operation.get()[1];
    vonage.stubFor(
        request(method, urlPathEqualTo(far(path))).willReturn(sample(theirs, "vonage/" + sample)));
    if (!method.equals("GET")) {
      vonage.stubFor(get(urlPathEqualTo(far(path))).willReturn(okJson("{}")));
    }

    HttpResponse<String> answer = ask(method, path, (String) operation.get()[2]);

    if (method.equals("DELETE") && theirs == 404) {
      assertThat(answer.statusCode()).isEqualTo((int) operation.get()[3]);
      return;
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(ours);
    JsonNode problem = Bridge.json(answer.body());
    assertThat(problem.path("providerStatus").asInt()).isEqualTo(theirs);
    assertThat(problem.path("providerCode").asText()).isEqualTo(code);
    if (theirs == 502 && !method.equals("GET")) {
      assertThat(problem.path("outcome").asText()).isEqualTo("unknown");
    }
    int requests =
        theirs == 409 && !method.equals("GET") || theirs == 502 && method.equals("GET") ? 2 : 1;
    vonage.verify(
        requests,
        requestMadeFor(
            made ->
                MatchResult.of(
                    made.getUrl().equals(far(path)) && made.getMethod().getName().equals(method))));
  }

  @ParameterizedTest
  @CsvSource({
    "create-call-request-device.json, create-call-response.json",
    "create-call-request-extension-to-pstn.json, create-call-response.txt",
    "create-call-request-numeric-as-in-docs.json, create-call-response.json"
  })
  void createsACall(String request, String response) {
    String from = Integer.toString(3000 + Math.abs(id.hashCode() % 6000));
    String order =
        Samples.text("vonage/" + request)
            .replace("\"2001\"", '"' + from + '"')
            .replace("2001,", from + ",")
            .replace("VH200001", "VH" + from);
    String matches = "$[?(@.from.destination =~ /(VH)?%s/)]".formatted(from);
    vonage.stubFor(
        post(urlPathEqualTo(FAR_CALLS))
            .withRequestBody(matchingJsonPath(matches))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "text/plain")
                    .withBody(Samples.text("vonage/" + response).strip())));

    HttpResponse<String> answer = bridge.json("POST", CALLS, order);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("\"7b0f7a52-2f6e-4f0b-9d35-1c6b8f5a0e21\"");
    vonage.verify(
        1, postRequestedFor(urlPathEqualTo(FAR_CALLS)).withRequestBody(matchingJsonPath(matches)));
  }

  @Test
  void aCreateWithoutAnAnswerIsLookedUpAmongTheActiveCalls() {
    String order = Samples.text("vonage/create-call-request-extension-to-pstn.json");
    order = order.replace("2001", "2999").replace("12025550143", "12025550188");
    var creating = matchingJsonPath("$.from.destination", equalTo("2999"));
    vonage.stubFor(
        post(urlPathEqualTo(FAR_CALLS))
            .withRequestBody(creating)
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    vonage.stubFor(
        get(urlPathEqualTo(FAR_CALLS))
            .withQueryParam("page_size", equalTo("100"))
            .willReturn(
                okJson(
                    """
                    [{"call_id": "%s", "from_number": "2999", "to_number": "12025550188"},
                     {"call_id": "other", "from_number": "2001", "to_number": "12025550188"}]"""
                        .formatted(id))));

    HttpResponse<String> answer = bridge.json("POST", CALLS, order);

    assertThat(answer.statusCode()).isEqualTo(502);
    JsonNode problem = Bridge.json(answer.body());
    assertThat(problem.path("outcome").asText()).isEqualTo("unknown");
    assertThat(problem.path("callIds")).hasSize(1);
    assertThat(problem.at("/callIds/0").asText()).isEqualTo(id);
    vonage.verify(1, postRequestedFor(urlPathEqualTo(FAR_CALLS)).withRequestBody(creating));
  }

  @Test
  void aRefusedTokenIsRenewedOnce() {
    vonage.stubFor(
        get(FAR_CALLS + "/" + id)
            .inScenario(id)
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("renewed")
            .willReturn(sample(401, "vonage/error-401.json")));
    vonage.stubFor(
        get(FAR_CALLS + "/" + id)
            .inScenario(id)
            .whenScenarioStateIs("renewed")
            .willReturn(sample(200, "vonage/call-on-call.json")));

    assertThat(bridge.get(CALLS + "/" + id).statusCode()).isEqualTo(200);
    vonage.verify(2, getRequestedFor(urlEqualTo(FAR_CALLS + "/" + id)));
  }

  @Test
  void aTokenThatIsRefusedTwiceIsOurTrouble() {
    vonage.stubFor(
        get(FAR_CALLS + "/" + id)
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withBody(Samples.text("vonage/error-gateway-401.xml"))));

    HttpResponse<String> answer = bridge.get(CALLS + "/" + id);

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(Bridge.json(answer.body()).path("providerStatus").asInt()).isEqualTo(401);
    vonage.verify(2, getRequestedFor(urlEqualTo(FAR_CALLS + "/" + id)));
  }

  @ParameterizedTest
  @CsvSource({
    "calls-page-1.json",
    "calls-text-scalars.json",
    "calls-wire-shape.json",
    "calls-wire-bare-array.json",
    "calls-empty.json"
  })
  void listsCallsInBothShapes(String sample) {
    vonage.stubFor(
        get(urlPathEqualTo(FAR_CALLS))
            .withQueryParam("extension", equalTo(id))
            .willReturn(sample(200, "vonage/" + sample)));

    HttpResponse<String> answer = bridge.get(CALLS + "?extension=" + id);

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode theirs = Bridge.json(Samples.text("vonage/" + sample));
    JsonNode ours = Bridge.json(answer.body());
    assertThat(ours.isArray() ? ours : ours.path("calls"))
        .isEqualTo(theirs.isArray() ? theirs : theirs.path("calls"));
    String next = theirs.path("next_page_uri").asText("");
    if (next.startsWith("/cc/accounts/" + VONAGE)) {
      assertThat(ours.path("next_page_uri").asText())
          .isEqualTo(running.url(CALLS + next.substring(next.indexOf('?'))));
    }
  }

  @Test
  void followsAllPagesAndNoLoop() {
    String page = "/cc/accounts/%s/calls?extension=%s&page=".formatted(VONAGE, id);
    stubPage("0", "{'calls': [{'call_id': 'a'}], 'pages': 2, 'next_page_uri': '" + page + "1'}");
    stubPage("1", "{'calls': [{'call_id': 'b'}], 'next_page_uri': '" + page + "1'}");

    HttpResponse<String> answer = bridge.get(CALLS + "?all=true&page=0&extension=" + id);

    assertThat(Bridge.json(answer.body()).path("calls").findValuesAsText("call_id"))
        .containsExactly("a", "b");
    assertThat(Bridge.json(answer.body()).path("next_page_uri").isNull()).isTrue();
  }

  @Test
  void aPageThatFailsFailsTheWholeList() {
    String page = "/cc/accounts/%s/calls?extension=%s&page=".formatted(VONAGE, id);
    stubPage("0", "{'calls': [{'call_id': 'a'}], 'next_page_uri': '" + page + "1'}");
    stubPage("1", "{'message': 'oops'}");

    HttpResponse<String> answer = bridge.get(CALLS + "?all=true&page=0&extension=" + id);

    assertThat(answer.statusCode()).isEqualTo(502);
  }

  private void stubPage(String number, String body) {
    vonage.stubFor(
        get(urlPathEqualTo(FAR_CALLS))
            .withQueryParam("extension", equalTo(id))
            .withQueryParam("page", equalTo(number))
            .willReturn(okJson(body.replace('\'', '"'))));
  }

  @Test
  void listsDevices() {
    vonage.stubFor(get(urlPathEqualTo(FAR_DEVICES)).willReturn(sample(200, "vonage/devices.json")));

    HttpResponse<String> answer = bridge.get(ACCOUNT + "/devices?page_size=2");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Bridge.json(answer.body()).path("devices"))
        .isEqualTo(Bridge.json(Samples.text("vonage/devices.json")).path("devices"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /calls          | {'to': {'destination': '2002', 'type': 'extension'}} | 400 | from",
        "POST | /calls          | {'from': {'destination': '2001', 'type': 'pstn'}, 'to': {'destination': '2002', 'type': 'extension'}} | 400 | from.type",
        "POST | /calls          | {'from': {'destination': '2001', 'type': 'extension'}, 'to': {'destination': '2002', 'type': 'extension'}, 'type': 'meodr'} | 400 | type",
        "POST | /calls          | {'from': {'destination': '2001', 'type': 'extension'}, 'to': {'destination': '911', 'type': 'pstn'}} | 403 | emergency",
        "POST | /calls          | {'from': {'destination': '2001', 'type': 'extension'}, 'to': {'destination': '*72', 'type': 'feature_code'}} | 403 | feature",
        "PUT  | /calls/ID       | {'state': 'parked', 'to': {'destination': '2001', 'type': 'extension'}} | 400 | state",
        "PUT  | /calls/ID       | {'state': 'active', 'to': {'destination': '2001', 'type': 'extension'}} | 400 | device",
        "PUT  | /calls/ID       | {'from': {'destination': '2001', 'type': 'extension'}, 'to': {'destination': '19005551234', 'type': 'pstn'}} | 403 | premium",
        "PUT  | /calls/ID/legs/x | {'state': 'held', 'dtmf': '1'} | 400 | one of them",
        "PUT  | /calls/ID/legs/x | {'stream': true} | 400 | stream_url",
        "PUT  | /calls/ID/legs/x | {'state': 'active', 'to': {'destination': '447911123456', 'type': 'pstn'}} | 403 | country",
      })
  void refusesBeforeItLeaves(String method, String path, String body, int status, String words) {
    HttpResponse<String> answer =
        bridge.json(method, ACCOUNT + path.replace("ID", id), body.replace('\'', '"'));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(words);
    vonage.verify(0, putRequestedFor(urlPathEqualTo(FAR_CALLS + "/" + id)));
  }

  @Test
  void hangingUpTwiceIsOneHangUp() {
    vonage.stubFor(
        delete(FAR_CALLS + "/" + id)
            .willReturn(sample(404, "vonage/error-404-with-code-401.json")));

    HttpResponse<String> answer = ask("DELETE", "/calls/ID", null);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Bridge.json(answer.body()).path("call_state").asText()).isEqualTo("disconnected");
    vonage.verify(1, deleteRequestedFor(urlPathEqualTo(FAR_CALLS + "/" + id)));
  }

  private String far(String path) {
    String own = path.replace("ID", id);
    return own.startsWith("/devices")
        ? FAR_DEVICES + own.substring("/devices".length())
        : FAR_CALLS + own.substring("/calls".length());
  }

  private HttpResponse<String> ask(String method, String path, String body) {
    String ours = ACCOUNT + path.replace("ID", id);
    return body == null
        ? bridge.ask(method, ours, null, "")
        : bridge.json(method, ours, Samples.text("vonage/" + body));
  }
}
