package io.callbridge.dispatch;

import io.callbridge.task.TaskState;
import java.time.Instant;

/**
 * A request to the CRM has been answered, or will not be. For whoever measures.
 *
 * @param call the id of the call in the store
 * @param kind {@code post}, {@code look}, {@code update} or {@code search}
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
    String kind = claim.isSearch() ? "search" : "look";
    if (claim.isUpdate()) {
      kind = "update";
    } else if (claim.isPost()) {
      kind = "post";
    }
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
