package io.callbridge.call;

/** The sender didn't show the account's secret. */
public class RefusedSenderException extends RuntimeException {

  public RefusedSenderException(String message) {
    super(message);
  }
}
