package io.callbridge.ops;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** An error for a person or a program (RFC 9457). */
record Problem(String type, String title, int status, String detail) {

  static Problem of(int status, String detail) {
    return new Problem("about:blank", HttpStatus.valueOf(status).getReasonPhrase(), status, detail);
  }

  /** Makes problems for routes. */
  @Component("problems")
  static class Problems {

    public Problem of(int status, String detail) {
      return Problem.of(status, detail);
    }
  }
}
