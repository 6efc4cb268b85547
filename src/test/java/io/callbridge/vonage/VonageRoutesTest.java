package io.callbridge.vonage;

import static com.github.tomakehurst.wiremock.client.WireMock.badRequest;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.forbidden;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.callbridge.Callbridge;
import io.callbridge.call.CallKey;
import io.callbridge.collect.Collection;
import io.callbridge.collect.Collection.Progress;
import io.callbridge.collect.Collection.State;
import io.callbridge.collect.Collections;
import io.callbridge.store.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** From Vonage's requests and answers to the CRM's call log, through all routes. */
@SpringBootTest(
    classes = Callbridge.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.location=classpath:/application.yaml",
      "callbridge.admin.password=test",
      "callbridge.leadsquared.accounts.main.call-log-path=/log",
      "callbridge.leadsquared.accounts.main.api-key=key",
      "callbridge.leadsquared.accounts.main.limits=1000/1s",
      "callbridge.leadsquared.accounts.main.settle=0s"
    })
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class VonageRoutesTest {

  private static final String SECRET = "sample-path-secret";

  @RegisterExtension
  static final WireMockExtension far =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort())
          .resetOnEachTest(false)
          .build();

  @TempDir static Path folder;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    stubFarEnds();
    registry.add("callbridge.store.file", () -> folder.resolve("calls.db"));
    registry.add("callbridge.leadsquared.accounts.main.url", far::baseUrl);
    account(registry, "webhooks", false);
    account(registry, "signed", false);
    registry.add("callbridge.vonage.accounts.signed.signing-key", () -> "sample-signing-key");
    // The same call as elsewhere, so its call log must be another.
    registry.add("callbridge.vonage.accounts.signed.tag", () -> "signed");
    for (String each : new String[] {"reports", "refused", "expired", "forbidden", "single"}) {
      account(registry, each, true);
    }
  }

  /** From the start on, because the accounts begin to be collected at once. */
  private static void stubFarEnds() {
    far.stubFor(post("/log").willReturn(okJson("{\"RequestID\": \"r-1\"}")));
    far.stubFor(get(urlPathMatching("/1/.*")).willReturn(okJson("{}")));

    stubLogin("reports");
    stubPage("1", "reports-page-1.json");
    stubPage("2", "reports-page-2-last.json");

    stubLogin("expired");
    far.stubFor(
        post("/expired/token")
            .withRequestBody(containing("refresh_token=refresh-first"))
            .willReturn(okJson(token("second"))));
    far.stubFor(
        report("expired")
            .withHeader("Authorization", equalTo("Bearer first"))
            .willReturn(unauthorized().withBody(VonageSamples.text("reports-error-401.json"))));
    far.stubFor(
        report("expired")
            .withHeader("Authorization", equalTo("Bearer second"))
            .willReturn(okJson(VonageSamples.text("reports-empty.json"))));

    far.stubFor(post("/single/token").willReturn(okJson(token("first"))));
    far.stubFor(
        report("single")
            .willReturn(unauthorized().withBody(VonageSamples.text("error-gateway-401.xml"))));

    stubLogin("forbidden");
    far.stubFor(report("forbidden").willReturn(forbidden()));

    far.stubFor(
        post("/refused/token")
            .willReturn(
                badRequest().withBody(VonageSamples.text("token-error-invalid-grant.json"))));
  }

  private static void account(DynamicPropertyRegistry registry, String name, boolean login) {
    String prefix = "callbridge.vonage.accounts." + name + ".";
    registry.add(prefix + "crm", () -> "main");
    registry.add(prefix + "webhook-secret", () -> SECRET);
    registry.add(prefix + "agent-number", () -> "12025550155");
    registry.add(prefix + "display-number", () -> "12025550199");
    registry.add(prefix + "users[4711]", () -> "12025550155");
    registry.add(prefix + "token-url", () -> far.baseUrl() + "/" + name + "/token");
    registry.add(prefix + "reports-url", () -> far.baseUrl() + "/reports");
    registry.add(prefix + "username", () -> login ? "bridge" : "");
    registry.add(prefix + "collect-every", () -> "1h");
    registry.add(prefix + "password", () -> "pass word");
    registry.add(prefix + "client-id", () -> "client");
    registry.add(prefix + "client-secret", () -> "client-secret");
  }

  @LocalServerPort int port;
  @Autowired Journal journal;
  @Autowired JdbcClient store;
  @Autowired Collections collections;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void logsAnAnsweredCallFromItsWebhook(CapturedOutput output) throws Exception {
    HttpResponse<String> answer = send("webhooks", SECRET, "webhook-answered-signed.json");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    await()
        .untilAsserted(
            () ->
                far.verify(
                    1,
                    postRequestedFor(urlEqualTo("/log"))
                        .withRequestBody(
                            equalToJson(expected("expected-from-vbc-webhook-answered.json")))));
    assertThat(send("webhooks", SECRET, "webhook-answered-retry-attempt-2.json").statusCode())
        .isEqualTo(200);
    assertThat(journal.eventsOf(key("webhooks", "7b0f7a52-2f6e-4f0b-9d35-1c6b8f5a0e21")))
        .hasSize(1);
    assertThat(output).doesNotContain(SECRET);
  }

  @Test
  void postsNoInternalCall() throws Exception {
    assertThat(send("webhooks", SECRET, "webhook-internal.json").statusCode()).isEqualTo(200);

    await()
        .until(
            () ->
                store
                    .sql("SELECT reason FROM task t JOIN call c ON c.id = t.call WHERE call_id = ?")
                    .param("e0000000-0000-4000-8000-000000000001")
                    .query(String.class)
                    .optional()
                    .filter(reason -> reason.contains("internal"))
                    .isPresent());
  }

  @Test
  void checksTheSecretAndTheSignature(CapturedOutput output) throws Exception {
    String answered = "webhook-answered-signed.json";
    assertThat(send("webhooks", "wrong-secret", answered).statusCode()).isEqualTo(401);
    assertThat(send("signed", SECRET, "webhook-answered-bad-signature.json").statusCode())
        .isEqualTo(401);
    assertThat(send("signed", SECRET, answered).statusCode()).isEqualTo(200);
    assertThat(send("nobody", "wrong-secret", answered).statusCode()).isEqualTo(404);
    assertThat(output).doesNotContain("wrong-secret").doesNotContain(SECRET);
    assertThat(quarantined("path")).contains("/api/vonage/nobody/events/***");
  }

  @Test
  void answers200ToWhatItCannotReadAndKeepsIt(CapturedOutput output) throws Exception {
    assertThat(sendText("webhooks", SECRET, "{\"event\": ").statusCode()).isEqualTo(200);
    assertThat(sendText("webhooks", SECRET, "{\"no\": \"event\"}").statusCode()).isEqualTo(200);

    assertThat(quarantined("CAST(body AS TEXT)")).contains("{\"event\": ", "{\"no\": \"event\"}");
    assertThat(quarantined("path")).contains("/api/vonage/webhooks/events/***");
    assertThat(quarantined("path")).doesNotContain(SECRET);
    assertThat(output).doesNotContain(SECRET);
  }

  @Test
  void keepsTheSecretOutOfTheStoreWhenTheMethodIsWrong() throws Exception {
    HttpRequest put =
        to("webhooks", SECRET).PUT(BodyPublishers.ofString("{\"put\": true}")).build();

    assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    assertThat(quarantined("path")).doesNotContain(SECRET);
    assertThat(quarantined("CAST(body AS TEXT)")).contains("{\"put\": true}");
  }

  @Test
  void logsTheCallsOfAReportPageByPage() {
    Progress first = collect("reports");

    assertThat(first.reason()).isNull();
    assertThat(first.pages()).isEqualTo(2);
    assertThat(first.calls()).isEqualTo(3);
    assertThat(
            store
                .sql("SELECT day FROM provider_day WHERE account = 'reports'")
                .query(String.class)
                .list())
        .containsExactly("2026-03-03", "2026-03-03", "2026-03-03");
    far.verify(
        1,
        getRequestedFor(urlPathEqualTo("/reports/accounts/reports/call-logs"))
            .withHeader("Authorization", equalTo("Bearer first"))
            .withQueryParam("start:gte", equalTo("2026-03-02 16:00:00"))
            .withQueryParam("start:lte", equalTo("2026-03-03 17:00:00"))
            .withQueryParam("end:gte", equalTo("2026-03-03 16:00:00"))
            .withQueryParam("end:lte", equalTo("2026-03-03 17:00:00"))
            .withQueryParam("page_size", equalTo("100"))
            .withQueryParam("page", equalTo("2")));
    await()
        .untilAsserted(
            () -> {
              verifyPosted("expected-from-vbc-report-answered.json");
              verifyPosted("expected-from-vbc-report-missed.json");
            });

    assertThat(collect("reports").unchanged()).isEqualTo(3);
    assertThat(journal.eventsOf(key("reports", "5d8c7b6a-4f3e-4d2c-8b1a-0f9e8d7c6b5a"))).hasSize(1);
    far.verify(
        1,
        postRequestedFor(urlEqualTo("/reports/token"))
            .withHeader("Authorization", equalTo("Basic Y2xpZW50OmNsaWVudC1zZWNyZXQ="))
            .withRequestBody(
                equalTo(
                    "grant_type=password&scope=openid&username=bridge%40vbc.prod"
                        + "&password=pass+word")));
  }

  @Test
  void renewsARefusedTokenOnceAndRepeatsTheRequestOnce() {
    assertThat(collect("expired").reason()).isNull();

    far.verify(1, reportsOf("expired").withHeader("Authorization", equalTo("Bearer first")));
    far.verify(2, postRequestedFor(urlEqualTo("/expired/token")));
  }

  @Test
  void givesUpAfterASecondRefusal() {
    assertThat(collect("single").reason()).contains("401");

    far.verify(2, reportsOf("single").withQueryParam("end:gte", equalTo("2026-03-03 16:00:00")));
  }

  @Test
  void neverRenewsForAMissingRight() {
    assertThat(collect("forbidden").reason()).contains("403");

    far.verify(1, postRequestedFor(urlEqualTo("/forbidden/token")));
  }

  @Test
  void asksOnceOnlyAfterARefusedLogin() {
    assertThat(collect("refused").state()).isEqualTo(State.FAILED);
    assertThat(collect("refused").reason()).contains("not tried again before");

    far.verify(1, postRequestedFor(urlEqualTo("/refused/token")));
  }

  private static RequestPatternBuilder reportsOf(String account) {
    return getRequestedFor(urlPathEqualTo("/reports/accounts/" + account + "/call-logs"));
  }

  /** One collection of an hour, to its end. */
  private Progress collect(String account) {
    Collection collection =
        await()
            .until(
                () ->
                    collections.begin(
                        "vonage",
                        account,
                        Instant.parse("2026-03-03T16:00:00Z"),
                        Instant.parse("2026-03-03T17:00:00Z"),
                        false),
                Optional::isPresent)
            .get();
    await().until(() -> collection.state() != State.RUNNING);
    return collection.progress(Instant.now());
  }

  private static void stubLogin(String account) {
    far.stubFor(
        post("/" + account + "/token")
            .withRequestBody(containing("grant_type=password"))
            .willReturn(okJson(token("first"))));
  }

  private static String token(String name) {
    return "{\"access_token\": \"%s\", \"refresh_token\": \"refresh-%s\", \"expires_in\": 86400}"
        .formatted(name, name);
  }

  private static void stubPage(String page, String sample) {
    far.stubFor(
        report("reports")
            .withQueryParam("page", equalTo(page))
            .willReturn(okJson(VonageSamples.text(sample))));
  }

  private static MappingBuilder report(String account) {
    return get(urlPathEqualTo("/reports/accounts/" + account + "/call-logs"));
  }

  private void verifyPosted(String sample) {
    far.verify(
        1, postRequestedFor(urlEqualTo("/log")).withRequestBody(equalToJson(expected(sample))));
  }

  private List<String> quarantined(String column) {
    return store.sql("SELECT " + column + " FROM quarantine").query(String.class).list();
  }

  private static CallKey key(String account, String id) {
    return new CallKey("vonage", account, id);
  }

  private HttpResponse<String> send(String account, String secret, String sample)
      throws IOException, InterruptedException {
    return sendText(account, secret, VonageSamples.text(sample));
  }

  private HttpResponse<String> sendText(String account, String secret, String body)
      throws IOException, InterruptedException {
    return http.send(
        to(account, secret).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder to(String account, String secret) {
    return HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:%d/api/vonage/%s/events/%s".formatted(port, account, secret)))
        .header("Content-Type", "application/json");
  }

  private static String expected(String file) {
    try (var sample = VonageRoutesTest.class.getResourceAsStream("/samples/leadsquared/" + file)) {
      return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
