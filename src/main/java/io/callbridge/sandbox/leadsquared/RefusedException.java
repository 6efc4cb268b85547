package io.callbridge.sandbox.leadsquared;

/** A request that the application, behind the gateway, turns down. */
final class RefusedException extends RuntimeException {

  private final int httpStatus;
  private final transient Object answer;

  private RefusedException(int httpStatus, Object answer) {
    super(answer.toString());
    this.httpStatus = httpStatus;
    this.answer = answer;
  }

  /** 400: the request cannot be read. */
  static RefusedException unreadable() {
    return new RefusedException(400, ErrorAnswer.invalid("Unable to parse the request body"));
  }

  /** 404: no such address, or no such id. */
  static RefusedException notFound() {
    return new RefusedException(404, new GatewayAnswer("Not Found"));
  }

  /** 500 with a reason, which is final in spite of the 500 (section 8). */
  static RefusedException because(ErrorAnswer answer) {
    return new RefusedException(500, answer);
  }

  int httpStatus() {
    return httpStatus;
  }

  Object answer() {
    return answer;
  }
}
