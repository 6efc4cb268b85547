package io.callbridge.vonage;

import java.time.Duration;

/** Vonage did not do what it was asked. */
public abstract class VonageException extends RuntimeException {

  private final transient Duration retryAfter;

  VonageException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** How long Vonage is to be left alone; null if nobody knows. */
  public Duration getRetryAfter() {
    return retryAfter;
  }
}
