package io.callbridge.steer;

import org.springframework.http.HttpStatus;

/** The words of status codes. */
final class Titles {

  private Titles() {}

  static String of(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "HTTP " + status : known.getReasonPhrase();
  }
}
