package io.callbridge.sandbox.vonage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FROM = "\"from\":{\"destination\":2001,\"type\":\"extension\"}";
  private static final String TO = "\"to\":{\"destination\":\"12025550143\",\"type\":\"pstn\"}";

  private final PlayedVonage vonage =
      new PlayedVonage("shortest-call", "20s", "longest-call", "20s");
  private final String login = vonage.login();

  @Test
  void dialsAndHangsUp() throws Exception {
    String id = dial(vonage);

    assertThat(api(vonage).get("1234", id, login)).containsEntry("status", "ringing");
    vonage.pass(Duration.ofSeconds(6));
    assertThat(api(vonage).get("1234", id, login)).containsEntry("status", "on-call");
    assertThat(api(vonage).list("1234", login, "2001", 100, "asc", 0).get("calls"))
        .asList()
        .hasSize(1);
    assertThat(api(vonage).delete("1234", id, login)).containsEntry("call_state", "disconnected");
    assertThat(api(vonage).get("1234", id, login)).containsEntry("status", "disconnected");

    vonage.pass(Switchboard.LINGERING);
    assertThatThrownBy(() -> api(vonage).get("1234", id, login))
        .isInstanceOfSatisfying(
            RefusedException.class, gone -> assertThat(gone.httpStatus()).isEqualTo(404));
    assertThat(vonage.switchboard.all().get(0).script().talkSeconds()).isEqualTo(1);
  }

  @Test
  void takesNothingElseThanTheDocumentedRequests() {
    assertThatThrownBy(() -> api(vonage).create("1234", login, json("{" + FROM + "}")))
        .hasMessageContaining("Invalid request parameters");
    assertThatThrownBy(
            () ->
                api(vonage)
                    .create("1234", login, json("{" + FROM + "," + TO + ",\"type\":\"meodr\"}")))
        .hasMessageContaining("Invalid request parameters");
    assertThatThrownBy(() -> api(vonage).create("1234", "Bearer x", json("{}")))
        .hasMessageContaining("not permitted");
  }

  @Test
  void parksAndTransfers() throws Exception {
    String id = dial(vonage);

    assertThat(api(vonage).update("1234", id, login, json("{\"state\":\"parked\"," + FROM + "}")))
        .containsEntry("call_state", "parked");
    String colleague = "\"to\":{\"destination\":\"2002\",\"type\":\"extension\"}";
    assertThat(api(vonage).update("1234", id, login, json("{" + FROM + "," + colleague + "}")))
        .containsEntry("destination", "2002");
    assertThatThrownBy(() -> api(vonage).update("1234", id, login, json("{\"state\":\"held\"}")))
        .hasMessageContaining("Invalid request parameters");
  }

  @Test
  void holdsALegInTheRightStateOnly() throws Exception {
    String id = dial(vonage);
    String leg = LiveCalls.legId(id, false);
    var legs = new LegApi(vonage.switchboard, vonage.player, vonage.liveCalls, vonage.doorkeeper);
    JsonNode hold = json("{\"state\":\"held\"}");

    assertThat(legs.list("1234", id, login)).hasSize(2);
    assertThatThrownBy(() -> legs.update("1234", id, leg, login, hold))
        .hasMessageContaining("Leg state conflict");
    vonage.pass(Duration.ofSeconds(6));
    assertThat(legs.update("1234", id, leg, login, hold)).containsEntry("call_state", "held");
    assertThatThrownBy(() -> legs.update("1234", id, leg, login, hold))
        .hasMessageContaining("Leg state conflict");
    legs.delete("1234", id, leg, login);
    assertThat(vonage.player.isTalking(vonage.switchboard.all().get(0))).isFalse();
  }

  @Test
  void writesBothShapes() throws Exception {
    var documented = new PlayedVonage("shape", "documented");
    String id = dial(documented);
    Map<String, Object> call = api(documented).get("1234", id, documented.login());

    assertThat(call).containsEntry("to", 12025550143L).containsKey("legs");
    assertThat(api(vonage).get("1234", dial(vonage), login))
        .containsEntry("to_number", "12025550143")
        .containsEntry("answer_time", "0")
        .containsKey("leg_map");
  }

  @Test
  void listsDevices() {
    var devices = new DeviceApi(vonage.doorkeeper, vonage.clock);

    assertThat(devices.list("1234", login, 2, "asc", 0))
        .containsEntry("pages", 2)
        .containsEntry(
            "next_page_uri", "/registration/accounts/1234/devices?page_size=2&order=asc&page=1");
    assertThat(devices.get("1234", "00-00-5e-00-53-02", login))
        .containsEntry("is_registered", "True");
    assertThatThrownBy(() -> devices.get("1234", "00-00-00-00-00-00", login))
        .hasMessageContaining("401");
  }

  private static String dial(PlayedVonage vonage) throws Exception {
    String answer = api(vonage).create("1234", vonage.login(), json("{" + FROM + "," + TO + "}"));
    return JSON.readTree(answer).asText();
  }

  private static CallApi api(PlayedVonage vonage) {
    return new CallApi(vonage.switchboard, vonage.player, vonage.liveCalls, vonage.doorkeeper);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
