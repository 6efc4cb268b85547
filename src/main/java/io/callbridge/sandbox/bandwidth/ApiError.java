package io.callbridge.sandbox.bandwidth;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What the API says of a request that it refuses (section 4).
 *
 * @param retryAfter null: not said
 */
record ApiError(
    @JsonIgnore int status,
    String type,
    String description,
    String id,
    @JsonIgnore String retryAfter) {

  static ApiError invalid(String description) {
    return new ApiError(400, "validation", description, null, null);
  }

  static ApiError wrongCredentials() {
    return new ApiError(
        401, "authentication-error", "The credentials provided were invalid", null, null);
  }

  static ApiError denied() {
    return new ApiError(403, "authorization-error", "Access is denied", null, null);
  }

  static ApiError notFound(String callId) {
    return new ApiError(404, "validation", "Call [" + callId + "] not found", null, null);
  }

  static ApiError conflict(String callId) {
    return new ApiError(
        409,
        "validation",
        "Call [" + callId + "] cannot be modified in its current state",
        "",
        null);
  }

  static ApiError mediaType(String contentType) {
    return new ApiError(
        415, "validation", "Content type '" + contentType + "' not supported", null, null);
  }

  static ApiError rateLimit(String retryAfter) {
    return new ApiError(429, "error", "Account call creation rate limit exceeded", "", retryAfter);
  }

  static ApiError internal() {
    return new ApiError(500, "internal-error", "An unknown internal error occurred", null, null);
  }

  static ApiError overloaded() {
    return new ApiError(503, "system-overloaded", "Managing too many concurrent calls", null, null);
  }
}
