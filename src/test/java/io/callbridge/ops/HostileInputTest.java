package io.callbridge.ops;

import static io.callbridge.Bridge.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.SteeredProviders;
import io.callbridge.TestAccounts;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What is made to break a reader is refused with a clear status, kept where it may be somebody's
 * event, and never sent back.
 */
@FullApplication
class HostileInputTest {

  private static final String MARK = "h0stile";
  private static final String JSON = "application/json";
  private static final String XML = "application/xml";
  private static final String FORM = "application/x-www-form-urlencoded";

  @Autowired Bridge bridge;

  private record Body(String name, String mediaType, byte[] bytes) {}

  private static List<Body> bodies() {
    String entities =
        "<!DOCTYPE b [<!ENTITY a \"%s\"><!ENTITY c \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>";
    String external = "<!DOCTYPE b [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
    String callStatus = "<BbdApiCallStatusRequest><CallSid>%s</CallSid></BbdApiCallStatusRequest>";
    return List.of(
        new Body("deep-arrays", JSON, ("{\"" + MARK + "\":" + "[".repeat(60_000)).getBytes(UTF_8)),
        new Body("deep-objects", JSON, "{\"event\":".repeat(6_000).getBytes(UTF_8)),
        new Body("no-utf-8", JSON, ("{\"a\": \"" + MARK + "\u00e9\"}").getBytes(ISO_8859_1)),
        new Body("overlong", JSON, new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}),
        new Body("utf-16", JSON, ("{" + MARK).getBytes(UTF_16)),
        new Body("zeros", JSON, new byte[1000]),
        new Body("huge-number", JSON, ("[" + "9".repeat(60_000) + "]").getBytes(UTF_8)),
        new Body("bomb", XML, (entities.formatted(MARK) + callStatus.formatted("&d;")).getBytes()),
        new Body("external", XML, (external + callStatus.formatted("&a;")).getBytes(UTF_8)),
        new Body("deep-xml", XML, "<BbdApiCallStatusRequest>".repeat(2_400).getBytes(UTF_8)),
        new Body("bad-form", FORM, (MARK + "=%zz&%c3=%c3").getBytes(UTF_8)),
        new Body("many-fields", FORM, "a&".repeat(30_000).getBytes(UTF_8)));
  }

  static List<Arguments> webhooks() {
    Map<String, Integer> paths = new LinkedHashMap<>();
    paths.put("/api/matrex/callstatus/%s/+12025550143", 400);
    paths.put("/api/bandwidth/" + SteeredProviders.BANDWIDTH + "/events?%s", 400);
    paths.put("/api/vonage/" + SteeredProviders.VONAGE + "/events/" + TestAccounts.SECRET, 200);
    List<Arguments> all = new ArrayList<>();
    paths.forEach(
        (path, status) ->
            bodies().forEach(body -> all.add(Arguments.of(path, body.name(), body, status))));
    return all;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("webhooks")
  void refusesAndKeepsAWebhook(String path, String name, Body body, int status) {
    String shown = path.replaceAll("\\?.*|" + TestAccounts.SECRET, "").formatted("hostile-" + name);
    int before = bridge.quarantined(shown).size();

    HttpResponse<String> answer =
        bridge.post(path.formatted("hostile-" + name), body.mediaType(), body.bytes());

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEmpty();
    assertThat(bridge.quarantined(shown)).hasSize(before + 1);
    assertThat(bridge.quarantined(shown).get(before).body()).isEqualTo(body.bytes());
    assertThat(bridge.quarantined(shown).get(before).reason())
        .hasSizeLessThan(310)
        .doesNotContain("Source", "\n");
  }

  @Test
  void takesAnEventWithNumbersThatAreNone() {
    for (String number :
        List.of("1e999999999", "-1", "9".repeat(900), "0.1e-99999", "\"\\u0000\"")) {
      String event =
          Bridge.completed("hostile-number")
              .replaceAll("(\"callDuration\":\\s*)\\d+", "$1" + number);
      int status = bridge.postJson(Bridge.callStatusOf("default"), event).statusCode();

      assertThat(status).as(number).isIn(200, 400);
    }
    assertThat(bridge.callLog("default", "hostile-number").path("callId").asText())
        .isEqualTo("hostile-number");
  }

  @Test
  void refusesWhatIsNoClick() {
    for (Body body : bodies()) {
      HttpResponse<String> answer =
          bridge.post(
              "/api/click-to-call",
              body.mediaType(),
              body.bytes(),
              "X-Callbridge-Secret",
              TestAccounts.CLICK_SECRET);

      assertThat(answer.statusCode()).as(body.name()).isEqualTo(400);
      assertThat(answer.body()).as(body.name()).doesNotContain(MARK, "root:");
      assertThat(json(answer.body()).path("status").asText()).isEqualTo("error");
    }
  }

  @Test
  void refusesWhatIsNoCommand() {
    String call = "/api/bandwidth/accounts/" + SteeredProviders.BANDWIDTH + "/calls";
    String leg = "/api/vonage/accounts/" + SteeredProviders.VONAGE + "/calls";
    for (Body body : bodies()) {
      for (String path : List.of(call, leg, call + "/c-1/bxml", "/api/call-logs/1/retry")) {
        HttpResponse<String> answer =
            bridge.send(
                bridge
                    .request(path, body.mediaType(), "Authorization", Bridge.loginOf("enid"))
                    .method(
                        path.endsWith("bxml") ? "PUT" : "POST",
                        BodyPublishers.ofByteArray(body.bytes()))
                    .build());

        assertThat(answer.statusCode()).as(path + " " + body.name()).isBetween(400, 499);
        assertThat(answer.body()).as(path + " " + body.name()).doesNotContain(MARK, "root:");
      }
    }
  }
}
