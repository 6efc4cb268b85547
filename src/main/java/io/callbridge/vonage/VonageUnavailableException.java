package io.callbridge.vonage;

import java.time.Duration;

/** Vonage can't be asked now; it may go well later. */
public class VonageUnavailableException extends VonageException {

  public VonageUnavailableException(String message) {
    this(message, null);
  }

  VonageUnavailableException(String message, Duration retryAfter) {
    super(message, retryAfter);
  }
}
