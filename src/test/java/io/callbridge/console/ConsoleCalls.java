package io.callbridge.console;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.callbridge.PlayedCrm.sample;
import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.Bridge;
import io.callbridge.PlayedCrm;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.stream.StreamSupport;

/** Calls of the account {@code shop}, for tests to look at. */
final class ConsoleCalls {

  private static final String ACCOUNT = "shop";

  private final Bridge bridge;

  ConsoleCalls(Bridge bridge) {
    this.bridge = bridge;
  }

  /** An ended call to {@code to}, all the way into the CRM. */
  long logged(String callId, String to) {
    report(callId, to);
    return inState(callId, "LOGGED");
  }

  /** One that the CRM refuses when it is posted first, and takes when it is posted again. */
  long rejected(String callId, String to) {
    PlayedCrm.onPost(callId, sample(400, "error-400.json"), sample(200, "async-accepted.json"));
    report(callId, to);
    return inState(callId, "REJECTED");
  }

  /** One whose first post gets no answer that says anything. */
  long unconfirmed(String callId, String to) {
    PlayedCrm.onPost(callId, aResponse().withStatus(500), sample(200, "async-accepted.json"));
    report(callId, to);
    return inState(callId, "UNCONFIRMED");
  }

  /** One of an account that isn't configured, in quarantine; the request's id there. */
  long kept(String callId, String to) {
    report("nobody", callId, to);
    JsonNode items = Bridge.json(bridge.get("/api/quarantine?size=500").body()).path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> item.path("path").asText().contains(callId))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asLong();
  }

  void report(String callId, String to) {
    report(ACCOUNT, callId, to);
  }

  void report(String account, String callId, String to) {
    bridge.postJson(
        Bridge.callStatus("req-" + callId, to) + "?account=" + account,
        completed(callId).replace("+12025550143", to));
  }

  long inState(String callId, String state) {
    JsonNode log = bridge.callLogInState(ACCOUNT, callId, state);
    return log.path("id").asLong();
  }

  /** It has ended just now, so that it is one of today's. */
  private static String completed(String callId) {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    return Bridge.completed(callId)
        .replace("Tue, 03 Mar 2026 16:22:41 +0000", RFC_1123_DATE_TIME.format(now))
        .replace("2026-03-03T16:22:41.1203456+00:00", ISO_OFFSET_DATE_TIME.format(now))
        .replace(
            "Tue, 03 Mar 2026 16:21:20 +0000", RFC_1123_DATE_TIME.format(now.minusSeconds(81)));
  }
}
