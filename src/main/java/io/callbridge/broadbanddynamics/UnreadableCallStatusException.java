package io.callbridge.broadbanddynamics;

/** The request holds no call status that could be read; the message says what is wrong with it. */
public class UnreadableCallStatusException extends RuntimeException {

  UnreadableCallStatusException(String message) {
    super(message);
  }

  UnreadableCallStatusException(String message, Throwable cause) {
    super(message, cause);
  }
}
