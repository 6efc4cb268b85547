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
 * @param prompt can be found as soon as the call has ended
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
    boolean kept,
    boolean prompt) {

  static Recording of(NewRecording call, String id, boolean prompt) {
    return new Recording(
        id,
        "NAT-" + id.substring(0, 8),
        call.platformCallId(),
        Objects.toString(call.source(), ""),
        Objects.toString(call.destination(), ""),
        call.start(),
        call.end(),
        call.secondary(),
        false,
        prompt);
  }

  Recording endedAt(Instant moment) {
    return new Recording(
        id, nativeId, platformCallId, source, destination, start, moment, secondary, kept, prompt);
  }

  Recording keeping(boolean keep) {
    return new Recording(
        id, nativeId, platformCallId, source, destination, start, end, secondary, keep, prompt);
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
