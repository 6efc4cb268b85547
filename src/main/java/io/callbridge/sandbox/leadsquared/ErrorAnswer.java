package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * The body of a refusal (section 8).
 *
 * @param exceptionType begins with {@code MX}
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record ErrorAnswer(String status, String exceptionType, String exceptionMessage) {

  static ErrorAnswer missing(String field) {
    return of("MXMandatoryAttributeMissingException", field + " is missing");
  }

  static ErrorAnswer invalid(String message) {
    return of("MXInvalidInputException", message);
  }

  static ErrorAnswer wrongCredentials() {
    return of("MXAuthenticationFailedException", "Invalid credentials");
  }

  static ErrorAnswer over(RateLimit limit) {
    return of("MXAPIRateLimitExceededException", limit.exceeded());
  }

  private static ErrorAnswer of(String type, String message) {
    return new ErrorAnswer("Error", type, message);
  }
}
