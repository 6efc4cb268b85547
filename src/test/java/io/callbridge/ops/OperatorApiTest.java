package io.callbridge.ops;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.callbridge.Bridge.callStatusOf;
import static io.callbridge.Bridge.completed;
import static io.callbridge.Bridge.json;
import static io.callbridge.PlayedCrm.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.PlayedCrm;
import io.callbridge.TestAccounts;
import io.callbridge.store.GroupCommit;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an operator can decide: retry, abandon, pause and resume. */
@FullApplication
class OperatorApiTest {

  @Autowired Bridge bridge;
  @Autowired GroupCommit store;

  @Test
  void retriesARejectedCallLogAndSaysWhoAndWhy() {
    long id = rejected("default", "retry-1");

    HttpResponse<String> answer =
        bridge.postJson(
            retry(id) + "?reason=number%20corrected",
            "",
            "Authorization",
            Bridge.login(),
            "X-Callbridge-User",
            "mallory");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer.body()).path("reason").asText())
        .isEqualTo("retried by admin: number corrected");
    JsonNode log = bridge.callLogInState("default", "retry-1", "LOGGED");
    assertThat(words(log)).contains("retried by admin: number corrected");
    assertThat(PlayedCrm.posts("retry-1")).hasSize(2);
    assertProblem(bridge.post(retry(id) + "?reason=again"), 409, "final");
  }

  @Test
  void retriesAnUnconfirmedCallLogOnlyIfASecondActivityIsAccepted() {
    PlayedCrm.onPost("retry-2", aResponse().withStatus(500), sample(200, "async-accepted.json"));
    bridge.postJson(callStatusOf("default"), completed("retry-2"));
    long id = bridge.callLogInState("default", "retry-2", "UNCONFIRMED").path("id").asLong();

    assertProblem(bridge.post(retry(id), "{\"reason\": \"x\"}"), 409, "force=true");
    assertThat(PlayedCrm.posts("retry-2")).hasSize(1);

    bridge.post(retry(id), "{\"reason\": \"not in the CRM\", \"force\": true}");
    bridge.callLogInState("default", "retry-2", "LOGGED");
    assertThat(PlayedCrm.posts("retry-2")).hasSize(2);
  }

  @Test
  void wantsToKnowWhy() {
    long id = rejected("default", "retry-3");

    assertProblem(bridge.post(retry(id)), 400, "reason is needed");
    assertProblem(bridge.post(retry(id) + "?reason=x&because=y"), 400, "because");
    assertProblem(bridge.post(retry(id), "[]"), 400, "JSON object");
    assertProblem(bridge.post("/api/call-logs/0/retry?reason=x"), 404, "no such call log");
  }

  @Test
  void whatIsAbandonedIsNeverDecidedAnew() {
    long id = rejected("default", "abandon-1");

    assertThat(bridge.post("/api/call-logs/" + id + "/abandon?reason=a%20test%20call").statusCode())
        .isEqualTo(200);
    bridge.postJson(
        callStatusOf("default"),
        completed("abandon-1")
            .replace("\"callDuration\": 73", "\"callDuration\": 80")
            .replace("\"sequenceNumber\": 3", "\"sequenceNumber\": 4"));

    JsonNode log =
        await()
            .until(
                () -> bridge.callLog("default", "abandon-1"),
                found -> found.path("durationSeconds").asInt() == 80);
    assertThat(log.path("state").asText()).isEqualTo("ABANDONED");
    assertThat(log.path("reason").asText()).isEqualTo("abandoned by admin: a test call");
    assertProblem(bridge.post(retry(id) + "?reason=x"), 409, "ABANDONED, which is final");
    assertThat(PlayedCrm.posts("abandon-1")).hasSize(1);
  }

  @Test
  void retriesAllThatFitOnceTheirNumberIsConfirmed() {
    String account = TestAccounts.spare();
    rejected(account, "many-1");
    rejected(account, "many-2");
    String all = "/api/call-logs/retry?state=REJECTED&account=" + account;

    JsonNode dry = json(bridge.post(all + "&dryRun=true").body());
    assertThat(dry.path("found").asInt()).isEqualTo(2);
    assertThat(dry.path("changed").asInt()).isZero();
    assertProblem(bridge.post(all + "&reason=x"), 400, "dryRun=true");
    assertProblem(bridge.post(all + "&reason=x&count=3"), 409, "count=2");
    assertProblem(bridge.post("/api/call-logs/retry?reason=x&count=1"), 400, "state is needed");
    assertThat(PlayedCrm.posts("many-1")).hasSize(1);

    JsonNode done = json(bridge.post(all + "&reason=fixed&count=2").body());
    assertThat(done.path("changed").asInt()).isEqualTo(2);
    assertThat(done.path("left")).isEmpty();
    bridge.callLogInState(account, "many-1", "LOGGED");
    bridge.callLogInState(account, "many-2", "LOGGED");
  }

  @Test
  void sendsNothingToAPausedAccountAndLosesNothing() {
    String account = TestAccounts.spare();
    String path = "/api/accounts/crm/" + account;
    JsonNode paused = json(bridge.post(path + "/pause?reason=moving%20house").body());
    assertThat(paused.path("state").asText()).isEqualTo("PAUSED");
    assertThat(paused.path("warning").asText()).isEqualTo("paused by admin: moving house");

    bridge.postJson(callStatusOf(account), completed("paused-1"));
    bridge.postJson(callStatusOf("default"), completed("not-paused-1"));
    bridge.callLogInState("default", "not-paused-1", "LOGGED");

    assertThat(PlayedCrm.posts("paused-1")).isEmpty();
    JsonNode shown = account(account);
    assertThat(shown.at("/callLogs/WAITING").asInt()).isEqualTo(1);
    assertThat(shown.path("oldest").asText()).isEqualTo("2026-03-03T16:22:41Z");
    assertThat(shown.at("/budget/0/allowed").asInt()).isEqualTo(1000);
    assertThat(health(account)).isEqualTo("paused by admin: moving house");

    assertThat(bridge.post(path + "/resume?reason=moved").statusCode()).isEqualTo(200);
    bridge.callLogInState(account, "paused-1", "LOGGED");
    assertProblem(bridge.post(path + "/resume?reason=moved"), 409, "isn't paused");
    assertProblem(bridge.post("/api/accounts/crm/none/pause?reason=x"), 404, "no CRM account");
  }

  @Test
  void showsAnAccountThatRefusesTheKey() {
    String account = TestAccounts.spare();
    PlayedCrm.onPost("key-1", sample(401, "error-401.json"));

    bridge.postJson(callStatusOf(account), completed("key-1"));
    bridge.answeredCallLog(account, "key-1", 1);

    assertThat(account(account).path("state").asText()).isEqualTo("KEY_REFUSED");
    assertThat(account(account).path("keyInDoubt").asBoolean()).isTrue();
    assertThat(health(account)).startsWith("it refuses our key");
  }

  @Test
  void saysWhyCallLogsOfAnAccountThatIsGoneStay() {
    String account = TestAccounts.spare();
    bridge.post("/api/accounts/crm/" + account + "/pause?reason=x");
    bridge.postJson(callStatusOf(account), completed("gone-1"));
    long id = bridge.callLogInState(account, "gone-1", "WAITING").path("id").asLong();
    store.write(
        client -> {
          client.sql("UPDATE task SET crm = 'gone' WHERE call = ?").param(id).update();
          return client.sql("UPDATE call SET crm = 'gone' WHERE id = ?").param(id).update();
        });

    assertThat(bridge.callLog(account, "gone-1").path("reason").asText())
        .isEqualTo(
            "CRM account gone isn't configured any more: configure it again, or abandon this");
    assertThat(account("gone").path("state").asText()).isEqualTo("NOT_CONFIGURED");
    assertThat(health("gone")).contains("isn't configured any more");
    assertThat(bridge.post("/api/call-logs/" + id + "/abandon?reason=gone").statusCode())
        .isEqualTo(200);
  }

  @Test
  void saysAsAProblemWhyARequestComesNoFurtherThanTheDoor() {
    HttpResponse<String> nobody = bridge.send(bridge.request("/api/accounts", null).build());
    assertThat(nobody.headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"Callbridge\"");
    assertProblem(nobody, 401, "password");
    Bridge.RawAnswer impossible = bridge.getRaw("/api/call-logs;x=1");
    assertThat(impossible.status()).isEqualTo(400);
    assertThat(impossible.head()).contains("application/problem+json");
  }

  private static String retry(long id) {
    return "/api/call-logs/" + id + "/retry";
  }

  /** A call log that the CRM has refused once; it would take it now. */
  private long rejected(String account, String callId) {
    PlayedCrm.onPost(
        callId,
        sample(400, "error-400.json"),
        PlayedCrm.json(200, "{\"RequestID\": \"r-%s\"}".formatted(callId)));
    bridge.postJson(callStatusOf(account), completed(callId));
    return bridge.callLogInState(account, callId, "REJECTED").path("id").asLong();
  }

  private JsonNode account(String name) {
    return StreamSupport.stream(
            json(bridge.get("/api/accounts").body()).path("items").spliterator(), false)
        .filter(item -> item.path("name").asText().equals(name))
        .findAny()
        .orElseThrow();
  }

  private String health(String account) {
    HttpResponse<String> answer = bridge.get("/actuator/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode health = json(answer.body());
    assertThat(health.path("status").asText()).isEqualTo("WARNING");
    assertThat(health.at("/components/crm/status").asText()).isEqualTo("WARNING");
    return health.at("/components/crm/details").path(account).asText();
  }

  private static List<String> words(JsonNode log) {
    return StreamSupport.stream(log.path("steps").spliterator(), false)
        .map(step -> step.path("words").asText())
        .toList();
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(answer.body()).path("detail").asText()).contains(detail);
  }
}
