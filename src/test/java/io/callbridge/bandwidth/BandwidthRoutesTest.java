package io.callbridge.bandwidth;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.callbridge.bandwidth.BandwidthSamples.INBOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.callbridge.Callbridge;
import io.callbridge.call.CallKey;
import io.callbridge.store.Journal;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Through the real routes, from Bandwidth's request to the CRM's. */
@SpringBootTest(
    classes = Callbridge.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.location=classpath:/application.yaml",
      "callbridge.admin.password=test",
      "callbridge.leadsquared.accounts.main.api-key=key",
      "callbridge.leadsquared.accounts.main.call-log-path=/calllog/token",
      "callbridge.leadsquared.accounts.main.settle=500ms",
      "callbridge.bandwidth.accounts.9900000.crm=main",
      "callbridge.bandwidth.accounts.9900000.webhook-username=hook",
      "callbridge.bandwidth.accounts.9900000.webhook-password=secret",
      "callbridge.bandwidth.accounts.9900000.agent-number=12025550155",
      "callbridge.bandwidth.accounts.9900000.display-number=12025550199",
      "callbridge.bandwidth.accounts.9900000.users.4711=12025550155",
      "callbridge.bandwidth.accounts.9900000.tag-form=agent=<number>",
      "callbridge.bandwidth.accounts.9900000.bxml.gather=<Response><Hangup/></Response>",
      "callbridge.bandwidth.accounts.open.crm=main"
    })
class BandwidthRoutesTest {

  @RegisterExtension
  static final WireMockExtension crm =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir static Path folder;

  @DynamicPropertySource
  static void addresses(DynamicPropertyRegistry properties) {
    properties.add("callbridge.leadsquared.accounts.main.url", crm::baseUrl);
    properties.add("callbridge.store.file", () -> folder.resolve("callbridge.db"));
  }

  private final HttpClient http = HttpClient.newHttpClient();

  @LocalServerPort int port;
  @Autowired Journal journal;
  @Autowired JdbcClient jdbc;

  @Test
  void logsTheMappingPairs() throws Exception {
    crm.stubFor(post("/calllog/token").willReturn(okJson("{\"RequestID\": \"1\"}")));

    for (String sample :
        new String[] {
          "webhook-transfer-disconnect.json",
          "webhook-disconnect-inbound-hangup.json",
          "webhook-transfer-answer.json",
          "webhook-disconnect-outbound-busy.json"
        }) {
      assertThat(postSample("9900000", sample).statusCode()).isEqualTo(200);
    }

    await()
        .untilAsserted(
            () -> {
              for (String expected : new String[] {"inbound-transfer", "outbound-busy"}) {
                crm.verify(
                    1,
                    postRequestedFor(urlPathEqualTo("/calllog/token"))
                        .withRequestBody(equalToJson(expected(expected))));
              }
            });
  }

  @Test
  void takesAnEventFromAQueryOnce() throws Exception {
    String query = BandwidthSamples.text("webhook-disconnect.query.txt").strip();
    for (int i = 0; i < 2; i++) {
      var answer = send(request("/api/bandwidth/open/events?" + query).GET());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(postSample("open", "webhook-disconnect-inbound-hangup.json").statusCode())
        .isEqualTo(200);

    assertThat(journal.eventsOf(new CallKey("bandwidth", "open", INBOUND))).hasSize(1);
  }

  @Test
  void answersInBxmlWhereItIsAsked() throws Exception {
    HttpResponse<String> gathered = postSample("9900000", "webhook-gather.json");
    assertThat(gathered.statusCode()).isEqualTo(200);
    assertThat(gathered.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/xml"));
    assertThat(gathered.body()).isEqualTo("<Response><Hangup/></Response>");

    assertThat(postSample("9900000", "webhook-initiate.json").body())
        .isEqualTo(BandwidthBxml.NOTHING);

    HttpResponse<String> unknown = postSample("9900000", "webhook-unknown-event.json");
    assertThat(unknown.statusCode()).isEqualTo(200);
    assertThat(unknown.body()).isEmpty();
    assertThat(unknown.headers().map()).doesNotContainKey("Authorization");
  }

  @Test
  void asksForTheAccountsCredentials() throws Exception {
    var body = BodyPublishers.ofString(BandwidthSamples.text("webhook-dtmf.json"));
    String path = "/api/bandwidth/9900000/events";

    HttpResponse<String> refused = send(request(path).POST(body));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"callbridge\", charset=\"UTF-8\"");
    assertThat(send(request(path).header("Authorization", basic("hook:x")).POST(body)).statusCode())
        .isEqualTo(401);
    assertThat(
            send(request(path).header("Authorization", basic("admin:test")).POST(body))
                .statusCode())
        .isEqualTo(401);
    assertThat(
            send(request(path + "/").header("Authorization", basic("hook:secret")).POST(body))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void keepsWhatItCannotUse() throws Exception {
    assertKept(404, "unknown", "{\"eventType\": \"disconnect\", \"callId\": \"c-9\"}");
    assertKept(400, "open", "{\"eventType\": \"disconnect\", \"cause\": \"busy\"}");
    assertKept(400, "open", "{\"eventType\": ");
    assertKept(400, "open", "{} {}");
    assertKept(400, "open", "null");
    assertKept(400, "open", "[]");

    long before = kept();
    assertThat(send(request("/api/bandwidth/open/events?eventType=disconnect").GET()).statusCode())
        .isEqualTo(400);
    assertThat(kept()).isEqualTo(before + 1);
  }

  private void assertKept(int status, String account, String body) throws Exception {
    long before = kept();
    var answer =
        send(
            request("/api/bandwidth/" + account + "/events")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEmpty();
    assertThat(kept()).isEqualTo(before + 1);
  }

  private long kept() {
    return jdbc.sql("SELECT count(*) FROM quarantine").query(Long.class).single();
  }

  private HttpResponse<String> postSample(String account, String sample) throws Exception {
    return send(
        request("/api/bandwidth/" + account + "/events")
            .header("Content-Type", "application/json")
            .header("Authorization", basic("hook:secret"))
            .POST(BodyPublishers.ofString(BandwidthSamples.text(sample))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String basic(String shown) {
    return "Basic " + Base64.getEncoder().encodeToString(shown.getBytes(StandardCharsets.UTF_8));
  }

  private static String expected(String name) throws Exception {
    try (InputStream in =
        BandwidthRoutesTest.class.getResourceAsStream(
            "/samples/leadsquared/expected-from-bandwidth-" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
