package io.callbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Over real HTTP, all simulators together, playing calls to a bridge that only counts. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.location=optional:classpath:/none/",
      "callbridge.sandbox.seed=7",
      "callbridge.sandbox.leadsquared.limits=1000/5s",
      "callbridge.sandbox.leadsquared.completion.median=1ms",
      "callbridge.sandbox.leadsquared.completion.p99=1ms",
      "callbridge.sandbox.leadsquared.completion.retry-rate=0",
      "callbridge.sandbox.leadsquared.completion.error-rate=0",
      "callbridge.sandbox.bandwidth.enabled=false",
      "callbridge.sandbox.broadband-dynamics.calls-per-minute=600",
      "callbridge.sandbox.broadband-dynamics.shortest-call=50ms",
      "callbridge.sandbox.broadband-dynamics.longest-call=200ms"
    })
@ActiveProfiles("sandbox")
class SandboxTest {

  @SpringBootConfiguration
  @Import(Sandbox.class)
  @ImportAutoConfiguration({
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class
  })
  static class Configuration {

    @Bean
    CountingBridge countingBridge() {
      return new CountingBridge();
    }
  }

  @RestController
  static class CountingBridge {

    final List<String> received = new CopyOnWriteArrayList<>();

    @PostMapping("/api/matrex/callstatus/{callId}/{to}")
    void receive(@PathVariable String callId, @PathVariable String to, @RequestBody byte[] body) {
      received.add(callId + " " + to);
    }
  }

  private static final String CALL_LOG =
      """
      {"SourceNumber": "12025550155", "DestinationNumber": "12025550143",
       "StartTime": "2026-03-03 16:21:28", "EndTime": "2026-03-03 16:22:41",
       "CallSessionId": "%s", "CallDuration": "73", "Status": "Answered",
       "Direction": "Outbound"}""";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @LocalServerPort int port;
  @Autowired CountingBridge bridge;

  @Test
  void logsACall() throws Exception {
    HttpResponse<String> accepted = post("logged");
    assertThat(accepted.statusCode()).isEqualTo(200);
    assertThat(accepted.headers().firstValue("Content-Type")).contains("application/json");
    String id = json.readTree(accepted.body()).path("RequestID").asText();

    await().until(() -> status(id).equals("Success"));

    JsonNode activities = get("/simulator/leadsquared/activities?callSessionId=logged");
    assertThat(activities.path("total").asInt()).isEqualTo(1);
    assertThat(activities.at("/items/0/body/DestinationNumber").asText()).isEqualTo("12025550143");
  }

  @Test
  void cutsTheConnectionAfterAccepting() throws Exception {
    setFaults("{\"lostAnswer\": 1}");
    try {
      assertThatThrownBy(() -> post("lost")).isInstanceOf(IOException.class);
    } finally {
      setFaults("{}");
    }

    await()
        .until(
            () ->
                get("/simulator/leadsquared/activities?callSessionId=lost").path("total").asInt()
                    == 1);
  }

  @Test
  void playsCallsToTheBridgeByItself() throws Exception {
    await()
        .until(() -> !get("/simulator/broadband-dynamics/calls").at("/items/3/expected").isNull());

    JsonNode call = get("/simulator/broadband-dynamics/calls").at("/items/0");
    assertThat(call.at("/call/callSid").asText()).matches("BB[0-9a-f]{32}");
    assertThat(call.at("/expected/callSessionId")).isEqualTo(call.at("/call/callSid"));
    assertThat(call.at("/callbacks/0/httpStatus").asInt()).isEqualTo(200);
    assertThat(bridge.received)
        .contains(call.at("/call/callId").asText() + " " + call.at("/call/to").asText());
  }

  @Test
  void existsInItsTwoProfilesOnly() {
    assertThat(found("sandbox")).contains("Sandbox", "CallLogApi", "CallsDesk", "Refusals");
    assertThat(found("simulator")).isEqualTo(found("sandbox"));
    assertThat(found("production")).isEmpty();
  }

  private static List<String> found(String profile) {
    var environment = new MockEnvironment();
    environment.setActiveProfiles(profile);
    var scanner = new ClassPathScanningCandidateComponentProvider(true, environment);
    scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*Test\\$.*")));
    return scanner.findCandidateComponents("io.callbridge.sandbox").stream()
        .map(BeanDefinition::getBeanClassName)
        .map(ClassUtils::getShortName)
        .sorted()
        .toList();
  }

  private HttpResponse<String> post(String callSessionId) throws Exception {
    return http.send(
        to("/simulator/leadsquared/1/api/telephony/logcallcomplete/sandbox-token")
            .header("x-api-key", "sandbox-api-key")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(CALL_LOG.formatted(callSessionId)))
            .build(),
        BodyHandlers.ofString());
  }

  private String status(String requestId) throws Exception {
    return get("/simulator/leadsquared/1/api/telephony/logcallcomplete/status?RequestID="
            + requestId)
        .at("/TaskStatus/Status")
        .asText();
  }

  private void setFaults(String rates) throws Exception {
    http.send(
        to("/simulator/leadsquared/faults")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(rates))
            .build(),
        BodyHandlers.discarding());
  }

  private JsonNode get(String path) throws Exception {
    var request = to(path).header("x-api-key", "sandbox-api-key").build();
    return json.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }
}
