package io.callbridge.steer;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.callbridge.SteeredProviders.BANDWIDTH;
import static io.callbridge.SteeredProviders.BANDWIDTH_LIMITED;
import static io.callbridge.SteeredProviders.VONAGE;
import static io.callbridge.SteeredProviders.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.Samples;
import io.callbridge.SteeredProviders;
import io.callbridge.store.GroupCommit;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody's phone rings twice for one command, nor more often than the account allows. */
@FullApplication
class SteeringSafetyTest {

  private static final String CALLS = "/api/bandwidth/accounts/" + BANDWIDTH + "/calls";
  private static final String FAR_CALLS = "/bandwidth/accounts/" + BANDWIDTH + "/calls";

  private final WireMockServer far = SteeredProviders.server();
  private final String tag = UUID.randomUUID().toString();

  @Autowired Bridge running;
  @Autowired GroupCommit commits;
  private SteeredBridge oscar;

  @BeforeEach
  void asAnOperator() {
    oscar = new SteeredBridge(running, "oscar");
  }

  @Test
  void manyClicksAtOnceRingOnce() {
    far.stubFor(
        post(FAR_CALLS)
            .withRequestBody(matchingJsonPath("$.tag", equalTo(tag)))
            .willReturn(okJson("{\"callId\": \"c-1\"}").withStatus(201).withFixedDelay(500)));

    List<CompletableFuture<HttpResponse<String>>> clicks =
        IntStream.range(0, 8)
            .mapToObj(
                n -> CompletableFuture.supplyAsync(() -> create(order(), "Idempotency-Key", tag)))
            .toList();

    assertThat(clicks)
        .extracting(click -> click.join().statusCode())
        .contains(201)
        .isSubsetOf(201, 409);
    assertThat(rung()).isEqualTo(1);
    assertThat(create(order(), "Idempotency-Key", tag).statusCode()).isEqualTo(201);
    assertThat(rung()).isEqualTo(1);
  }

  @Test
  void theSameKeyGetsTheSameAnswerWhateverTheSpaces() {
    stubCreated();
    HttpResponse<String> first = create(order(), "Idempotency-Key", tag);
    HttpResponse<String> again = create(order().replace(",", " , "), "Idempotency-Key", tag);

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(rung()).isEqualTo(1);
  }

  @Test
  void theSameKeyIsForOneRequestOfOneUser() {
    stubCreated();
    create(order(), "Idempotency-Key", tag);

    HttpResponse<String> other =
        create(order().replace("+12025550177", "+12025550176"), "Idempotency-Key", tag);
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(rung()).isEqualTo(1);

    new SteeredBridge(running, "enid").json("POST", CALLS, order(), "Idempotency-Key", tag);
    assertThat(rung()).isEqualTo(2);
  }

  @Test
  void aRequestThatBandwidthDidNotTakeMayUseItsKeyAgain() {
    far.stubFor(
        post(FAR_CALLS)
            .withRequestBody(matchingJsonPath("$.tag", equalTo(tag)))
            .inScenario(tag)
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("free")
            .willReturn(sample(429, "bandwidth/error-429.json")));
    far.stubFor(
        post(FAR_CALLS)
            .withRequestBody(matchingJsonPath("$.tag", equalTo(tag)))
            .inScenario(tag)
            .whenScenarioStateIs("free")
            .willReturn(okJson("{\"callId\": \"c-2\"}").withStatus(201)));

    assertThat(create(order(), "Idempotency-Key", tag).statusCode()).isEqualTo(429);
    assertThat(create(order(), "Idempotency-Key", tag).statusCode()).isEqualTo(201);
    assertThat(create(order(), "Idempotency-Key", tag).statusCode()).isEqualTo(201);
    assertThat(rung()).isEqualTo(2);
  }

  @Test
  void aCommandThatAStopCutOffIsLookedUpAndNotRepeated() {
    stubCreated();
    create(order(), "Idempotency-Key", tag);
    cutOff(tag);

    HttpResponse<String> after = create(order(), "Idempotency-Key", tag);
    HttpResponse<String> again = create(order(), "Idempotency-Key", tag);

    assertThat(after.statusCode()).isEqualTo(502);
    assertThat(after.body()).contains("Callbridge stopped before", "\"outcome\":\"unknown\"");
    assertThat(again.body()).isEqualTo(after.body());
    assertThat(rung()).isEqualTo(1);
  }

  /** As a process leaves it that stops between the write-ahead and the answer. */
  private void cutOff(String key) {
    commits.write(
        client ->
            client
                .sql(
                    "UPDATE idempotency_key SET status = NULL, process = 'gone'"
                        + " WHERE idempotency_key = ?")
                .param(key)
                .update());
  }

  @Test
  void nobodyGetsInByThePathOfAWebhookOrAHeaderOfOurs() {
    for (String path :
        List.of("/api/vonage/accounts/events/calls", "/api/bandwidth/accounts/events/calls")) {
      HttpResponse<String> answer =
          running.postJson(path, "{}", "X-Callbridge-User", "admin", "x-callbridge-user", "admin");
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
    }
    oscar.json("POST", CALLS, "{}", "X-Callbridge-User", "admin");
    assertThat(new SteeredBridge(running, "enid").lastCommand("account=" + BANDWIDTH).at("/user"))
        .hasToString("\"oscar\"");
  }

  @Test
  void aTransferHasAKeyToo() {
    String path = "/cc/accounts/" + VONAGE + "/calls/" + tag;
    far.stubFor(
        put("/telephony" + path).willReturn(sample(200, "vonage/update-call-response.json")));
    String transfer = Samples.text("vonage/update-call-transfer-request.json");
    String ours = "/api/vonage/accounts/" + VONAGE + "/calls/" + tag;

    for (int n = 0; n < 3; n++) {
      assertThat(oscar.json("PUT", ours, transfer, "Idempotency-Key", tag).statusCode())
          .isEqualTo(200);
    }
    far.verify(1, putRequestedFor(urlPathEqualTo("/telephony" + path)));
  }

  @Test
  void callsPerMinuteAreLimitedForEachUserAndForTheAccount() {
    String calls = "/api/bandwidth/accounts/" + BANDWIDTH_LIMITED + "/calls";
    String path = "/bandwidth/accounts/" + BANDWIDTH_LIMITED + "/calls";
    far.stubFor(post(path).willReturn(okJson("{\"callId\": \"c-3\"}").withStatus(201)));

    assertThat(oscar.json("POST", calls, order()).statusCode()).isEqualTo(201);
    assertThat(oscar.json("POST", calls, order()).statusCode()).isEqualTo(201);
    HttpResponse<String> third = oscar.json("POST", calls, order());
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.body()).contains("you have 2 a minute");
    assertThat(Integer.parseInt(third.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1, 60);

    SteeredBridge enid = new SteeredBridge(running, "enid");
    assertThat(enid.json("POST", calls, order()).statusCode()).isEqualTo(201);
    assertThat(enid.json("POST", calls, order()).body()).contains("this account has 3 a minute");
    far.verify(3, postRequestedFor(urlPathEqualTo(path)));
  }

  private void stubCreated() {
    far.stubFor(
        post(FAR_CALLS)
            .withRequestBody(matchingJsonPath("$.tag", equalTo(tag)))
            .willReturn(sample(201, "bandwidth/create-call-response.json")));
  }

  private HttpResponse<String> create(String order, String... headers) {
    return oscar.json("POST", CALLS, order, headers);
  }

  private String order() {
    ObjectNode order =
        (ObjectNode) Bridge.json(Samples.text("bandwidth/create-call-request-minimal.json"));
    return order.put("tag", tag).toString();
  }

  private int rung() {
    return far.countRequestsMatching(
            postRequestedFor(urlPathEqualTo(FAR_CALLS))
                .withRequestBody(matchingJsonPath("$.tag", equalTo(tag)))
                .build())
        .getCount();
  }
}
