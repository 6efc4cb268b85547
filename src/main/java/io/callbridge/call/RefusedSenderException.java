package io.callbridge.call;

/** The sender didn't show the account's secret. */
public class RefusedSenderException extends RuntimeException {

  private final String challenge;

  public RefusedSenderException(String message) {
    this(message, null);
  }

  /**
   * @param challenge how to show it, for the header {@code WWW-Authenticate} (RFC 9110, section
   *     11.6.1); null where HTTP has no name for that
   */
  public RefusedSenderException(String message, String challenge) {
    super(message);
    this.challenge = challenge;
  }

  public String getChallenge() {
    return challenge;
  }
}
