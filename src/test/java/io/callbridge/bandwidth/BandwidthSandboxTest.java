package io.callbridge.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.Callbridge;
import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallFold;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

/** The simulated Bandwidth tells every kind of call; the simulated CRM must hold each of them. */
@SpringBootTest(
    classes = Callbridge.class,
    webEnvironment = WebEnvironment.DEFINED_PORT,
    properties = {
      "spring.config.location=classpath:/",
      "callbridge.admin.password=test",
      "callbridge.sandbox.seed=7",
      "callbridge.sandbox.broadband-dynamics.enabled=false",
      "callbridge.sandbox.bandwidth.enabled=false",
      "callbridge.sandbox.bandwidth.shortest-call=1s",
      "callbridge.sandbox.bandwidth.longest-call=2s",
      "callbridge.sandbox.bandwidth.visible-after=100ms",
      "callbridge.sandbox.bandwidth.recording-delay=200ms",
      "callbridge.sandbox.bandwidth.mischief.lost=0",
      "callbridge.sandbox.bandwidth.mischief.delayed=0",
      "callbridge.sandbox.bandwidth.mischief.duplicated=0.5",
      "callbridge.sandbox.bandwidth.mischief.reordered=0.5",
      "callbridge.sandbox.leadsquared.completion.median=1ms",
      "callbridge.sandbox.leadsquared.completion.p99=1ms",
      "callbridge.leadsquared.accounts.sandbox.settle=2s"
    })
@ActiveProfiles("sandbox")
class BandwidthSandboxTest {

  private static final List<String> STORIES =
      List.of(
          "ANSWERED",
          "MISSED",
          "CANCELLED",
          "REJECTED",
          "TRANSFER_CHAIN",
          "SIMULTANEOUS_RING",
          "ANONYMOUS",
          "VOICEMAIL",
          "OUTBOUND_ANSWERED",
          "OUTBOUND_BUSY",
          "OUTBOUND_NO_ANSWER",
          "OUTBOUND_REJECTED",
          "CLICK_TO_CALL");

  @TempDir static Path folder;

  @DynamicPropertySource
  static void store(DynamicPropertyRegistry properties) {
    int port = TestSocketUtils.findAvailableTcpPort();
    properties.add("server.port", () -> port);
    properties.add("callbridge.store.file", () -> folder.resolve("callbridge.db"));
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @LocalServerPort int port;
  @Autowired BandwidthTranslator translator;

  @Test
  void logsEveryKindOfCall() throws Exception {
    for (String story : STORIES) {
      post("/simulator/bandwidth/calls?story=" + story);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(get("/simulator/leadsquared/activities").path("total").asInt())
                    .isEqualTo(STORIES.size() - 1));

    Map<String, Call> listed = listed();
    for (JsonNode call : get("/simulator/bandwidth/calls").path("items")) {
      String callId = call.path("callId").asText();
      JsonNode expected = call.path("expected");
      JsonNode activities = get("/simulator/leadsquared/activities?callSessionId=" + callId);
      assertThat(activities.path("total").asInt()).isEqualTo(expected.isNull() ? 0 : 1);
      if (!expected.isNull()) {
        JsonNode body = activities.at("/items/0/body");
        expected
            .fields()
            .forEachRemaining(
                field ->
                    assertThat(body.path(capitalised(field.getKey())).asText())
                        .as(call.path("story").asText() + " " + field.getKey())
                        .isEqualTo(field.getValue().asText()));
        assertThat((long) listed.get(callId).durationSeconds())
            .isEqualTo(expected.path("callDuration").asLong());
        assertThat(listed.get(callId).leadNumber())
            .contains(
                expected
                    .path(
                        "Inbound".equals(expected.path("direction").asText())
                            ? "sourceNumber"
                            : "destinationNumber")
                    .asText());
      }
    }
  }

  /** What the call list alone adds up to. */
  private Map<String, Call> listed() throws Exception {
    List<CallEvent> events = new ArrayList<>();
    URI first = address("/simulator/bandwidth/api/v2/accounts/9900000/calls?pageSize=5");
    var pages = new BandwidthPages(first);
    Optional<URI> page = Optional.of(first);
    while (page.isPresent()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(page.get())
                  .header("Authorization", basic("sandbox-user:sandbox-password"))
                  .build(),
              BodyHandlers.ofString());
      for (BandwidthCallState row :
          json.readValue(answer.body(), new TypeReference<List<BandwidthCallState>>() {})) {
        events.add(translator.toCallEvent(row, "9900000"));
      }
      page = pages.next(answer.headers().allValues("Link"));
    }
    Map<String, Call> calls = new HashMap<>();
    events.stream()
        .collect(Collectors.groupingBy(CallEvent::key))
        .forEach((key, ofCall) -> calls.put(key.callId(), CallFold.fold(ofCall)));
    assertThat(calls).hasSize(STORIES.size());
    return calls;
  }

  private static String capitalised(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private JsonNode get(String path) throws Exception {
    return json.readTree(
        http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString()).body());
  }

  private void post(String path) throws Exception {
    var request = HttpRequest.newBuilder(address(path)).POST(BodyPublishers.noBody()).build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private static String basic(String shown) {
    return "Basic " + Base64.getEncoder().encodeToString(shown.getBytes(StandardCharsets.UTF_8));
  }
}
