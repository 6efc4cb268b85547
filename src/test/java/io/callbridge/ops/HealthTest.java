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
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@FullApplication
class HealthTest {

  @Autowired Bridge bridge;

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
      } finally {
        statement.execute("ROLLBACK");
      }
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> bridge.get("/actuator/health").statusCode() == 200);
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
}
