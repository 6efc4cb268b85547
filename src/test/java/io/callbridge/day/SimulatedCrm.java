package io.callbridge.day;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.callbridge.task.Limit;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One account of the CRM: it counts every request against its limit, takes call logs, makes
 * activities of them after a while, and fails now and then.
 */
final class SimulatedCrm {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * An answer.
   *
   * @param isLost it never arrives, though the CRM may have done what was asked
   */
  record Reply(int status, String body, boolean isLost) {}

  private record Accepted(String sessionId, Instant doneAt, boolean fails) {}

  private final List<Limit> limits;
  private final Random random;
  private final List<Deque<Instant>> arrivals = new ArrayList<>();
  private final Map<String, Accepted> byRequest = new HashMap<>();
  private final Map<String, Map<String, String>> accepted = new HashMap<>();
  private final Set<String> failed = new HashSet<>();
  private final Set<String> unsure = new HashSet<>();
  private final Map<String, Integer> underWay = new HashMap<>();

  /** What went wrong on our side. */
  final List<String> offences = new ArrayList<>();

  SimulatedCrm(List<Limit> limits, Random random) {
    this.limits = limits;
    this.random = random;
    limits.forEach(limit -> arrivals.add(new ArrayDeque<>()));
  }

  /** The fields of the call log, and what updates have made of it; null if there is none. */
  Map<String, String> callLog(String sessionId) {
    return accepted.get(sessionId);
  }

  Set<String> sessionIds() {
    return accepted.keySet();
  }

  boolean hasFailed(String sessionId) {
    return failed.contains(sessionId);
  }

  /** An answer to a post of it leaves; it is lost unless it {@link #endAnswer arrives}. */
  void beginAnswer(String sessionId) {
    underWay.merge(sessionId, 1, Integer::sum);
  }

  void endAnswer(String sessionId) {
    underWay.merge(sessionId, -1, Integer::sum);
  }

  /** Whether the answer to a post of it was lost. */
  boolean isUnsure(String sessionId) {
    return unsure.contains(sessionId) || underWay.getOrDefault(sessionId, 0) > 0;
  }

  Reply post(String body, Instant now) {
    count(now);
    Map<String, String> fields = read(body);
    String session = fields.get("CallSessionId");
    int luck = random.nextInt(1000);
    if (luck < 10) {
      return throttled();
    }
    if (luck < 30) {
      return new Reply(503, "<html>busy</html>", false);
    }
    if (luck < 36) {
      unsure.add(session);
      return new Reply(0, null, true);
    }
    if (accepted.put(session, fields) != null) {
      offences.add("posted twice: " + session);
    }
    boolean fails = random.nextInt(300) == 0;
    if (fails) {
      failed.add(session);
    }
    String request = "request-" + byRequest.size();
    byRequest.put(request, new Accepted(session, now.plusMillis(work()), fails));
    if (luck < 46) {
      unsure.add(session);
      return new Reply(0, null, true);
    }
    return new Reply(200, "{\"Status\": \"Success\", \"RequestId\": \"" + request + "\"}", false);
  }

  /** Mostly seconds, sometimes minutes, rarely hours. */
  private long work() {
    int kind = random.nextInt(100);
    int most = kind < 85 ? 20_000 : kind < 99 ? 900_000 : 9_000_000;
    return 500 + random.nextInt(most);
  }

  Reply look(String request, Instant now) {
    count(now);
    int luck = random.nextInt(200);
    if (luck < 2) {
      return throttled();
    }
    if (luck < 4) {
      return new Reply(luck == 2 ? 502 : 0, "", luck == 3);
    }
    Accepted task = byRequest.get(request);
    if (task == null) {
      offences.add("asked for an unknown request: " + request);
      return new Reply(404, "", false);
    }
    if (now.isBefore(task.doneAt())) {
      return status("In Queue", "");
    }
    return task.fails()
        ? status("Error", "")
        : status(
            "Success",
            ", \"Message\": \"{\\\"Status\\\":\\\"Success\\\",\\\"ProspectActivityId\\\":\\\""
                + task.sessionId()
                + "\\\"}\"");
  }

  private static Reply status(String word, String more) {
    return new Reply(200, "{\"TaskStatus\": {\"Status\": \"" + word + "\"" + more + "}}", false);
  }

  /** Ids of activities are the session ids, so that they are easily found. */
  Reply update(String body, Instant now) {
    count(now);
    int luck = random.nextInt(100);
    if (luck < 2) {
      return throttled();
    }
    if (luck < 4) {
      return new Reply(503, "", false);
    }
    Map<String, String> fields = read(body);
    Map<String, String> callLog = accepted.get(fields.get("ActivityId"));
    if (callLog == null) {
      offences.add("updated what isn't there: " + body);
      return new Reply(400, "{}", false);
    }
    if (fields.containsKey("RecordingURL")) {
      callLog.put("ResourceURL", fields.get("RecordingURL"));
    }
    if (fields.containsKey("CallDuration")) {
      callLog.put("CallDuration", fields.get("CallDuration"));
    }
    return new Reply(200, "{\"Status\": \"Success\"}", luck < 6);
  }

  /** The lead of a number, whose id says the number, if it has any call log. */
  Reply leads(String query, Instant now) {
    count(now);
    String number = query.substring(query.indexOf('=') + 1);
    boolean isKnown = accepted.values().stream().anyMatch(log -> number.equals(leadOf(log)));
    return new Reply(200, isKnown ? "[{\"ProspectID\": \"lead-" + number + "\"}]" : "[]", false);
  }

  /** The activities that there are by now, on one page. */
  Reply activities(Instant now) {
    count(now);
    String list =
        byRequest.values().stream()
            .filter(task -> !task.fails() && !now.isBefore(task.doneAt()))
            .map(task -> activity(task.sessionId()))
            .collect(Collectors.joining(","));
    return new Reply(200, "{\"RecordCount\": 1, \"List\": [" + list + "]}", false);
  }

  private String activity(String sessionId) {
    Map<String, String> log = accepted.get(sessionId);
    return """
        {"ProspectActivityId": "%s", "RelatedProspectId": "lead-%s",
         "mx_Custom_1": "%s", "mx_Custom_2": "%s"}"""
        .formatted(
            sessionId, leadOf(log), log.getOrDefault("DisplayNumber", ""), log.get("StartTime"));
  }

  private static String leadOf(Map<String, String> log) {
    return log.get("Direction").equals("Inbound")
        ? log.get("SourceNumber")
        : log.get("DestinationNumber");
  }

  private static Reply throttled() {
    return new Reply(429, "API calls exceeded the limit of 25 in 5 second(s)", false);
  }

  private void count(Instant now) {
    for (int i = 0; i < limits.size(); i++) {
      Deque<Instant> counted = arrivals.get(i);
      Limit limit = limits.get(i);
      while (!counted.isEmpty() && !counted.peek().isAfter(now.minus(limit.window()))) {
        counted.poll();
      }
      counted.add(now);
      if (counted.size() > limit.calls()) {
        offences.add("over the limit of %s at %s".formatted(limit, now));
      }
    }
  }

  static Map<String, String> read(String body) {
    try {
      return JSON.readValue(body, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException noBody) {
      throw new IllegalStateException(noBody);
    }
  }
}
