package io.callbridge.sandbox.vonage;

import java.util.List;
import java.util.Map;

/** A request that is turned down, with the body that its service has for that (section 4). */
final class RefusedException extends RuntimeException {

  private final int httpStatus;
  private final transient Object body;

  RefusedException(int httpStatus, Object body) {
    super(String.valueOf(body));
    this.httpStatus = httpStatus;
    this.body = body;
  }

  static RefusedException badRequest() {
    return new RefusedException(
        400, Map.of("code", "400", "message", "Invalid request parameters"));
  }

  static RefusedException notPermitted() {
    return new RefusedException(
        401,
        Map.of(
            "code",
            401,
            "message",
            "User is not permitted to make a request against this account"));
  }

  /** The documented 404 says 401 in its body. */
  static RefusedException notFound() {
    return new RefusedException(
        404, Map.of("code", "401", "message", "No matching resource found for given API Request"));
  }

  static RefusedException conflict() {
    return new RefusedException(409, Map.of("code", "409", "message", "Leg state conflict"));
  }

  /** The Reports API's own form (section 6). */
  static RefusedException badReportRequest(String name, String reason) {
    return new RefusedException(
        400,
        Map.of(
            "status",
            400,
            "title",
            "Invalid parameters",
            "instance",
            "sandbox",
            "invalid_parameters",
            List.of(Map.of("name", name, "reason", reason))));
  }

  static RefusedException badReportToken() {
    return new RefusedException(401, Map.of("msg", "Problem with provided token", "status", 401));
  }

  static RefusedException unavailable() {
    return new RefusedException(
        503, Map.of("msg", "Service temporarily unavailable", "status", 503));
  }

  int httpStatus() {
    return httpStatus;
  }

  Object body() {
    return body;
  }
}
