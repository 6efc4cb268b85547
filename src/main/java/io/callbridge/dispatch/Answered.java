package io.callbridge.dispatch;

import io.callbridge.task.TaskState;
import java.time.Instant;

/**
 * A request to the CRM has been answered, or will not be. For whoever measures.
 *
 * @param call the id of the call in the store
 * @param kind {@code post}, {@code look} or {@code update}
 * @param status HTTP status; null if no answer came
 * @param state what the task became
 * @param callEnd when the call ended
 */
public record Answered(
    String crm,
    long call,
    String kind,
    Integer status,
    TaskState state,
    Instant callEnd,
    Instant sentAt,
    Instant answeredAt) {

  static Answered of(
      Claim claim, Integer status, TaskState state, Instant sentAt, Instant answeredAt) {
    String kind = claim.isUpdate() ? "update" : claim.isPost() ? "post" : "look";
    return new Answered(
        claim.getCrm(),
        claim.task().call(),
        kind,
        status,
        state,
        claim.getCall().end(),
        sentAt,
        answeredAt);
  }

  /** Whether the CRM took the request, as far as HTTP says. */
  public boolean isTaken() {
    return status != null && status / 100 == 2;
  }
}
