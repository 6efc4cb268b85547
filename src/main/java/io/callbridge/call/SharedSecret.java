package io.callbridge.call;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A secret that a sender must show. While it is being changed on both sides the former one counts,
 * too.
 *
 * @param current empty if there is none
 * @param previous empty if there is none
 */
public record SharedSecret(String current, String previous) {

  public boolean isSet() {
    return !current.isEmpty() || !previous.isEmpty();
  }

  /**
   * Whether any of these texts is one of the two, in a time that depends neither on which it is nor
   * on where they differ. Nothing equals an empty secret.
   *
   * @param shown each may be null
   */
  public boolean isAmong(String... shown) {
    boolean found = false;
    for (String text : shown) {
      if (text != null) {
        found |= isEqual(current, text);
        found |= isEqual(previous, text);
      }
    }
    return found;
  }

  private static boolean isEqual(String secret, String shown) {
    boolean equal =
        MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    return equal && !secret.isEmpty();
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "***";
  }
}
