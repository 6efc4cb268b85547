package io.callbridge.ops;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks a right password slowly only once. Programs log in with every request, and a hash that is
 * made to be slow would cost each of them a tenth of a second. Wrong passwords stay slow.
 *
 * <p>What is remembered is a salted digest in memory, made anew with each start.
 */
final class RememberingPasswordEncoder implements PasswordEncoder {

  /** More than there are users, so that it never grows beyond. */
  private static final int MOST = 1000;

  private final PasswordEncoder slow;
  private final byte[] salt = new byte[32];
  private final Set<String> right = ConcurrentHashMap.newKeySet();

  RememberingPasswordEncoder(PasswordEncoder slow) {
    this.slow = slow;
    new SecureRandom().nextBytes(salt);
  }

  @Override
  public String encode(CharSequence password) {
    return slow.encode(password);
  }

  @Override
  public boolean matches(CharSequence password, String encoded) {
    String digest = digest(password, encoded);
    if (right.contains(digest)) {
      return true;
    }
    boolean matches = slow.matches(password, encoded);
    if (matches && right.size() < MOST) {
      right.add(digest);
    }
    return matches;
  }

  private String digest(CharSequence password, String encoded) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      sha.update(encoded.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      byte[] bytes = password.toString().getBytes(StandardCharsets.UTF_8);
      sha.update(bytes);
      Arrays.fill(bytes, (byte) 0);
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
