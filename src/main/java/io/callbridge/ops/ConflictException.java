package io.callbridge.ops;

/** What was asked for can't be done now; the message says why. */
public class ConflictException extends RuntimeException {

  public ConflictException(String message) {
    super(message);
  }
}
