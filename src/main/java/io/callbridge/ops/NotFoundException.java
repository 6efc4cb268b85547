package io.callbridge.ops;

/** What was asked for isn't there. */
public class NotFoundException extends RuntimeException {

  public NotFoundException(String message) {
    super(message);
  }
}
