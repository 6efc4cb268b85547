package io.callbridge.steer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.matching.UrlPathPattern;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.SteeredProviders;
import io.callbridge.TestAccounts;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A click in the CRM becomes one call, to the right people, and to nobody else. */
@FullApplication
class ClickToCallTest {

  private static final String CLICK = "/api/click-to-call";
  private static final String ACCOUNT = "bandwidth/" + SteeredProviders.BANDWIDTH;
  private static final String EVENTS = "/api/bandwidth/" + SteeredProviders.BANDWIDTH;
  private static final AtomicInteger AGENTS = new AtomicInteger(2000);

  @Autowired Bridge bridge;

  /** Each test has an agent of its own. */
  private final String agent = "+1202555" + AGENTS.incrementAndGet();

  private final String callId = "c-" + UUID.randomUUID();

  @Test
  void takesJsonFormsAndQueriesUnderManyNames() {
    stub(201, 0);

    String json = json("agent_number", agent, "customer_number", "(202) 555-0143");
    HttpResponse<String> first =
        bridge.postJson(CLICK, json, "X-Callbridge-Secret", TestAccounts.CLICK_SECRET);
    String form = "agentNumber=%2B" + agent.substring(1) + "&customerNumber=%2B12025550143";
    HttpResponse<String> second = form(CLICK + "/" + TestAccounts.FORMER_CLICK_SECRET, form);
    String query = "?secret=%s&agent_id=%s&customer_number=12025550143&account=%s";
    HttpResponse<String> third =
        bridge.send(
            bridge
                .request(CLICK + query.formatted(TestAccounts.CLICK_SECRET, agent, ACCOUNT), null)
                .build());

    assertThat(List.of(first, second, third))
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
              assertThat(Bridge.json(answer.body()))
                  .isEqualTo(
                      Bridge.json(
                          """
                          {"status": "success", "message": "Call initiated",
                           "callSessionId": "%s"}"""
                              .formatted(callId)));
            });
    assertThat(ordered()).singleElement();
  }

  @Test
  void ringsNobodyTwiceHoweverOftenSomebodyClicks() {
    stub(201, 1_000);
    String json = json("agent_number", agent, "customer_number", "+12025550144");

    List<CompletableFuture<HttpResponse<String>>> clicks =
        IntStream.range(0, 8)
            .mapToObj(n -> bridge.postLater(CLICK + "?secret=" + TestAccounts.CLICK_SECRET, json))
            .toList();

    assertThat(clicks)
        .allSatisfy(click -> assertThat(click.join().body()).contains("success", callId));
    assertThat(ordered()).hasSize(1);
  }

  @Test
  void answersInFiveSecondsAndRingsNobodyTwiceWhenTheProviderIsSilent() {
    stub(201, 7_000);
    String json = json("agent_number", agent, "customer_number", "+12025550145");
    long begun = System.nanoTime();

    HttpResponse<String> answer = click(json);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(Bridge.json(answer.body()).path("status").asText()).isEqualTo("error");
    click(json);
    assertThat(ordered()).hasSize(1);
  }

  @Test
  void saysWhatIsWrong() {
    assertRefused(401, form(CLICK, "agent_number=1&customer_number=2"), "secret");
    assertRefused(401, form(CLICK + "/wrong", "agent_number=1&customer_number=2"), "secret");
    assertRefused(400, click(json("agent_number", agent)), "customer");
    assertRefused(400, click(json("agent_number", "nobody", "customer_number", "2025550143")), "");
    assertRefused(400, click(json("agent_number", agent, "customer_number", "911")), "number");
    assertRefused(
        400, click(json("agent_number", agent, "customer_number", "+447911123456")), "country");
    assertRefused(400, click("{"), "JSON");
    assertThat(ordered()).isEmpty();
  }

  @Test
  void passesTheProvidersRefusalOn() {
    SteeredProviders.server()
        .stubFor(
            post(calls())
                .withRequestBody(matchingJsonPath("$.to", equalTo(agent)))
                .willReturn(SteeredProviders.sample(500, "bandwidth/error-500.json")));

    assertRefused(
        502, click(json("agent_number", agent, "customer_number", "2025550146")), "unknown");
    assertThat(ordered()).hasSize(1);
  }

  @Test
  void onlyTheOrderedCallGoesOnAndOnlyToTheCustomer() {
    stub(201, 0);
    click(json("agent_number", agent, "customer_number", "+12025550147"));
    String address = Bridge.json(ordered().get(0).getBodyAsString()).path("answerUrl").asText();
    String path = address.replace("https://bridge.example.test", "");

    assertThat(report(path, event("answer", callId, agent)).body())
        .contains("transferCallerId=\"+12025550199\"")
        .contains(">+12025550147</PhoneNumber>");
    assertThat(report(path, event("answer", "c-another", agent)).statusCode()).isEqualTo(401);
    assertThat(report(path, event("answer", callId, "+12025559999")).body())
        .doesNotContain("Transfer");
    String wrong = path.substring(0, path.length() - 1) + (path.endsWith("0") ? "1" : "0");
    assertThat(report(wrong, event("answer", callId, agent)).statusCode()).isEqualTo(401);
    assertThat(report(EVENTS + "/events", event("answer", callId, agent)).body())
        .doesNotContain("Transfer");
  }

  @Test
  void logsTheCallWithTheRightParties() {
    stub(201, 0);
    click(json("agent_number", agent, "customer_number", "+12025550148"));
    String path =
        Bridge.json(ordered().get(0).getBodyAsString())
            .path("disconnectUrl")
            .asText()
            .replace("https://bridge.example.test", "");

    report(path, event("disconnect", callId, agent));

    JsonNode log = bridge.acceptedCallLog(SteeredProviders.BANDWIDTH, callId);
    assertThat(log.path("direction").asText()).isEqualTo("OUTBOUND");
    assertThat(log.path("source").asText()).isEqualTo(agent.substring(1));
    assertThat(log.path("destination").asText()).isEqualTo("12025550148");
    assertThat(log.path("display").asText()).isEqualTo("12025550199");
  }

  private void stub(int status, int delay) {
    SteeredProviders.server()
        .stubFor(
            post(calls())
                .withRequestBody(matchingJsonPath("$.to", equalTo(agent)))
                .willReturn(
                    aResponse()
                        .withStatus(status)
                        .withFixedDelay(delay)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"callId\": \"%s\"}".formatted(callId))));
  }

  private static UrlPathPattern calls() {
    return urlPathEqualTo("/bandwidth/accounts/" + SteeredProviders.BANDWIDTH + "/calls");
  }

  /** What arrived at the far end, once nothing more is on its way. */
  private List<LoggedRequest> ordered() {
    await()
        .pollDelay(Duration.ZERO)
        .until(() -> !bridge.get("/api/commands?size=5").body().contains("\"completedAt\":null"));
    return SteeredProviders.server()
        .findAll(
            postRequestedFor(calls()).withRequestBody(matchingJsonPath("$.to", equalTo(agent))));
  }

  private static void assertRefused(int status, HttpResponse<String> answer, String word) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Bridge.json(answer.body()).path("status").asText()).isEqualTo("error");
    assertThat(Bridge.json(answer.body()).path("message").asText()).contains(word);
  }

  private HttpResponse<String> click(String json) {
    return bridge.postJson(CLICK, json, "X-Callbridge-Secret", TestAccounts.CLICK_SECRET);
  }

  private HttpResponse<String> form(String path, String form) {
    String all = form + "&account=" + ACCOUNT.replace("/", "%2F");
    return bridge.post(
        path, "application/x-www-form-urlencoded", all.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> report(String path, String json) {
    return bridge.postJson(path, json);
  }

  private String json(String... fields) {
    var json = SteerJson.object().put("account", ACCOUNT);
    for (int i = 0; i < fields.length; i += 2) {
      json.put(fields[i], fields[i + 1]);
    }
    return json.toString();
  }

  private static String event(String type, String callId, String to) {
    return """
        {"eventType": "%s", "eventTime": "2026-03-03T16:22:41.310Z", "accountId": "%s",
         "from": "+12025550199", "to": "%s", "direction": "outbound", "callId": "%s",
         "startTime": "2026-03-03T16:21:20.004Z", "answerTime": "2026-03-03T16:21:27.950Z",
         "endTime": "2026-03-03T16:22:41.120Z", "cause": "hangup"}"""
        .formatted(type, SteeredProviders.BANDWIDTH, to, callId);
  }
}
