package io.callbridge.console;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.callbridge.PlayedCrm.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.Bridge;
import io.callbridge.PlayedCrm;

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

  void report(String callId, String to) {
    bridge.postJson(
        Bridge.callStatus("req-" + callId, to) + "?account=" + ACCOUNT, Bridge.completed(callId));
  }

  long inState(String callId, String state) {
    JsonNode log = bridge.callLogInState(ACCOUNT, callId, state);
    return log.path("id").asLong();
  }
}
