package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/** What an ended task says about itself: the JSON inside {@code Message}, and the reason. */
final class EndMessage {

  private static final ObjectMapper JSON = new ObjectMapper();

  @JsonNaming(UpperCamelCaseStrategy.class)
  private record Logged(String status, String message, UUID prospectActivityId) {}

  private EndMessage() {}

  static String reason(TaskEnd end) {
    return switch (end) {
      case SUCCESS, INNER_ERROR -> "Request was successfully completed";
      case FAILURE -> "MXInvalidInputException: Lead could not be matched";
      case ERROR -> "Call log could not be processed";
    };
  }

  /** JSON text; null if there is no message. */
  static String of(Task task) {
    return switch (task.end()) {
      case SUCCESS ->
          write(new Logged("Success", "Phone Call Logged Successfully", task.activityId()));
      case INNER_ERROR -> write(ErrorAnswer.invalid("Virtual number is not mapped"));
      case FAILURE -> null;
      case ERROR -> write(ErrorAnswer.invalid("Lead could not be matched"));
    };
  }

  private static String write(Object message) {
    try {
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
