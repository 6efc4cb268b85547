package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;

/** The answer of the status API (section 4). */
@JsonNaming(UpperCamelCaseStrategy.class)
record StatusAnswer(UUID requestId, TaskStatus taskStatus) {

  private static final String STEP = "In-Process-Queue";

  /**
   * One task.
   *
   * @param requestBody the posted JSON, inside a string
   * @param message JSON inside a string; null while pending and on FAILURE
   */
  @JsonNaming(UpperCamelCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record TaskStatus(
      String taskType,
      String status,
      String statusReason,
      String taskCurrentStep,
      String taskLastStep,
      String requestBody,
      String message) {}

  static StatusAnswer of(Task task, Instant now) {
    return new StatusAnswer(task.requestId(), task.isPending(now) ? inQueue(task) : ended(task));
  }

  private static TaskStatus inQueue(Task task) {
    return new TaskStatus(
        "Telephony-LogCall", "In-Queue", "", STEP, null, task.callLog().body(), null);
  }

  private static TaskStatus ended(Task task) {
    return new TaskStatus(
        "Telephony-LogCall",
        task.end().word(),
        EndMessage.reason(task.end()),
        null,
        STEP,
        task.callLog().body(),
        EndMessage.of(task));
  }
}
