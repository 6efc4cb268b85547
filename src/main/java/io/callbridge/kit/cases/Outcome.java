package io.callbridge.kit.cases;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callbridge.store.CallLogs;
import io.callbridge.store.CallLogs.CallLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What has come out so far, as {@code expected.yaml} has it. */
final class Outcome {

  private static final int MOST = 500;

  private final CaseApplication application;
  private final CaseStore store;
  private final ArrayNode answers = Texts.JSON.createArrayNode();

  Outcome(CaseApplication application, CaseStore store) {
    this.application = application;
    this.store = store;
  }

  void answered(ObjectNode answer) {
    answers.add(answer);
  }

  /** Only what already came out; parts that nothing came out of are left away. */
  ObjectNode soFar() {
    ObjectNode outcome = Texts.JSON.createObjectNode();
    outcome.set("answers", answers);
    ArrayNode requests = outcome.putArray("requests");
    application.farEnds().requests().forEach(requests::add);
    calls(outcome.putArray("calls"));
    rows(
        outcome.putArray("commands"),
        """
        SELECT user_name AS "user", provider, account, operation, call_id AS callId,
          provider_status AS providerStatus, status, words
        FROM command ORDER BY id
        """);
    rows(
        outcome.putArray("quarantine"),
        """
        SELECT method, path, media_type AS mediaType, CAST(body AS TEXT) AS body, reason
        FROM quarantine ORDER BY id
        """);
    for (String part : List.of("answers", "requests", "calls", "commands", "quarantine")) {
      if (outcome.get(part).isEmpty()) {
        outcome.remove(part);
      }
    }
    return outcome;
  }

  private void calls(ArrayNode calls) {
    List<CallLog> logs =
        new ArrayList<>(application.part(CallLogs.class).find(CallLogs.Query.ANY, 0, MOST));
    logs.sort(Comparator.comparing(CallLog::id));
    for (CallLog log : logs) {
      ObjectNode call = calls.addObject();
      call.put("call", log.key().provider() + "/" + log.key().account() + "/" + log.key().callId());
      put(call, "state", log.state());
      put(call, "reason", log.reason());
      put(call, "outcome", log.outcome());
      put(call, "direction", log.direction());
      put(call, "lead", log.leadNumber());
      put(call, "agent", log.agentNumber());
      put(call, "display", log.displayNumber());
      put(call, "startTime", log.startTime());
      put(call, "endTime", log.endTime());
      if (log.durationSeconds() != null) {
        call.put("durationSeconds", log.durationSeconds());
      }
      put(call, "recordingUrl", log.recordingUrl());
      put(call, "activityId", log.activityId());
      put(call, "differs", log.differs());
    }
  }

  private void rows(ArrayNode into, String query) {
    for (Map<String, Object> row : store.rows(query)) {
      ObjectNode entry = into.addObject();
      row.forEach(
          (name, value) -> {
            if (value instanceof Number number) {
              entry.put(name, number.longValue());
            } else {
              put(entry, name, value);
            }
          });
    }
  }

  private static void put(ObjectNode into, String name, Object value) {
    if (value != null) {
      into.put(name, value.toString());
    }
  }
}
