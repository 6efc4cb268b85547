package io.callbridge.declared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.PlayedCrm;
import io.callbridge.Samples;
import io.callbridge.TestAccounts;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From a status callback of Twilio to the activity in the CRM, with the table that ships. */
@FullApplication
class TwilioFlowTest {

  private static final String EVENTS = "/api/twilio/main/events";

  @Autowired Bridge bridge;

  @Test
  void logsACall() {
    String callId = "CA-flow";
    for (String state : new String[] {"1-initiated", "2-ringing", "3-in-progress"}) {
      assertThat(report("outbound-" + state, callId).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> answer = report("outbound-4-completed", callId);
    assertThat(report("outbound-4-completed", callId).statusCode()).as("again").isEqualTo(200);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    JsonNode log = bridge.callLogInState("main", callId, "LOGGED");
    assertThat(log.path("provider").asText()).isEqualTo("twilio");
    assertThat(log.path("events")).hasSize(4);
    assertThat(PlayedCrm.posts(callId))
        .singleElement()
        .satisfies(
            post ->
                assertThat(post.getBodyAsString())
                    .isEqualTo(
                        """
                        {"SourceNumber":"12025550155","DestinationNumber":"12025550143",\
                        "DisplayNumber":"12025550199","StartTime":"2026-03-03 16:21:28",\
                        "EndTime":"2026-03-03 16:22:41","CallSessionId":"CA-flow",\
                        "CallDuration":"73","Status":"Answered",\
                        "ResourceURL":"https://recordings.example.test/RE1",\
                        "Direction":"Outbound"}"""));
  }

  @Test
  void countsInTheEquationWithoutAListOfTheProvider() {
    report("outbound-no-answer", "CA-equation");
    bridge.acceptedCallLog("main", "CA-equation");

    String answer = bridge.get("/api/completeness?from=2026-03-03&to=2026-03-03").body();

    JsonNode day =
        Bridge.json(answer).path("items").findParents("provider").stream()
            .filter(item -> item.path("provider").asText().equals("twilio"))
            .findFirst()
            .orElseThrow();
    assertThat(day.path("verified").asText()).isEqualTo("unverified");
    assertThat(day.path("closes").asBoolean()).isTrue();
    assertThat(day.path("ended").asInt()).isPositive();
  }

  @Test
  void refusesWhoDoesntSign() {
    byte[] body = body("outbound-4-completed", "CA-unsigned");

    assertThat(bridge.post(EVENTS, DeclaredSamples.FORM, body).statusCode()).isEqualTo(401);
    assertThat(
            bridge
                .post(EVENTS, DeclaredSamples.FORM, body, "X-Twilio-Signature", signature("", body))
                .statusCode())
        .isEqualTo(401);
    assertThat(bridge.quarantined("/api/twilio/"))
        .noneMatch(kept -> kept.reason().contains("sign"));
  }

  /** A query must not take the place of the path's account, of a field or of a header. */
  @Test
  void aQueryIsOnlyAQuery() {
    byte[] body = body("outbound-4-completed", "CA-query");
    String query = "?account=other&CallSid=CA-other&Content-Type=text/plain";

    HttpResponse<String> answer =
        bridge.post(
            EVENTS + query,
            DeclaredSamples.FORM,
            body,
            "X-Twilio-Signature",
            signature(EVENTS + query, body));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(bridge.acceptedCallLog("main", "CA-query").path("account").asText())
        .isEqualTo("main");
  }

  @Test
  void keepsWhatItCantRead() {
    byte[] body = body("without-call-sid", "");

    HttpResponse<String> answer =
        bridge.post(
            EVENTS, DeclaredSamples.FORM, body, "X-Twilio-Signature", signature(EVENTS, body));
    bridge.post("/api/twilio/nobody/events", DeclaredSamples.FORM, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    await().until(() -> bridge.quarantined("/api/twilio/nobody/").size() == 1);
    assertThat(bridge.quarantined(EVENTS))
        .anySatisfy(
            kept -> {
              assertThat(kept.reason()).isEqualTo("the body has no call id in CallSid");
              assertThat(kept.body()).isEqualTo(body);
            });
    assertThat(bridge.quarantined("/api/twilio/nobody/").get(0).reason())
        .isEqualTo("no such twilio account is configured");
  }

  @Test
  void opensNoOtherPath() {
    for (String path : new String[] {"/api/twilio/main", "/api/other/main/events"}) {
      assertThat(bridge.post(path, DeclaredSamples.FORM, new byte[1]).statusCode()).isEqualTo(401);
    }
    assertThat(bridge.send(bridge.request(EVENTS, null).build()).statusCode())
        .as("GET")
        .isEqualTo(405);
  }

  private HttpResponse<String> report(String sample, String callId) {
    byte[] body = body(sample, callId);
    return bridge.post(
        EVENTS, DeclaredSamples.FORM, body, "X-Twilio-Signature", signature(EVENTS, body));
  }

  private static byte[] body(String sample, String callId) {
    return Samples.text("twilio/" + sample + ".form.txt")
        .replaceAll("CA1111222233334444555566667777....", callId)
        .getBytes(UTF_8);
  }

  /** As Twilio signs: the address, then the fields with their values. */
  private static String signature(String pathAndQuery, byte[] body) {
    var signed = new StringBuilder(TestAccounts.TWILIO_URL + pathAndQuery);
    Body.fieldsOf(body).forEach((name, values) -> signed.append(name).append(values.first()));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(TestAccounts.TWILIO_TOKEN.getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
