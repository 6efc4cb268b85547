package io.callbridge.simulation;

import static java.util.Collections.newSetFromMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.callbridge.day.TrueCall;
import io.callbridge.task.Limit;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One account of the CRM, as contracts/leadsquared.md describes it: it counts each arrival against
 * its limits, both ends of a window included and times cut to milliseconds; it takes, loses,
 * refuses, stalls and fails as the weather says.
 */
final class FarEnd {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String LIMIT_TEXT = "API calls exceeded the limit of %d in %d second(s)";

  /**
   * An answer.
   *
   * @param status 0 if no answer ever comes
   */
  record Reply(int status, String body) {

    static final Reply NONE = new Reply(0, null);

    boolean isLost() {
      return status == 0;
    }
  }

  private record Accepted(String session, Instant at, Instant doneAt, boolean fails) {}

  private final List<Limit> limits;
  private final Weather weather;
  private final Random random;
  private final Function<String, TrueCall> calls;
  private final BiConsumer<Invariant, String> breach;
  private final List<Deque<Long>> arrivals = new ArrayList<>();
  private final Map<String, Accepted> byRequest = new LinkedHashMap<>();
  private final Map<TrueCall, Map<String, String>> callLogs = new IdentityHashMap<>();
  private final Set<TrueCall> failed = newSetFromMap(new IdentityHashMap<>());
  private final Set<TrueCall> refused = newSetFromMap(new IdentityHashMap<>());
  private final Set<TrueCall> unsure = newSetFromMap(new IdentityHashMap<>());
  private int posts;
  private int looks;

  FarEnd(
      List<Limit> limits,
      Weather weather,
      Random random,
      Function<String, TrueCall> calls,
      BiConsumer<Invariant, String> breach) {
    this.limits = limits;
    this.weather = weather;
    this.random = random;
    this.calls = calls;
    this.breach = breach;
    limits.forEach(limit -> arrivals.add(new ArrayDeque<>()));
  }

  /** The fields of the call log, and what updates have made of it; null if there is none. */
  Map<String, String> callLog(TrueCall call) {
    return callLogs.get(call);
  }

  /** Whether it took the call log and will say that it failed with it. */
  boolean hasFailed(TrueCall call) {
    return failed.contains(call);
  }

  /** Whether it refused the call log for good. */
  boolean hasRefused(TrueCall call) {
    return refused.contains(call);
  }

  /** Whether it has given reason not to know what became of the call log. */
  boolean isUnsure(TrueCall call) {
    return unsure.contains(call);
  }

  int requests() {
    return posts + looks;
  }

  Reply post(String body, Instant now) {
    posts++;
    count(now);
    Reply gateway = gateway(now);
    if (gateway != null) {
      return gateway;
    }
    Map<String, String> fields = read(body);
    TrueCall call = calls.apply(fields.get("CallSessionId"));
    if (call == null) {
      breach.accept(Invariant.RIGHT_CONTENT, "a call log of no call: " + body);
      return new Reply(400, "{}");
    }
    if (happens(weather.crm.lostOnTheWay())) {
      unsure.add(call);
      return Reply.NONE;
    }
    if (happens(weather.crm.malformed())) {
      refused.add(call);
      return error(random.nextBoolean() ? 500 : 400, "MXInvalidInputException");
    }
    if (happens(weather.crm.broken() / 2)) {
      unsure.add(call);
      return new Reply(500, "<html>oops</html>");
    }
    return take(call, fields, now);
  }

  private Reply take(TrueCall call, Map<String, String> fields, Instant now) {
    if (callLogs.put(call, fields) != null) {
      breach.accept(Invariant.ONE_EFFECT, "taken twice: " + call.id());
    }
    String request = "request-%s-%d".formatted(call.id(), byRequest.size());
    boolean fails = happens(weather.crm.failsLater());
    if (fails) {
      failed.add(call);
    }
    byRequest.put(
        request, new Accepted(fields.get("CallSessionId"), now, doneAt(call, now), fails));
    if (happens(weather.crm.lostOnTheWayBack())) {
      unsure.add(call);
      return Reply.NONE;
    }
    if (happens(weather.crm.broken() / 2)) {
      unsure.add(call);
      return new Reply(502, "");
    }
    if (happens(weather.crm.withoutId())) {
      unsure.add(call);
      return new Reply(202, "{\"Status\": \"Success\"}");
    }
    return new Reply(
        200,
        random.nextBoolean()
            ? "{\"Status\": \"Request accepted\", \"RequestID\": \"" + request + "\"}"
            : "{\"Message\": {\"RequestId\": \"" + request + "\"}}");
  }

  /** Mostly seconds, sometimes minutes, rarely hours or never; later if it stalls. */
  private Instant doneAt(TrueCall call, Instant now) {
    if (happens(weather.crm.neverDone())) {
      unsure.add(call);
      return Instant.MAX;
    }
    int kind = random.nextInt(100);
    int most = kind < 85 ? 20_000 : kind < 99 ? 900_000 : 9_000_000;
    Instant done = now.plusMillis(500 + random.nextInt(most));
    for (Weather.Spell stall : weather.stalls) {
      if (now.isBefore(stall.to()) && done.isAfter(stall.from())) {
        done = stall.to().plusMillis(random.nextInt(600_000));
      }
    }
    return done;
  }

  Reply look(String request, Instant now) {
    looks++;
    count(now);
    Reply gateway = gateway(now);
    if (gateway != null) {
      return gateway;
    }
    if (happens(weather.crm.lostOnTheWay())) {
      return Reply.NONE;
    }
    if (happens(weather.crm.broken())) {
      return new Reply(500, "");
    }
    Accepted task = byRequest.get(request);
    if (task == null) {
      breach.accept(Invariant.RIGHT_CONTENT, "asked for a request that it never named: " + request);
      return error(404, "MXNotFound");
    }
    boolean isYoung = now.isBefore(task.at().plusSeconds(90));
    if (isYoung && happens(weather.crm.notYetKnown())) {
      return new Reply(404, "");
    }
    TrueCall call = calls.apply(task.session());
    if (!isYoung && happens(weather.crm.forgotten())) {
      unsure.add(call);
      return new Reply(404, "");
    }
    if (now.isBefore(task.doneAt())) {
      return status(random.nextBoolean() ? "\"In-Queue\"" : "null", "");
    }
    return task.fails() ? failure() : success(task.session());
  }

  private Reply failure() {
    return random.nextBoolean()
        ? status("\"Error\"", "")
        : status("\"Success\"", ", \"Message\": {\"Status\": \"Error\", \"Message\": \"no lead\"}");
  }

  private Reply success(String session) {
    String message = "{\"Status\":\"Success\",\"ProspectActivityId\":\"" + session + "\"}";
    return random.nextBoolean()
        ? status("\"Success\"", ", \"Message\": " + message)
        : status("true", ", \"Message\": \"" + message.replace("\"", "\\\"") + "\"");
  }

  private static Reply status(String word, String more) {
    return new Reply(200, "{\"TaskStatus\": {\"Status\": " + word + more + "}}");
  }

  /** Ids of activities are the session ids, so that they are easily found. */
  Reply update(String body, Instant now) {
    looks++;
    count(now);
    Reply gateway = gateway(now);
    if (gateway != null) {
      return gateway;
    }
    if (happens(weather.crm.broken())) {
      return new Reply(500, "");
    }
    Map<String, String> fields = read(body);
    Map<String, String> callLog = callLogs.get(calls.apply(fields.get("ActivityId")));
    if (callLog == null) {
      breach.accept(Invariant.RIGHT_CONTENT, "updates what isn't there: " + body);
      return new Reply(400, "{}");
    }
    if (fields.containsKey("RecordingURL")) {
      callLog.put("ResourceURL", fields.get("RecordingURL"));
    }
    if (fields.containsKey("CallDuration")) {
      callLog.put("CallDuration", fields.get("CallDuration"));
    }
    return happens(weather.crm.lostOnTheWayBack())
        ? Reply.NONE
        : new Reply(200, "{\"Status\": \"Success\", \"Message\": {\"Id\": \"1\"}}");
  }

  /** The lead of a number, whose id says the number, if it has any call log. */
  Reply leads(String query, Instant now) {
    looks++;
    count(now);
    Reply gateway = gateway(now);
    if (gateway != null) {
      return gateway;
    }
    String number = query.substring(query.indexOf('=') + 1);
    boolean isKnown = callLogs.values().stream().anyMatch(log -> number.equals(leadOf(log)));
    return new Reply(200, isKnown ? "[{\"ProspectID\": \"lead-" + number + "\"}]" : "[]");
  }

  /** The activities that there are by now, on one page. */
  Reply activities(Instant now) {
    looks++;
    count(now);
    Reply gateway = gateway(now);
    if (gateway != null) {
      return gateway;
    }
    String list =
        byRequest.values().stream()
            .filter(task -> !task.fails() && !now.isBefore(task.doneAt()))
            .map(task -> activity(task.session()))
            .collect(Collectors.joining(","));
    return new Reply(200, "{\"RecordCount\": 1, \"List\": [" + list + "]}");
  }

  private String activity(String session) {
    Map<String, String> log = callLogs.get(calls.apply(session));
    return """
        {"ProspectActivityId": "%s", "RelatedProspectId": "lead-%s",
         "mx_Custom_1": "%s", "mx_Custom_2": "%s"}"""
        .formatted(
            session, leadOf(log), log.getOrDefault("DisplayNumber", ""), log.get("StartTime"));
  }

  private static String leadOf(Map<String, String> log) {
    return log.get("Direction").equals("Inbound")
        ? log.get("SourceNumber")
        : log.get("DestinationNumber");
  }

  /** What stands before the API: it knows keys and limits, not call logs. */
  private Reply gateway(Instant now) {
    if (weather.keyRefused.stream().anyMatch(spell -> spell.covers(now))) {
      return random.nextBoolean()
          ? new Reply(403, "{\"message\": \"Forbidden\"}")
          : error(401, "MXAuthenticationFailedException");
    }
    if (happens(weather.crm.throttled())) {
      return new Reply(429, LIMIT_TEXT.formatted(limits.get(0).calls(), 5));
    }
    if (happens(weather.crm.throttledAs200())) {
      return error(200, "MXAPIRateLimitExceededException");
    }
    return happens(weather.crm.busy()) ? new Reply(503, "<html>busy</html>") : null;
  }

  private static Reply error(int status, String type) {
    return new Reply(
        status,
        "{\"Status\": \"Error\", \"ExceptionType\": \"%s\", \"ExceptionMessage\": \"as it is\"}"
            .formatted(type));
  }

  private void count(Instant now) {
    long at = now.toEpochMilli();
    for (int i = 0; i < limits.size(); i++) {
      Limit limit = limits.get(i);
      Deque<Long> window = arrivals.get(i);
      window.addLast(at);
      while (window.getFirst() < at - limit.window().toMillis()) {
        window.removeFirst();
      }
      if (window.size() > limit.calls()) {
        breach.accept(Invariant.WITHIN_LIMITS, "%d arrivals in %s".formatted(window.size(), limit));
      }
    }
  }

  private boolean happens(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  static Map<String, String> read(String body) {
    try {
      return JSON.readValue(body, new TypeReference<TreeMap<String, String>>() {});
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(notJson);
    }
  }
}
