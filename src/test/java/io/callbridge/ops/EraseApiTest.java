package io.callbridge.ops;

import static io.callbridge.Bridge.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@FullApplication
@ExtendWith(OutputCaptureExtension.class)
class EraseApiTest {

  private static final String NUMBER = "2025550118";

  @Autowired Bridge bridge;

  @Test
  void erasesANumberForAnAdminWhoSaysWhy(CapturedOutput log) {
    bridge.postJson(
        Bridge.callStatus("req-erased", "+1" + NUMBER),
        Bridge.completed("erased-call").replace("2025550143", NUMBER));
    bridge.callLogInState("default", "erased-call", "LOGGED");
    String body = "{\"number\": \"+1 202 555 0118\"%s}";
    String why = body.formatted(", \"reason\": \"asked for\"");

    assertThat(erase("enid", "", why).statusCode()).isEqualTo(403);
    assertThat(erase("admin", "", body.formatted("")).statusCode()).isEqualTo(400);
    assertThat(erase("admin", "", "{\"reason\": \"asked for\"}").body())
        .contains("number is needed");
    assertThat(erase("admin", "?number=%2B1" + NUMBER, why).statusCode()).isEqualTo(400);
    JsonNode would = json(erase("admin", "?dryRun=true", body.formatted("")).body());
    assertThat(would.at("/rows/call").asInt()).isEqualTo(1);
    assertThat(bridge.callLog("default", "erased-call").toString()).contains(NUMBER);

    JsonNode report = json(erase("admin", "", why).body());
    assertThat(report.path("number").asText()).isEqualTo("*******0118");
    assertThat(report.at("/rows/call").asInt()).isEqualTo(1);
    assertThat(report.at("/rows/call_event").asInt()).isEqualTo(1);
    assertThat(report.path("left").asInt()).isZero();

    JsonNode left = bridge.callLogInState("default", "erased-call", "LOGGED");
    assertThat(left.toString()).doesNotContain(NUMBER);
    assertThat(left.path("activityId").asText()).isNotEmpty();
    assertThat(json(bridge.get("/api/deeds").body()).path("items"))
        .anySatisfy(
            deed -> {
              assertThat(deed.path("action").asText()).isEqualTo("ERASE");
              assertThat(deed.path("subject").asText()).isEqualTo("number *******0118");
              assertThat(deed.path("reason").asText()).isEqualTo("asked for");
            });
    assertThat(log.getAll()).doesNotContain(NUMBER);
  }

  private HttpResponse<String> erase(String user, String query, String body) {
    return bridge.postJson("/api/erase" + query, body, "Authorization", Bridge.loginOf(user));
  }
}
