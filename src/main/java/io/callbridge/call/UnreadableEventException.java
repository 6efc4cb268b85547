package io.callbridge.call;

/** A request holds no event that could be read; the message says what is wrong with it. */
public class UnreadableEventException extends RuntimeException {

  public UnreadableEventException(String message) {
    super(message);
  }

  public UnreadableEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
