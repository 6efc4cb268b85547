package io.callbridge.farend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** LeadSquared, in another mood with each request (contracts/leadsquared.md). */
final class FarLeadSquared extends FarEnd {

  static final String PATH = "/1/api/Telephony/LogCallComplete/org/t0ken/connector";
  static final String KEY = "the-key";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "content-type";
  private static final String UTF_8 = "application/json; charset=UTF-8";

  private final Map<String, List<Map<String, String>>> posts = new HashMap<>();
  private final Map<String, String> sessionByRequest = new HashMap<>();
  private final Map<String, Integer> looks = new HashMap<>();
  private int accepted;
  private boolean hasThrottled;

  /** The activities by session id, as posted and updated. */
  synchronized Map<String, Map<String, String>> activities() {
    Map<String, Map<String, String>> activities = new TreeMap<>();
    posts.forEach((session, bodies) -> activities.put(session, Map.copyOf(bodies.get(0))));
    return activities;
  }

  synchronized int posts(String session) {
    return posts.getOrDefault(session, List.of()).size();
  }

  @Override
  Answer answer(Request request) {
    if (request.path().endsWith("/PhoneCallActivity/Update")) {
      return update(request);
    }
    if (!KEY.equals(request.header("x-api-key"))) {
      return complain(401, "no key: " + request.path());
    }
    if (request.path().equals(PATH)) {
      return post(request);
    }
    if (request.path().equals("/1/api/telephony/logcallcomplete/metrics")) {
      return new Answer(
          200,
          "{\"pendingMessages\": \"0\", \"ProcessingratePerMinute\": 600.0, \"Extra\": null}",
          CONTENT_TYPE,
          UTF_8);
    }
    return request.path().equals("/1/api/telephony/logcallcomplete/status")
        ? look(request)
        : complain(404, "no such address: " + request.path());
  }

  private Answer post(Request request) {
    if (!hasThrottled) {
      hasThrottled = true;
      return new Answer(
          200,
          """
          {"ExceptionMessage": "API calls exceeded the limit of 25 in 5 second(s)",
           "ExceptionType": "MXAPIRateLimitExceededException", "Status": "Error"}""",
          CONTENT_TYPE,
          UTF_8);
    }
    Map<String, String> fields = fields(request.body());
    String session = fields.get("CallSessionId");
    posts.computeIfAbsent(session, first -> new ArrayList<>()).add(fields);
    String id = "%08d-0000-4000-8000-000000000000".formatted(++accepted);
    sessionByRequest.put(id, session);
    String[] headers = {CONTENT_TYPE, UTF_8, "X-Amzn-Trace-Id", "Root=1-1"};
    return switch (accepted % 5) {
      case 0 -> new Answer(202, "{\n \"requestid\" : \"" + id + "\"\n}", headers);
      case 1 ->
          new Answer(
              200,
              "{\"Extra\": [1, {}], \"RequestID\": \"%s\", \"Status\": \"Request accepted.\"}"
                  .formatted(id),
              headers);
      case 2 -> new Answer(200, "\"" + id + "\"", CONTENT_TYPE, "text/plain");
      case 3 ->
          new Answer(
              200,
              "{\"Status\": \"Success\", \"Message\": {\"RequestId\": \"%s\"}}".formatted(id),
              headers);
      default -> new Answer(200, "{\"REQUESTID\":\"" + id + "\",\"Status\":null}", headers);
    };
  }

  private Answer look(Request request) {
    String id = request.query().get("RequestID");
    String session = sessionByRequest.get(id);
    if (session == null) {
      return complain(404, "looked for an unknown request: " + request.rawQuery());
    }
    int order = Integer.parseInt(id.substring(0, 8));
    int look = looks.merge(id, 1, Integer::sum);
    boolean pending = order % 5 == 3 && look == 1;
    String status =
        pending
            ? "\"In_Process\""
            : switch (order % 4) {
              case 0 -> "\"SUCCESS\"";
              case 1 -> "true";
              case 2 -> "\" Success \"";
              default -> "\"success\"";
            };
    String inner =
        order % 3 == 0
            ? "{\"Message\": {\"Id\": \"act-%s\", \"Message\": \"logged\"}, \"Status\": \"Success\"}"
            : "{\"ProspectActivityId\": \"act-%s\", \"Status\": \"SUCCESS\", \"New\": 1}";
    inner = inner.formatted(session);
    String message =
        pending ? "null" : order % 2 == 0 ? inner : "\"" + inner.replace("\"", "\\\"") + "\"";
    return new Answer(
        200,
        """
        {"TaskStatus": {"Message": %s, "RequestBody": {"any": "thing"}, "Unknown": {"a": [null]},
          "TaskLastStep": null, "%s": %s, "TaskType": "Lead Capture"}, "requestId": "%s"}"""
            .formatted(message, order % 2 == 0 ? "Status" : "status", status, id),
        CONTENT_TYPE,
        UTF_8);
  }

  private Answer update(Request request) {
    if (!"access".equals(request.header("x-lsq-accesskey"))
        || !"secret".equals(request.header("x-lsq-secretkey"))) {
      return complain(401, "no keys for an update");
    }
    Map<String, String> fields = fields(request.body());
    Map<String, String> activity =
        posts.get(fields.get("ActivityId").replaceFirst("^act-", "")).get(0);
    if (fields.containsKey("RecordingURL")) {
      activity.put("ResourceURL", fields.get("RecordingURL"));
    }
    if (fields.containsKey("CallDuration")) {
      activity.put("CallDuration", fields.get("CallDuration"));
    }
    return new Answer(
        200,
        "{\"Message\":{\"Message\":\"Activity updated successfully\",\"Id\":\"1\"},\"Status\":\"Success\"}",
        CONTENT_TYPE,
        "text/json");
  }

  private static Map<String, String> fields(String body) {
    try {
      Map<String, String> fields = new TreeMap<>();
      JsonNode read = JSON.readTree(body);
      read.fields()
          .forEachRemaining(
              field -> {
                if (!field.getValue().isTextual()) {
                  throw new IllegalArgumentException("not a text: " + field);
                }
                fields.put(field.getKey(), field.getValue().asText());
              });
      return fields;
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException(notJson);
    }
  }
}
