package io.callbridge.vonage;

import java.time.Duration;

/** Vonage wants to be left alone for a while. */
public class VonageBusyException extends VonageUnavailableException {

  public VonageBusyException(String message, Duration retryAfter) {
    super(message, retryAfter);
  }
}
