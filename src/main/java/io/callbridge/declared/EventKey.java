package io.callbridge.declared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What makes two deliveries the same event. */
final class EventKey {

  private static final int LONGEST = 200;

  private EventKey() {}

  /**
   * The fields that the table names, or, if it names none or they are all missing, the hash of the
   * body.
   */
  static String of(List<String> sources, Body body, byte[] raw) {
    String key =
        sources.stream()
            .map(source -> body.value(source).map(String::strip).orElse(""))
            .collect(Collectors.joining(":"));
    if (key.replace(":", "").isEmpty()) {
      return hash(raw);
    }
    return key.length() > LONGEST ? hash(key.getBytes(StandardCharsets.UTF_8)) : key;
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
