package io.callbridge.leadsquared;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.task.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;

/**
 * An answer of LeadSquared to any request, and which class of contracts/leadsquared.md, section 8,
 * it belongs to. At most one of the {@code is…} of an error holds.
 */
public class LeadSquaredAnswer {

  private final int status;
  private final String text;
  private final JsonNode whole;
  private final JsonNode body;
  private final Optional<LeadSquaredError> error;
  private final LeadSquaredTaskStatus task;
  private final boolean throttled;

  LeadSquaredAnswer(int status, String text) {
    this.status = status;
    this.text = text;
    this.whole = Json.read(text);
    this.body = whole.isArray() && whole.size() == 1 ? whole.get(0) : whole;
    this.error = LeadSquaredError.read(body);
    this.task = LeadSquaredTaskStatus.read(body);
    this.throttled =
        status == 429
            || error.map(LeadSquaredError::isThrottling).orElse(false)
            || (!isAcceptedWithId() && LeadSquaredError.isOverTheLimit(text));
  }

  /** The account is over its limit, whatever the status says. */
  public boolean isThrottled() {
    return throttled;
  }

  /** Our key is missing or wrong. */
  public boolean isKeyRefused() {
    return !isThrottled()
        && (status == 401
            || status == 403
            || error.map(LeadSquaredError::isRefusedKey).orElse(false));
  }

  /** Refused, and it would be refused again: a 400, a 404, an {@code MX…} error, a 2xx error. */
  public boolean isRefusedForGood() {
    return !isThrottled()
        && !isKeyRefused()
        && (status == 400
            || status == 404
            || error.map(LeadSquaredError::isDeterministic).orElse(false)
            || (isSuccessStatus() && error.isPresent() && requestIdOrNull() == null));
  }

  /** Surely not accepted, and it may heal: a 503 that isn't the application's own error. */
  public boolean isRefusedForNow() {
    return status == 503 && !isThrottled() && !isKeyRefused() && !isRefusedForGood();
  }

  /** A 2xx that is no error. */
  public boolean isAccepted() {
    return isSuccessStatus() && !isThrottled() && !isKeyRefused() && !isRefusedForGood();
  }

  /** Nothing is there, or not yet. */
  public boolean isNotFound() {
    return status == 404 && !isThrottled() && !isKeyRefused();
  }

  /** The id to ask for the status with; null if the answer holds none. */
  public String getRequestId() {
    return requestIdOrNull();
  }

  /** The answer to a status request: the CRM's activity exists. */
  public boolean isDone() {
    return isAccepted() && task.isDone();
  }

  /** The answer to a status request: the CRM took the call log and failed with it. */
  public boolean isFailed() {
    return isAccepted() && task.isFailed();
  }

  /** The activity that was made; null if none is named. */
  public String getActivityId() {
    return task.activityId();
  }

  /** The answer to a look for leads. */
  public boolean isLeads() {
    return isAccepted() && whole.isArray();
  }

  /** The ids of the leads that were found. */
  public List<String> getLeads() {
    return StreamSupport.stream(whole.spliterator(), false)
        .map(lead -> Json.text(lead, "ProspectID"))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  /** The answer to a look for activities. */
  public boolean isActivities() {
    return isAccepted() && activities().isArray();
  }

  JsonNode activities() {
    return Json.member(body, "List");
  }

  /** How many activities there are on all pages, if the answer says so. */
  OptionalInt activityCount() {
    JsonNode count = Json.member(body, "RecordCount");
    return count.canConvertToInt() ? OptionalInt.of(count.asInt()) : OptionalInt.empty();
  }

  /** The answer to how long the queue is. */
  public boolean isQueue() {
    return isAccepted() && LeadSquaredMetrics.worksOff(body).isPresent();
  }

  /** The time that it takes to work off what is queued; only of {@link #isQueue}. */
  public Duration getQueue() {
    return LeadSquaredMetrics.worksOff(body).orElseThrow();
  }

  /** For the audit trail. */
  public Answer recorded() {
    return new Answer(status, text, words());
  }

  private String words() {
    if (isThrottled()) {
      return "throttled (HTTP %d)".formatted(status);
    }
    if (isKeyRefused()) {
      return "key refused (HTTP %d)%s".formatted(status, detail());
    }
    if (isRefusedForGood()) {
      return "refused for good (HTTP %d)%s".formatted(status, detail());
    }
    if (isRefusedForNow()) {
      return "refused for now (HTTP %d)".formatted(status);
    }
    if (isAccepted()) {
      return task.isPresent() ? task.words() : "accepted";
    }
    return "HTTP %d, which says nothing sure".formatted(status);
  }

  private String detail() {
    return error.map(found -> ": " + found).orElse("");
  }

  private boolean isSuccessStatus() {
    return status / 100 == 2;
  }

  private boolean isAcceptedWithId() {
    return isSuccessStatus() && requestIdOrNull() != null;
  }

  /** At the top level, one level down, or the whole body as a string; a sentence is no id. */
  private String requestIdOrNull() {
    String id = body.isTextual() ? body.textValue().strip() : Json.textNearby(body, "RequestId");
    return id.isEmpty() || id.contains(" ") ? null : id;
  }
}
