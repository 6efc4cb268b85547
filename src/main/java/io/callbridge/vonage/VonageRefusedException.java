package io.callbridge.vonage;

import java.time.Duration;

/** Vonage refuses, and will do so again until a person changes something. */
public class VonageRefusedException extends VonageException {

  private static final Duration RETRY_AFTER = Duration.ofMinutes(30);

  public VonageRefusedException(String message) {
    super(message, RETRY_AFTER);
  }
}
