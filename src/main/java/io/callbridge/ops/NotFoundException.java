package io.callbridge.ops;

/** What was asked for isn't there. */
public class NotFoundException extends RuntimeException {

  NotFoundException(String message) {
    super(message);
  }
}
