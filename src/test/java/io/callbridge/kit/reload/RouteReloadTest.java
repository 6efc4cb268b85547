package io.callbridge.kit.reload;

import static io.callbridge.Bridge.callStatus;
import static io.callbridge.Bridge.completed;
import static io.callbridge.Bridge.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.Bridge;
import io.callbridge.kit.reload.RouteReload.Refusal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Routes that change while the bridge runs. */
@ReloadedApplication
class RouteReloadTest {

  private static final String INGEST =
      "broadband-dynamics/broadband-dynamics-ingest-call-status.camel.yaml";
  private static final String TRANSLATE =
      "broadband-dynamics/broadband-dynamics-translate-call-status.camel.yaml";
  private static final String REST = "broadband-dynamics/broadband-dynamics-rest.camel.yaml";
  private static final String TWILIO = "twilio/twilio-ingest-events.camel.yaml";
  private static final String ERRORS = "shared/error-handling.camel.yaml";
  private static final String DISPATCH = "tasks/tasks-dispatch.camel.yaml";
  private static final String REPLAY = "quarantine/quarantine-translate-request.camel.yaml";
  private static final String TRACK = "leadsquared/leadsquared-track-task.camel.yaml";
  private static final String OK = "expression: \"200\"";

  @Autowired Bridge bridge;
  @Autowired EditedRoutes routes;

  private RouteTexts before;

  @BeforeEach
  void remember() {
    before = routes.onDisk();
  }

  @AfterEach
  void restore() {
    routes.restore(before);
    routes.awaitTaken();
    assertThat(report("RR-after")).isEqualTo(200);
  }

  @Test
  void takesInAChangedRoute() {
    routes.edit(INGEST, OK, "expression: \"202\"").awaitTaken();

    assertThat(report("RR-changed")).isEqualTo(202);
    JsonNode file = file(INGEST);
    assertThat(file.path("state").asText()).isEqualTo("RUNNING");
    assertThat(file.path("version").asText()).isEqualTo(RouteTexts.version(routes.text(INGEST)));
    assertThat(file.path("changedAt").asText()).isNotBlank();
    assertThat(file.path("author").asText()).isNotBlank();
    assertThat(file.path("exchanges").asInt()).isOne();
    JsonNode change = list().at("/changes/0");
    assertThat(change.path("kind").asText()).isEqualTo("TAKEN");
    assertThat(change.path("diff").asText())
        .contains("--- " + INGEST)
        .contains("-                expression: \"200\"\n+                expression: \"202\"\n");
  }

  @Test
  void refusesABrokenRouteAndSaysWhyEverywhere() {
    routes.edit(INGEST, "method: read(", "method: raed(");
    Refusal refusal = routes.awaitRefused();

    assertThat(refusal.reason())
        .isEqualTo(
            INGEST
                + ":35: io.callbridge.broadbanddynamics.BroadbandDynamicsPath has no public method"
                + " raed(${header.CamelHttpPath})");
    assertThat(report("RR-refused")).isEqualTo(200);
    assertThat(file(INGEST).path("state").asText()).isEqualTo("REFUSED");
    assertThat(list().at("/refused/reason").asText()).isEqualTo(refusal.reason());
    assertThat(list().at("/changes/0/kind").asText()).isEqualTo("REFUSED");
    JsonNode health = json(bridge.get("/actuator/health").body());
    assertThat(health.at("/components/routes/status").asText()).isEqualTo("WARNING");
    assertThat(health.at("/components/routes/details/refused").asText())
        .isEqualTo(refusal.reason());
  }

  @Test
  void refusesWhatCamelCantBuild() {
    routes.edit(INGEST, "expression: ${header.Content-Type}", "expression: ${nonsense}");

    assertThat(routes.awaitRefused().reason()).startsWith("can't be loaded: ").contains("nonsense");
  }

  @Test
  void refusesWhatIsNoYaml() {
    routes.edit(INGEST, "- route:", "- route: {");

    assertThat(routes.awaitRefused().reason()).startsWith(INGEST + ": line ");
  }

  @Test
  void refusesToLoseARouteThatIsCalled() {
    routes.delete(TRANSLATE);

    assertThat(routes.awaitRefused().reason())
        .contains(
            INGEST
                + ":40: there is no route behind direct:broadband-dynamics-translate-call-status");
    assertThat(report("RR-lost")).isEqualTo(200);
  }

  @Test
  void renamesARouteTogetherWithWhoCallsIt() {
    String renamed = TRANSLATE.replace("translate-call-status", "translate-state");
    routes
        .write(renamed, routes.read(TRANSLATE).replace("translate-call-status", "translate-state"))
        .delete(TRANSLATE)
        .edit(INGEST, "translate-call-status", "translate-state")
        .edit(REPLAY, "translate-call-status", "translate-state")
        .awaitTaken();

    assertThat(report("RR-renamed")).isEqualTo(200);
    assertThat(file(renamed).path("exchanges").asInt()).isOne();
    assertThat(file(TRANSLATE)).isNull();
  }

  @Test
  void removesAndAddsARouteThatListens() {
    routes.delete(TWILIO).awaitTaken();
    assertThat(twilio()).isEqualTo(404);

    routes.write(TWILIO, before.byPath().get(TWILIO)).awaitTaken();
    assertThat(twilio()).isEqualTo(401);
  }

  @Test
  void takesInAChangedAddress() {
    routes.edit(REST, "path: /callstatus/", "path: /call-status/").awaitTaken();

    assertThat(report("RR-old-address")).isEqualTo(404);
    HttpResponse<String> answer =
        bridge.postJson(
            callStatus("req-1", "+12025550143").replace("callstatus", "call-status"),
            completed("RR-new-address"));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void bindsRoutesToAChangedErrorHandler() {
    assertThat(unknownAccount()).isEqualTo(404);
    String text = routes.read(ERRORS);
    int at = text.indexOf("expression: \"404\"", text.indexOf("ingest-unknown-account"));
    routes
        .write(
            ERRORS,
            text.substring(0, at)
                + "expression: \"410\""
                + text.substring(at + "expression: \"404\"".length()))
        .awaitTaken();

    assertThat(unknownAccount()).isEqualTo(410);
  }

  @Test
  void changesAScheduleThatOnlyTheLeaderFollows() {
    routes.edit(DISPATCH, "delay: 20", "delay: 30").awaitTaken();

    assertThat(report("RR-dispatch")).isEqualTo(200);
    assertThat(bridge.acceptedCallLog("default", "RR-dispatch").path("state").asText())
        .isIn("SUBMITTED", "LOGGED");
  }

  /** What calls a changed route is held back meanwhile, and goes on. */
  @Test
  void changesARouteThatAScheduleCalls() {
    routes.edit(TRACK, "description: ", "description: Now and then. ").awaitTaken();

    assertThat(report("RR-track")).isEqualTo(200);
    assertThat(bridge.callLogInState("default", "RR-track", "LOGGED")).isNotNull();
  }

  @Test
  void takesTheLastChangeBack() {
    routes.edit(INGEST, OK, "expression: \"202\"").awaitTaken();
    assertThat(report("RR-to-be-taken-back")).isEqualTo(202);
    routes.edit(INGEST, "expression: \"202\"", "expression: \"201\"").awaitTaken();

    long begin = System.nanoTime();
    HttpResponse<String> answer = rollback("enid");
    assertThat(System.nanoTime() - begin).isLessThan(3_000_000_000L);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"takenBack\":[\"" + INGEST + "\"]}");
    assertThat(report("RR-taken-back")).isEqualTo(202);
    assertThat(routes.read(INGEST)).contains("expression: \"202\"");
    assertThat(list().at("/changes/0/kind").asText()).isEqualTo("TAKEN_BACK");
    assertThat(list().at("/changes/0/author").asText()).isEqualTo("enid");

    assertThat(rollback("enid").statusCode()).isEqualTo(200);
    assertThat(report("RR-taken-back-twice")).isEqualTo(200);
    assertThat(routes.onDisk()).isEqualTo(before);
  }

  @Test
  void isForEngineers() {
    assertThat(rollback("oscar").statusCode()).isEqualTo(403);
    assertThat(
            bridge
                .send(
                    bridge
                        .request("/api/routes", null, "Authorization", Bridge.loginOf("oscar"))
                        .build())
                .statusCode())
        .isEqualTo(403);
    assertThat(bridge.send(bridge.request("/api/routes", null).build()).statusCode())
        .isEqualTo(401);
  }

  private HttpResponse<String> rollback(String user) {
    return bridge.send(
        bridge
            .request("/api/routes/rollback", null, "Authorization", Bridge.loginOf(user))
            .POST(BodyPublishers.noBody())
            .build());
  }

  private int report(String callId) {
    return bridge.postJson(callStatus("req-1", "+12025550143"), completed(callId)).statusCode();
  }

  private int unknownAccount() {
    return bridge
        .postJson(callStatus("req-1", "+12025550143") + "?account=none", completed("RR-none"))
        .statusCode();
  }

  private int twilio() {
    return bridge
        .post("/api/twilio/main/events", "application/x-www-form-urlencoded", "a=b".getBytes())
        .statusCode();
  }

  private JsonNode list() {
    return json(bridge.get("/api/routes").body());
  }

  private JsonNode file(String path) {
    return StreamSupport.stream(list().path("items").spliterator(), false)
        .filter(file -> file.path("file").asText().equals(path))
        .findFirst()
        .orElse(null);
  }
}
