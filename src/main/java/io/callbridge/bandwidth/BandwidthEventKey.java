package io.callbridge.bandwidth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What makes two deliveries, or two readings of a row, the same observation. */
final class BandwidthEventKey {

  private static final int LONGEST = 200;
  private static final int HASH_DIGITS = 32;

  private BandwidthEventKey() {}

  /**
   * The key of a webhook (contracts/bandwidth.md, section 5.1): call, type and time, and what tells
   * several events of one moment apart. Without a time its content decides.
   */
  static String of(BandwidthEvent event) {
    String type =
        BandwidthEventType.of(event.eventType())
            .map(BandwidthEventType::word)
            .orElse(event.eventType());
    if (BandwidthFields.isBlank(event.eventTime())) {
      return shortened(joined(":", event.callId(), type) + ":" + contentHash(event));
    }
    return shortened(
        joined(":", event.callId(), type, event.eventTime(), event.recordingId(), event.digit()));
  }

  /** The key of a row: the leg, and what is said of it, as a changed row is a new observation. */
  static String of(BandwidthCallState row) {
    String content =
        joined(
            "\n",
            row.parentCallId(),
            row.direction(),
            row.from(),
            row.to(),
            row.state(),
            row.enqueuedTime(),
            row.startTime(),
            row.answerTime(),
            row.endTime(),
            row.disconnectCause(),
            row.errorMessage(),
            row.errorId(),
            row.lastUpdate());
    return shortened(row.callId().strip() + ":row:" + hash(content));
  }

  static String contentHash(BandwidthEvent event) {
    return hash(event.toString());
  }

  private static String joined(String separator, String... texts) {
    return Stream.of(texts)
        .map(text -> text == null ? "" : text.strip())
        .collect(Collectors.joining(separator));
  }

  private static String shortened(String key) {
    return key.length() > LONGEST ? hash(key) : key;
  }

  private static String hash(String text) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
