package io.callbridge.vonage;

/** Vonage refuses, and will do so again until a person changes something. */
public class VonageRefusedException extends RuntimeException {

  public VonageRefusedException(String message) {
    super(message);
  }
}
