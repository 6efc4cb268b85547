package io.callbridge.ops;

import static io.callbridge.Bridge.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.RecordedSpans;
import io.callbridge.TestAccounts;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is measured, traced and logged of a call, and what must never be. */
@FullApplication
@ExtendWith(OutputCaptureExtension.class)
class ObservationsTest {

  /** All that a viewer gets to see but the calls themselves. */
  private static final List<String> PAGES =
      List.of(
          "/",
          "/stopped",
          "/accounts",
          "/login",
          "/actuator/health",
          "/actuator/prometheus",
          "/actuator/jolokia/list",
          "/actuator/hawtio/",
          "/api/completeness",
          "/api/accounts",
          "/api/openapi.json",
          "/api/docs",
          "/api/quarantine",
          "/api/commands",
          "/api/deeds",
          "/no-such-page");

  private static final List<String> MBEANS =
      List.of(
          "io.callbridge:*",
          "org.apache.camel:type=context,*",
          "org.apache.camel:type=routes,*",
          "org.apache.camel:type=components,*");

  @Autowired Bridge bridge;
  @Autowired RecordedSpans spans;

  @Test
  void measuresACallOnItsWay() {
    bridge.postJson(Bridge.callStatusOf("default"), Bridge.completed("measured"));
    bridge.postJson(Bridge.callStatusOf("default"), Bridge.completed("measured"));
    bridge.postJson(Bridge.callStatusOf("default"), "{");
    bridge.callLogInState("default", "measured", "LOGGED");

    assertThat(metrics())
        .contains(
            "callbridge_events_total{account=\"default\",provider=\"broadband-dynamics\",result=\"journaled\"}",
            "callbridge_events_total{account=\"default\",provider=\"broadband-dynamics\",result=\"known\"}",
            "callbridge_quarantined_total{system=\"matrex\"}",
            "callbridge_calls_assembled_total{account=\"default\",provider=\"broadband-dynamics\"}",
            "callbridge_requests_total{crm=\"main\",kind=\"post\",state=\"SUBMITTED\",status=\"2xx\"}",
            "callbridge_logged_after_seconds_bucket{crm=\"main\",le=\"15.0\"}",
            "callbridge_tasks{crm=\"main\",state=\"UNCONFIRMED\"}",
            "callbridge_tasks_oldest_seconds{crm=\"main\",state=\"WAITING\"}",
            "callbridge_budget_used{crm=\"main\",limit=\"1000/5s\"}",
            "callbridge_budget_allowed{crm=\"main\",limit=\"1000/5s\"} 1000.0",
            "camel_exchanges_succeeded_total{");
  }

  @Test
  void tracesAWebhookUntilItsActivity() {
    bridge.postJson(
        Bridge.callStatusOf("default"),
        Bridge.completed("followed"),
        "traceparent",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    bridge.callLogInState("default", "followed", "LOGGED");

    await()
        .untilAsserted(
            () ->
                assertThat(trace("4bf92f3577b34da6a3ce929d0e0e4736"))
                    .extracting(SpanData::getName)
                    .contains("crm post", "crm look")
                    .anyMatch(name -> name.startsWith("http post")));
    assertThat(trace("4bf92f3577b34da6a3ce929d0e0e4736"))
        .anySatisfy(
            span ->
                assertThat(span.getAttributes().get(AttributeKey.stringKey("callbridge.state")))
                    .isEqualTo("LOGGED"));
  }

  @Test
  void showsNoSecretAndNoNumberAnywhereButToThoseWhoReadTheCall(CapturedOutput log) {
    String number = "2025550187";
    bridge.postJson(
        Bridge.callStatus("req-canary", "+1" + number) + "?account=secured",
        Bridge.completed("canary-json").replace("2025550143", number),
        "X-Callbridge-Secret",
        TestAccounts.SECRET);
    bridge.postJson(
        Bridge.callStatus("req-canary", "+1" + number)
            + "?account=secured&secret="
            + TestAccounts.SECRET,
        Bridge.completed("canary-query").replace("2025550143", number));
    bridge.postJson(
        Bridge.callStatus("req-canary", "+1" + number) + "?account=secured&secret=wrong-c4nary",
        Bridge.completed("canary-refused").replace("2025550143", number));
    bridge.postJson(
        Bridge.callStatus("req-canary", "+1" + number)
            + "?account=secured&secret="
            + TestAccounts.SECRET,
        "{ not JSON " + number);
    bridge.callLogInState("secured", "canary-json", "LOGGED");
    bridge.callLogInState("secured", "canary-query", "LOGGED");

    List<String> canaries =
        List.of(number, TestAccounts.SECRET, "wrong-c4nary", FullApplication.PASSWORD, "t0ken");
    assertThat(log.getAll()).as("logs").contains("canary-json").doesNotContain(canaries);
    assertThat(metrics()).as("metrics").doesNotContain(canaries);
    assertThat(spans.all().toString()).as("traces").doesNotContain(canaries);
    assertThat(bridge.get("/actuator/health").body()).as("health").doesNotContain(canaries);
    assertThat(bridge.get("/actuator").body()).as("actuator").doesNotContain(canaries);
    for (String page : PAGES) {
      assertThat(asViewer(page)).as(page).doesNotContain(canaries);
    }
    for (String mbean : MBEANS) {
      String asked = "{\"type\": \"read\", \"mbean\": \"%s\"}".formatted(mbean);
      String answer =
          bridge
              .postJson("/actuator/jolokia", asked, "Authorization", Bridge.loginOf("vera"))
              .body();
      assertThat(answer).as(mbean).contains("\"status\":200").doesNotContain(canaries);
    }
    String shown = bridge.callLog("secured", "canary-json").toString();
    assertThat(shown).contains(number).doesNotContain(TestAccounts.SECRET, "t0ken");
  }

  @Test
  void isReadyWithAWarningWhileACrmIsDown() {
    for (int call = 1; call <= 3; call++) {
      bridge.postJson(Bridge.callStatusOf("unreachable"), Bridge.completed("warned-" + call));
    }

    await()
        .until(
            () ->
                json(bridge.get("/actuator/health").body())
                    .at("/components/crm/details/unreachable")
                    .asText()
                    .endsWith("failed"));
    assertThat(json(bridge.get("/actuator/health").body()).path("status").asText())
        .isEqualTo("WARNING");
    assertThat(bridge.get("/actuator/health").statusCode()).isEqualTo(200);
    assertThat(json(bridge.get("/actuator/health/readiness").body()).path("status").asText())
        .isEqualTo("UP");
  }

  private List<SpanData> trace(String id) {
    return spans.all().stream().filter(span -> span.getTraceId().equals(id)).toList();
  }

  private String asViewer(String path) {
    return bridge
        .send(bridge.request(path, null, "Authorization", Bridge.loginOf("vera")).build())
        .body();
  }

  private String metrics() {
    return bridge
        .send(
            bridge
                .request("/actuator/prometheus", null, "Authorization", Bridge.loginOf("vera"))
                .build())
        .body();
  }
}
