package io.callbridge.collect;

import java.time.Duration;

/** A provider's records can't be read now; what was read of them stays. */
public class CollectFailedException extends RuntimeException {

  private final transient Duration retryAfter;

  /**
   * @param message for a person
   * @param retryAfter how long the provider wants to be left alone; null if it didn't say
   */
  public CollectFailedException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** Null if the provider didn't say. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
