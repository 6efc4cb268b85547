package io.callbridge.call;

/** The event came in a form that its provider's contract doesn't know. */
public class UnsupportedMediaTypeException extends RuntimeException {

  public UnsupportedMediaTypeException(String message) {
    super(message);
  }
}
