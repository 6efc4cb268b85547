package io.callbridge.leadsquared;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/**
 * What became of an accepted call log (contracts/leadsquared.md, section 4): every spelling,
 * Boolean or text, {@code Message} as an object, JSON text, plain text or null.
 *
 * @param isPresent whether the answer held a status at all
 * @param activityId of the activity that was made; null if none is named
 * @param words for the audit trail
 */
record LeadSquaredTaskStatus(
    boolean isPresent, boolean isDone, boolean isFailed, String activityId, String words) {

  private static final Set<String> DONE = Set.of("success", "true");
  private static final Set<String> FAILED = Set.of("error", "failure", "failed", "false");

  static LeadSquaredTaskStatus read(JsonNode body) {
    JsonNode task = Json.object(body, "TaskStatus");
    if (!task.isObject()) {
      return new LeadSquaredTaskStatus(false, false, false, null, "no status");
    }
    String raw = Json.text(task, "Status");
    String status = normalise(raw);
    JsonNode message = Json.object(task, "Message");
    boolean innerFailed = FAILED.contains(normalise(Json.text(message, "Status")));
    boolean done = DONE.contains(status) && !innerFailed;
    boolean failed = FAILED.contains(status) || (DONE.contains(status) && innerFailed);
    return new LeadSquaredTaskStatus(
        true,
        done,
        failed,
        done ? activityId(message) : null,
        failed ? failure(task, message, innerFailed) : done ? "done" : "pending: " + raw);
  }

  private static String normalise(String status) {
    return status.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "");
  }

  private static String activityId(JsonNode message) {
    String id = Json.textNearby(message, "ProspectActivityId");
    if (id.isEmpty()) {
      id = Json.textNearby(message, "Id");
    }
    return id.isEmpty() ? null : id;
  }

  private static String failure(JsonNode task, JsonNode message, boolean innerFailed) {
    String reason = Json.text(task, "StatusReason");
    String inner = LeadSquaredError.read(message).map(LeadSquaredError::toString).orElse("");
    if (innerFailed && !inner.isEmpty()) {
      return "failed: " + inner;
    }
    return "failed: " + (reason.isEmpty() ? inner : reason);
  }
}
