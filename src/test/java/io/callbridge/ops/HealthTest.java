package io.callbridge.ops;

import static io.callbridge.Bridge.callStatusOf;
import static io.callbridge.Bridge.completed;
import static io.callbridge.Bridge.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.PlayedCrm;
import io.callbridge.store.GroupCommit;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@FullApplication
class HealthTest {

  @Autowired Bridge bridge;
  @Autowired CompletenessWatch watch;
  @Autowired MeterRegistry meters;
  @Autowired GroupCommit store;

  @Value("${callbridge.store.file}")
  String file;

  @Test
  void isUpAndShowsAUserTheStore() {
    HttpResponse<String> answer = bridge.get("/actuator/health");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode health = json(answer.body());
    assertThat(health.path("status").asText()).isIn("UP", "WARNING");
    assertThat(health.at("/components/store/status").asText()).isEqualTo("UP");
  }

  @Test
  void showsNobodyElseAnyDetails() {
    HttpResponse<String> answer = bridge.send(bridge.request("/actuator/health", null).build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer.body()).path("status").asText()).isIn("UP", "WARNING");
    assertThat(json(answer.body()).has("components")).isFalse();
  }

  @Test
  void warnsOfCallsThatNothingAccountsForAndStaysReady() {
    watch.check();
    store.write(
        client ->
            client
                .sql(
                    "INSERT INTO provider_day VALUES ('broadband-dynamics', 'listed', ?, 'nowhere')")
                .param(LocalDate.now(ZoneOffset.UTC).toString())
                .update());
    try {
      watch.check();
      assertThat(completenessStatus()).as("a call just listed").isEqualTo("UP");

      watch.check();
      assertThat(health().path("status").asText()).isEqualTo("WARNING");
      JsonNode completeness = health().at("/components/completeness");
      assertThat(completeness.path("status").asText()).isEqualTo("WARNING");
      assertThat(completeness.path("details"))
          .isEqualTo(json("{\"broadband-dynamics/listed\": 1}"));
      assertThat(remainder("listed")).isEqualTo(1);
      assertThat(remainder("default")).isZero();
      assertThat(bridge.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    } finally {
      store.write(
          client -> client.sql("DELETE FROM provider_day WHERE call_id = 'nowhere'").update());
    }

    watch.check();
    assertThat(completenessStatus()).isEqualTo("UP");
    assertThat(remainder("listed")).isZero();
  }

  private String completenessStatus() {
    return health().at("/components/completeness/status").asText();
  }

  private JsonNode health() {
    HttpResponse<String> answer = bridge.get("/actuator/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    return json(answer.body());
  }

  private double remainder(String account) {
    return meters
        .get("callbridge.completeness.remainder")
        .tag("provider", "broadband-dynamics")
        .tag("account", account)
        .gauge()
        .value();
  }

  @Test
  void answersProbesWithoutALogin() {
    for (String probe : new String[] {"liveness", "readiness"}) {
      HttpResponse<String> answer =
          bridge.send(bridge.request("/actuator/health/" + probe, null).build());

      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void isDownWhileTheStoreIsLockedAndTellsSendersToTryAgain() throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        assertThatItIsDown();
        assertThatWebhooksAreAskedToComeAgain();
        assertThatUsersAreAskedToComeAgain();
      } finally {
        statement.execute("ROLLBACK");
      }
    }

    await().until(() -> bridge.get("/actuator/health").statusCode() == 200);
    HttpResponse<String> again = bridge.postJson(callStatusOf("default"), completed("locked-out"));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(bridge.acceptedCallLog("default", "locked-out").path("events")).hasSize(1);
    assertThat(PlayedCrm.posts("locked-out")).hasSize(1);
  }

  private void assertThatItIsDown() {
    HttpResponse<String> health = bridge.get("/actuator/health");

    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(json(health.body()).path("status").asText()).isEqualTo("DOWN");
    assertThat(json(health.body()).at("/components/store/status").asText()).isEqualTo("DOWN");
  }

  private void assertThatWebhooksAreAskedToComeAgain() {
    HttpResponse<String> event = bridge.postJson(callStatusOf("default"), completed("locked-out"));
    HttpResponse<String> unreadable = bridge.postJson(callStatusOf("default"), "{");
    HttpResponse<String> lost = bridge.postJson("/api/matrex/locked-out", "{}");

    assertThat(event.statusCode()).isEqualTo(503);
    assertThat(event.headers().firstValue("Retry-After")).contains("5");
    assertThat(event.body()).isEmpty();
    assertThat(unreadable.statusCode()).isEqualTo(503);
    assertThat(lost.statusCode()).isIn(404, 503);
  }

  private void assertThatUsersAreAskedToComeAgain() {
    HttpResponse<String> refused =
        bridge.post("/api/accounts/crm/main/pause", "{\"reason\": \"maintenance\"}");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("5");
    assertThat(json(refused.body()).path("detail").asText())
        .isEqualTo("The store can't be reached now. Try again in a few seconds.");
  }

  @Test
  void keepsAnEventThatARuleOfTheStoreIsAgainst() {
    store.write(
        client ->
            client
                .sql(
                    """
                    CREATE TRIGGER against BEFORE INSERT ON call_event WHEN NEW.call_id = 'against'
                    BEGIN SELECT RAISE(ABORT, 'a rule is against it'); END""")
                .update());
    try {
      assertThat(bridge.postJson(callStatusOf("default"), completed("against")).statusCode())
          .isEqualTo(500);
    } finally {
      store.write(client -> client.sql("DROP TRIGGER against").update());
    }

    assertThat(bridge.get("/api/quarantine").body()).contains("a rule is against it");
  }
}
