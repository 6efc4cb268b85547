package io.callbridge.sandbox;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.Callbridge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

/** The sandbox as it is started, but in a hurry: calls of all providers, by themselves. */
@SpringBootTest(
    classes = Callbridge.class,
    webEnvironment = WebEnvironment.DEFINED_PORT,
    properties = {
      "spring.config.location=classpath:/",
      "callbridge.sandbox.seed=7",
      "callbridge.sandbox.broadband-dynamics.shortest-call=100ms",
      "callbridge.sandbox.broadband-dynamics.longest-call=500ms",
      "callbridge.sandbox.bandwidth.calls-per-minute=60",
      "callbridge.sandbox.bandwidth.shortest-call=100ms",
      "callbridge.sandbox.bandwidth.longest-call=500ms",
      "callbridge.sandbox.bandwidth.recorded=0",
      "callbridge.sandbox.bandwidth.visible-after=100ms",
      "callbridge.sandbox.vonage.calls-per-minute=60",
      "callbridge.sandbox.vonage.shortest-call=100ms",
      "callbridge.sandbox.vonage.longest-call=500ms",
      "callbridge.sandbox.vonage.reported-after=1s",
      "callbridge.sandbox.verba.tap.prompt=1",
      "callbridge.sandbox.verba.faults.unavailable=1",
      "callbridge.sandbox.leadsquared.completion.median=1ms",
      "callbridge.sandbox.leadsquared.completion.p99=1ms",
      "callbridge.leadsquared.accounts.sandbox.settle=200ms",
      "callbridge.vonage.accounts.1234.collect-every=1s"
    })
@ActiveProfiles("sandbox")
@DirtiesContext
class LiveSandboxTest {

  private static final Set<String> RECORDED = Set.of("bandwidth", "vonage");

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

  /** A recorder that is down delays nothing; the links come when it is back. */
  @Test
  void logsCallsOfAllProvidersAndAddsTheirRecordingsLate() throws Exception {
    patiently()
        .untilAsserted(
            () ->
                assertThat(providers(logged()))
                    .containsExactlyInAnyOrder("bandwidth", "broadband-dynamics", "vonage"));
    List<JsonNode> before =
        logged().stream()
            .filter(call -> call.path("outcome").asText().equals("ANSWERED"))
            .filter(call -> RECORDED.contains(call.path("provider").asText()))
            .toList();
    assertThat(before).allMatch(call -> call.path("recordingUrl").isNull());

    put("/simulator/verba/faults", "{}");

    patiently()
        .untilAsserted(
            () -> assertThat(providers(addedLate())).containsExactlyInAnyOrderElementsOf(RECORDED));
    JsonNode late = addedLate().get(0);
    JsonNode activities =
        get("/simulator/leadsquared/activities?callSessionId=" + late.path("callId").asText());
    assertThat(activities.path("total").asInt()).isEqualTo(1);
    assertThat(activities.toString()).contains(late.path("recordingUrl").asText());
  }

  private List<JsonNode> logged() throws Exception {
    return items("/api/call-logs?state=LOGGED&size=500");
  }

  /** The call logs that were posted without a link, and have one now. */
  private List<JsonNode> addedLate() throws Exception {
    List<JsonNode> late = new ArrayList<>();
    for (JsonNode call : logged()) {
      if (!call.path("recordingUrl").isNull()) {
        JsonNode story = get("/api/call-logs/" + call.path("id").asLong());
        if (isUpdated(story)) {
          late.add(call);
        }
      }
    }
    return late;
  }

  private static boolean isUpdated(JsonNode story) {
    return stream(story.path("steps"))
        .anyMatch(
            step ->
                step.path("kind").asText().equals("UPDATE")
                    && step.path("request").asText().contains("RecordingURL"));
  }

  private static Set<String> providers(List<JsonNode> calls) {
    return calls.stream().map(call -> call.path("provider").asText()).collect(toSet());
  }

  private List<JsonNode> items(String path) throws Exception {
    return stream(get(path).path("items")).toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static ConditionFactory patiently() {
    return await().pollInterval(Duration.ofMillis(500));
  }

  private JsonNode get(String path) throws Exception {
    return json.readTree(http.send(to(path).build(), BodyHandlers.ofString()).body());
  }

  private void put(String path, String body) throws Exception {
    var request =
        to(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build();
    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  private HttpRequest.Builder to(String path) {
    String login =
        Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Basic " + login);
  }
}
