package io.callbridge.sandbox.verba;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A recording that the recorder keeps.
 *
 * @param id {@code ccdr_id}
 * @param nativeId never null
 * @param platformCallId null if it isn't known
 * @param end null while the call goes on
 * @param kept protected by KeepCall
 */
record Recording(
    String id,
    String nativeId,
    String platformCallId,
    String source,
    String destination,
    Instant start,
    Instant end,
    boolean secondary,
    boolean kept) {

  static Recording of(NewRecording call, String id) {
    return new Recording(
        id,
        "NAT-" + id.substring(0, 8),
        call.platformCallId(),
        Objects.toString(call.source(), ""),
        Objects.toString(call.destination(), ""),
        call.start(),
        call.end(),
        call.secondary(),
        false);
  }

  Recording endedAt(Instant moment) {
    return new Recording(
        id, nativeId, platformCallId, source, destination, start, moment, secondary, kept);
  }

  Recording keeping(boolean keep) {
    return new Recording(
        id, nativeId, platformCallId, source, destination, start, end, secondary, keep);
  }

  boolean isOngoing(Instant now) {
    return !start.isAfter(now) && (end == null || end.isAfter(now));
  }

  Optional<Instant> ended() {
    return Optional.ofNullable(end);
  }

  /** Whether a number is caller or callee; a plus in front makes no difference. */
  boolean hasParty(String number) {
    return plain(source).equals(plain(number)) || plain(destination).equals(plain(number));
  }

  private static String plain(String number) {
    return number.startsWith("+") ? number.substring(1) : number;
  }
}
