package io.callbridge.vonage;

/** Vonage can't be asked now; it may go well later. */
public class VonageUnavailableException extends RuntimeException {

  public VonageUnavailableException(String message) {
    super(message);
  }
}
