package io.callbridge.store;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A hash by which an erased number is known again when it is shown, and cannot be found out by
 * trying all numbers: each try takes a tenth of a second.
 */
final class SlowHash {

  private static final int ROUNDS = 200_000;
  private static final int SALT_BYTES = 16;
  private static final int BITS = 256;

  private SlowHash() {}

  static String of(String number) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return HexFormat.of().formatHex(salt) + ":" + HexFormat.of().formatHex(hash(number, salt));
  }

  static boolean isOf(String number, String hash) {
    String[] parts = hash.split(":");
    return MessageDigest.isEqual(
        hash(number, HexFormat.of().parseHex(parts[0])), HexFormat.of().parseHex(parts[1]));
  }

  private static byte[] hash(String number, byte[] salt) {
    try {
      var key = new PBEKeySpec(number.toCharArray(), salt, ROUNDS, BITS);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
