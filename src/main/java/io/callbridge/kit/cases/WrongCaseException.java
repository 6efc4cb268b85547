package io.callbridge.kit.cases;

/** A case can't be played as it is written; the message says why, and where. */
public class WrongCaseException extends RuntimeException {

  WrongCaseException(String message) {
    super(message);
  }

  WrongCaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
