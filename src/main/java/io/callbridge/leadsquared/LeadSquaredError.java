package io.callbridge.leadsquared;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An error as LeadSquared words it, whatever the HTTP status (contracts/leadsquared.md, section 8).
 *
 * @param type such as {@code MXInvalidInputException}; empty if none is named
 * @param message may be empty
 */
record LeadSquaredError(String type, String message) {

  private static final Pattern OVER_THE_LIMIT =
      Pattern.compile(
          "API calls exceeded the limit of \\d+ in \\d+ second", Pattern.CASE_INSENSITIVE);

  /** The error that a body holds, if it is one. */
  static Optional<LeadSquaredError> read(JsonNode body) {
    String type = Json.text(body, "ExceptionType");
    boolean isError = "error".equalsIgnoreCase(Json.text(body, "Status"));
    if (type.isEmpty() && !isError) {
      return Optional.empty();
    }
    String message = Json.text(body, "ExceptionMessage");
    return Optional.of(
        new LeadSquaredError(type, message.isEmpty() ? Json.text(body, "Message") : message));
  }

  static boolean isOverTheLimit(String text) {
    return text != null && OVER_THE_LIMIT.matcher(text).find();
  }

  boolean isThrottling() {
    return type.equals("MXAPIRateLimitExceededException");
  }

  boolean isRefusedKey() {
    return type.equals("MXAuthenticationFailedException");
  }

  /** Whether it would be the same again. */
  boolean isDeterministic() {
    return type.startsWith("MX") && !isThrottling() && !isRefusedKey();
  }

  @Override
  public String toString() {
    return type.isEmpty() ? message : message.isEmpty() ? type : type + ": " + message;
  }
}
