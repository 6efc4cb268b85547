package io.callbridge.ops;

/** A query asks for something that can't be; the message says which parameter and what it takes. */
public class BadQueryException extends RuntimeException {

  public BadQueryException(String message) {
    super(message);
  }
}
