package io.callbridge.ops;

import static io.callbridge.Bridge.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.Samples;
import io.callbridge.SteeredProviders;
import io.callbridge.store.GroupCommit;
import io.callbridge.store.Quarantine;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of requests that could not be read, once their cause is mended. */
@FullApplication
class QuarantineApiTest {

  @Autowired Bridge bridge;
  @Autowired Quarantine quarantine;
  @Autowired GroupCommit store;

  @Test
  void showsWhatCouldNotBeReadAndWhy() {
    bridge.postJson(Bridge.callStatus("shown-1", "+12025550143"), "{ no JSON é");

    JsonNode list = list("shown-1");
    JsonNode shown = list.at("/items/0");
    assertThat(list.path("total").asInt()).isEqualTo(1);
    assertThat(list.at("/reasons/0/count").asInt()).isEqualTo(1);
    assertThat(list.at("/reasons/0/reason").asText()).isEqualTo(shown.path("reason").asText());
    assertThat(shown.has("body")).isFalse();
    assertThat(shown.path("provider").asText()).isEqualTo("broadband-dynamics");
    assertThat(shown.path("account").asText()).isEqualTo("default");
    assertThat(shown.path("senderChecked").asBoolean()).isTrue();

    JsonNode one = json(get("oscar", "/api/quarantine/" + shown.path("id").asText()).body());
    assertThat(one.path("body").asText()).isEqualTo("{ no JSON é");
    assertThat(one.path("bodyBase64").asText()).isEqualTo("eyBubyBKU09OIMOp");
    assertThat(one.path("bytes").asInt()).isEqualTo(12);
  }

  @Test
  void takesARequestInAgainOnceItsCauseIsMended() {
    bridge.postJson(Bridge.callStatus("replayed-1", "+12025550143"), "{ no JSON");
    String id = list("replayed-1").at("/items/0/id").asText();

    JsonNode refused = replay(id, "why=try");
    assertThat(refused.path("journaled").asBoolean()).isFalse();
    assertThat(refused.path("reason").asText()).contains("Unexpected character");
    assertThat(list("replayed-1").at("/items/0/replays").asInt()).isEqualTo(1);

    mend(id, Bridge.completed("replayed-call"), "2026-03-03T16:22:41Z");
    JsonNode taken = replay(id, "why=mended");
    assertThat(taken.path("journaled").asBoolean()).as(taken.toString()).isTrue();
    assertThat(taken.path("callId").asText()).isEqualTo("replayed-call");

    assertThat(get("oscar", "/api/quarantine/" + id).statusCode()).isEqualTo(404);
    JsonNode log = bridge.callLogInState("default", "replayed-call", "LOGGED");
    assertThat(log.at("/events/0/receivedAt").asText()).isEqualTo("2026-03-03T16:22:41Z");
    assertThat(json(get("enid", "/api/deeds").body()).path("items"))
        .anySatisfy(
            deed -> {
              assertThat(deed.path("user").asText()).isEqualTo("oscar");
              assertThat(deed.path("action").asText()).isEqualTo("REPLAY");
              assertThat(deed.path("reason").asText()).isEqualTo("mended");
              assertThat(deed.path("outcome").asText())
                  .isEqualTo("journaled as an event of broadband-dynamics/default/replayed-call");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/bandwidth/9900001/events, bandwidth/webhook-disconnect-outbound-busy.json",
    "POST, /api/twilio/main/events, twilio/outbound-4-completed.form.txt",
    "POST, /api/vonage/1001001/events/***, vonage/webhook-answered-bad-signature.json",
  })
  void readsEachProvidersEventsAsItsRouteDoes(String method, String path, String sample) {
    String account = path.split("/")[3];
    byte[] body = Samples.text(sample).replace("9900000", account).getBytes(StandardCharsets.UTF_8);
    String mediaType =
        sample.endsWith(".json") ? "application/json" : "application/x-www-form-urlencoded";
    quarantine.keep(method, path, mediaType, body, account, "was odd");
    String id = list(path).at("/items/0/id").asText();

    JsonNode taken = replay(id, "why=mended");

    assertThat(taken.path("journaled").asBoolean()).as(taken.toString()).isTrue();
    bridge.callLog(account, taken.path("callId").asText());
  }

  @Test
  void readsAnEventInAQuery() {
    String query =
        "eventType=disconnect&accountId=9900001&callId=c-replayed-get&from=%2B12025550199"
            + "&to=%2B12025550143&direction=outbound&startTime=2026-03-03T16:21:27.000Z"
            + "&answerTime=2026-03-03T16:21:28.000Z&endTime=2026-03-03T16:22:41.000Z&cause=hangup";
    quarantine.keep(
        "GET",
        "/api/bandwidth/" + SteeredProviders.BANDWIDTH + "/events",
        "application/x-www-form-urlencoded",
        query.getBytes(StandardCharsets.UTF_8),
        SteeredProviders.BANDWIDTH,
        "was an odd query");

    JsonNode kept = json(get("oscar", "/api/quarantine?reason=ODD%20query").body());
    JsonNode taken = replay(kept.at("/items/0/id").asText(), "why=mended");

    assertThat(taken.path("callId").asText()).as(taken.toString()).isEqualTo("c-replayed-get");
  }

  @Test
  void needsAnOperatorWhoVouchesForASenderWhomNobodyChecked() {
    bridge.postJson(
        Bridge.callStatus("unchecked-1", "+12025550143") + "?account=no-such",
        Bridge.completed("unchecked-call"));
    String id = list("unchecked-1").at("/items/0/id").asText();

    assertThat(post("oscar", "/api/quarantine/" + id + "/replay?why=x").statusCode())
        .isEqualTo(409);
    assertThat(
            post("oscar", "/api/quarantine/" + id + "/replay?why=x&force=true&account=no-such")
                .body())
        .contains("configure it first");

    assertThat(replay(id, "why=x&force=true&account=worded").path("journaled").asBoolean())
        .isTrue();
    bridge.callLog("worded", "unchecked-call");
  }

  @Test
  void neverReplaysAPartOfABodyNorAClick() {
    quarantine.keep(
        new Quarantine.Received(
            "POST", Bridge.callStatus("part-1", "+1202"), null, new byte[1], false, null),
        "larger than 64 KiB");
    quarantine.keep("POST", "/api/click-to-call/part-2", null, new byte[1], null, "turned away");

    for (String part : new String[] {"/api/matrex/callstatus/part-1", "/api/click-to-call/"}) {
      String id =
          json(get("oscar", "/api/quarantine?path=" + part).body()).at("/items/0/id").asText();
      assertThat(post("oscar", "/api/quarantine/" + id + "/replay?why=x&force=true").statusCode())
          .isEqualTo(409);
    }
  }

  @Test
  void replaysAndDiscardsAllThatFitOnceTheirNumberIsConfirmed() {
    for (int n = 1; n <= 3; n++) {
      quarantine.keep(
          "POST",
          Bridge.callStatus("many-" + n, "+12025550143"),
          "application/json",
          Bridge.completed("many-call-" + n).getBytes(StandardCharsets.UTF_8),
          n == 3 ? null : "default",
          "many were odd");
    }
    String all = "/api/quarantine/%s?reason=many%%20were%%20odd&why=mended";

    String dryRun = post("oscar", all.formatted("replay") + "&dryRun=true").body();
    assertThat(json(dryRun).path("found").asInt()).isEqualTo(3);
    assertThat(post("oscar", all.formatted("replay") + "&count=2").statusCode()).isEqualTo(409);
    JsonNode asked = json(post("oscar", all.formatted("replay") + "&count=3").body());
    assertThat(asked.path("changed").asInt()).isEqualTo(2);
    assertThat(asked.at("/left/0/why").asText()).contains("force=true");
    bridge.callLog("default", "many-call-1");
    bridge.callLog("default", "many-call-2");

    await().until(() -> list("many-").path("total").asInt() == 1);
    JsonNode gone = json(post("oscar", all.formatted("discard") + "&count=1").body());
    assertThat(gone.path("changed").asInt()).isEqualTo(1);
    assertThat(list("many-").path("total").asInt()).isZero();
  }

  @Test
  void isForOperatorsWhoSayWhy() {
    bridge.postJson(Bridge.callStatus("guarded-1", "+12025550143"), "{ no JSON");
    String id = list("guarded-1").at("/items/0/id").asText();

    assertThat(get("vera", "/api/quarantine").statusCode()).isEqualTo(403);
    assertThat(get("vera", "/api/quarantine/" + id).statusCode()).isEqualTo(403);
    assertThat(get("oscar", "/api/deeds").statusCode()).isEqualTo(403);
    assertThat(post("vera", "/api/quarantine/" + id + "/replay?why=x").statusCode()).isEqualTo(403);
    assertThat(post("oscar", "/api/quarantine/" + id + "/replay").statusCode()).isEqualTo(400);
    assertThat(post("oscar", "/api/quarantine/" + id + "/discard").statusCode()).isEqualTo(400);
    assertThat(post("oscar", "/api/quarantine/" + id + "/discard?why=x").statusCode())
        .isEqualTo(204);
    assertThat(post("oscar", "/api/quarantine/" + id + "/discard?why=x").statusCode())
        .isEqualTo(404);
  }

  private JsonNode list(String partOfPath) {
    String path =
        partOfPath.startsWith("/api/") ? partOfPath : "/api/matrex/callstatus/" + partOfPath;
    return json(get("oscar", "/api/quarantine?path=" + path).body());
  }

  private JsonNode replay(String id, String query) {
    HttpResponse<String> answer = post("oscar", "/api/quarantine/" + id + "/replay?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer.body());
  }

  /** As if a new release could read it: the bytes become readable, not the decoder. */
  private void mend(String id, String body, String receivedAt) {
    store.write(
        client ->
            client
                .sql("UPDATE quarantine SET body = ?, received_at = ? WHERE id = ?")
                .params(
                    body.getBytes(StandardCharsets.UTF_8),
                    Instant.parse(receivedAt).toEpochMilli() * 1000,
                    Long.parseLong(id))
                .update());
  }

  private HttpResponse<String> get(String user, String path) {
    return bridge.send(bridge.request(path, null, "Authorization", Bridge.loginOf(user)).build());
  }

  private HttpResponse<String> post(String user, String path) {
    return bridge.postJson(path, "", "Authorization", Bridge.loginOf(user));
  }
}
