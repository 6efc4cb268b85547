package io.callbridge.call;

import static java.util.Objects.requireNonNull;

/**
 * What identifies a call: the same call always has the same key, which is what makes a second
 * delivery harmless.
 *
 * @param provider system name such as {@code broadband-dynamics}
 * @param account the provider account's name in the configuration
 * @param callId the provider's id of the parent call, opaque and never empty; a NUL, which not
 *     every database takes, is replaced
 */
public record CallKey(String provider, String account, String callId) {

  private static final int LONGEST_SHOWN = 150;

  public CallKey {
    requireNonNull(provider, "provider");
    requireNonNull(account, "account");
    requireNonNull(callId, "callId");
    if (callId.isEmpty()) {
      throw new IllegalArgumentException("a call needs an id");
    }
    callId = callId.replace('\0', '\uFFFD');
  }

  /** A text from outside as a log may show it: without control characters, cut to a length. */
  public static String printable(String text, int longest) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= longest ? clean : clean.substring(0, longest) + "…";
  }

  /** For logs, see {@link #printable}. */
  @Override
  public String toString() {
    return printable(provider + "/" + account + "/" + callId, LONGEST_SHOWN);
  }
}
