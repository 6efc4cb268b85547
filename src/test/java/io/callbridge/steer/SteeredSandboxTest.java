package io.callbridge.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.Callbridge;
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
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

/** Every operation against the simulated providers; what is placed ends as a call log. */
@SpringBootTest(
    classes = Callbridge.class,
    webEnvironment = WebEnvironment.DEFINED_PORT,
    properties = {
      "spring.config.location=classpath:/",
      "callbridge.admin.password=test",
      "callbridge.steer.retry-after=50ms",
      "callbridge.sandbox.seed=7",
      "callbridge.sandbox.broadband-dynamics.enabled=false",
      "callbridge.sandbox.bandwidth.enabled=false",
      "callbridge.sandbox.vonage.enabled=false",
      "callbridge.sandbox.bandwidth.shortest-call=2s",
      "callbridge.sandbox.bandwidth.longest-call=60s",
      "callbridge.sandbox.bandwidth.visible-after=100ms",
      "callbridge.sandbox.bandwidth.mischief.lost=0",
      "callbridge.sandbox.bandwidth.mischief.delayed=0",
      "callbridge.sandbox.vonage.shortest-call=120s",
      "callbridge.sandbox.vonage.longest-call=121s",
      "callbridge.sandbox.vonage.reported-after=1s",
      "callbridge.sandbox.leadsquared.completion.median=1ms",
      "callbridge.sandbox.leadsquared.completion.p99=1ms",
      "callbridge.leadsquared.accounts.sandbox.settle=1s",
      "callbridge.bandwidth.accounts.9900000.calls-per-minute-per-user=60"
    })
@ActiveProfiles("sandbox")
class SteeredSandboxTest {

  private static final String BANDWIDTH = "/api/bandwidth/accounts/9900000/calls";
  private static final String VONAGE = "/api/vonage/accounts/1234/calls";

  @TempDir static Path folder;

  @DynamicPropertySource
  static void store(DynamicPropertyRegistry properties) {
    int port = TestSocketUtils.findAvailableTcpPort();
    properties.add("server.port", () -> port);
    properties.add("callbridge.store.file", () -> folder.resolve("callbridge.db"));
  }

  private final HttpClient http = HttpClient.newHttpClient();

  @LocalServerPort int port;

  @Test
  void steersACallAtBandwidth() {
    String callId = answeredCall();
    assertThat(ask("GET", BANDWIDTH + "?pageSize=100", 200).body()).contains(callId);

    bxml(callId, "<Response><SpeakSentence>One moment.</SpeakSentence></Response>", 204);
    ask(
        "POST",
        BANDWIDTH + "/" + callId,
        200,
        "{'state': 'active', 'redirectUrl': '%s'}".formatted(events()));
    ask("POST", BANDWIDTH + "/" + callId, 200, "{'state': 'completed'}");
    ask("POST", BANDWIDTH + "/" + callId, 200, "{'state': 'completed'}");
    bxml(callId, "<Response><Hangup/></Response>", 409);

    assertLogged(callId, "12025550156", "12025550177");
  }

  /** How a simulated call goes on is drawn, so a few may be busy. */
  private String answeredCall() {
    for (int n = 0; n < 20; n++) {
      JsonNode created =
          json(
              ask(
                  "POST",
                  BANDWIDTH,
                  201,
                  """
                  {'to': '+12025550177', 'from': '+12025550199', 'applicationId': 'a',
                   'tag': 'agent=2002', 'answerUrl': '%s', 'disconnectUrl': '%s'}"""
                      .formatted(events(), events())));
      String call = BANDWIDTH + "/" + created.path("callId").asText();
      String state =
          await()
              .until(
                  () -> json(send("GET", call, null, "")).path("state").asText(),
                  seen -> seen.equals("answered") || seen.equals("disconnected"));
      if (state.equals("answered")) {
        return created.path("callId").asText();
      }
    }
    throw new AssertionError("nobody answered");
  }

  @Test
  void steersACallAtVonage() {
    String callId = vonageCall();
    String call = VONAGE + "/" + callId;
    assertThat(ask("GET", VONAGE + "?all=true&page_size=1", 200).body()).contains(callId);
    ask(
        "PUT",
        call,
        200,
        "{'state': 'active', 'to': {'destination': 'VH200001', 'type': 'device'}}");
    assertThat(json(ask("GET", call, 200)).path("call_id").asText()).isEqualTo(callId);

    String leg = call + "/legs/" + json(ask("GET", call + "/legs", 200)).at("/0/leg_id").asText();
    ask("GET", leg, 200);
    ask("PUT", leg, 200, "{'state': 'held'}");
    ask("PUT", leg, 409, "{'state': 'held'}");
    ask("PUT", leg, 200, "{'state': 'active'}");
    ask("PUT", leg, 200, "{'dtmf': '*123#'}");
    ask("PUT", leg, 200, "{'stream': true, 'stream_url': 'https://media.example.test/a'}");
    ask(
        "PUT",
        call,
        200,
        "{'state': 'parked', 'from': {'destination': '2001', 'type': 'extension'}}");
    ask(
        "PUT",
        call,
        200,
        """
        {'from': {'destination': '2001', 'type': 'extension'},
         'to': {'destination': '2002', 'type': 'extension'}}""");
    ask("DELETE", call, 200);
    ask("GET", VONAGE + "/none", 404);
    ask("DELETE", VONAGE + "/none", 200);

    String other = VONAGE + "/" + vonageCall();
    String otherLeg = json(ask("GET", other + "/legs", 200)).at("/1/leg_id").asText();
    ask("DELETE", other + "/legs/" + otherLeg, 204);
    ask("DELETE", other + "/legs/" + otherLeg, 204);

    JsonNode devices =
        json(ask("GET", "/api/vonage/accounts/1234/devices?all=true&page_size=1", 200));
    assertThat(devices.path("devices").size()).isGreaterThan(1);
    String device = devices.at("/devices/1/mac_address").asText();
    ask("GET", "/api/vonage/accounts/1234/devices/" + device, 200);

    assertLogged(callId, "12025550152", "12025550143");
  }

  private String vonageCall() {
    return json(ask(
            "POST",
            VONAGE,
            200,
            """
            {'from': {'destination': 2001, 'type': 'extension'},
             'to': {'destination': '12025550143', 'type': 'pstn'}, 'type': 'click2dial'}"""))
        .asText();
  }

  private void assertLogged(String callId, String agent, String lead) {
    JsonNode log =
        await()
            .until(
                () -> json(ask("GET", "/api/call-logs?callId=" + callId, 200)).at("/items/0"),
                item -> item.path("state").asText().equals("LOGGED"));
    assertThat(log.path("direction").asText()).isEqualTo("OUTBOUND");
    assertThat(log.path("source").asText()).isEqualTo(agent);
    assertThat(log.path("destination").asText()).isEqualTo(lead);
  }

  private String events() {
    return "http://127.0.0.1:" + port + "/api/bandwidth/9900000/events";
  }

  private void bxml(String callId, String body, int status) {
    HttpResponse<String> answer =
        send("PUT", BANDWIDTH + "/" + callId + "/bxml", "application/xml", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  private HttpResponse<String> ask(String method, String path, int status) {
    HttpResponse<String> answer = send(method, path, null, "");
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(status);
    return answer;
  }

  private HttpResponse<String> ask(String method, String path, int status, String body) {
    HttpResponse<String> answer = send(method, path, "application/json", body.replace('\'', '"'));
    assertThat(answer.statusCode()).as(body + ": " + answer.body()).isEqualTo(status);
    return answer;
  }

  private HttpResponse<String> send(String method, String path, String mediaType, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString("admin:test".getBytes(StandardCharsets.UTF_8)));
    if (mediaType != null) {
      request.header("Content-Type", mediaType);
    }
    try {
      return http.send(
          request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return SteerJson.read(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
