package io.callbridge.verba;

import io.callbridge.recording.RecordingSearch;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether a recording is that of the call, where its id doesn't say so. It must begin within 60 s
 * of the call (contracts/verba.md, section 5); a number that was redialled within a minute asks for
 * more: it must not name somebody else as the other party, and must have been made while the call
 * went on.
 */
final class RecordingFit {

  static final Duration NEAR = Duration.ofSeconds(60);
  private static final Duration SLACK = Duration.ofSeconds(5);
  private static final int COMPARABLE_DIGITS = 7;

  private final RecordingSearch search;

  RecordingFit(RecordingSearch search) {
    this.search = search;
  }

  /** From when on the recording may have begun. */
  Instant earliestStart() {
    return search.startedAt().minus(NEAR);
  }

  /** Until when the recording may have gone on. */
  Instant latestEnd() {
    return Stream.of(search.startedAt(), search.answeredAt(), search.endedAt())
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElseThrow()
        .plus(NEAR);
  }

  /** The recorder knows it by the call's own id. */
  boolean hasId(VerbaCallInformation recording) {
    return search.callId() != null
        && (search.callId().equals(recording.platformCallId())
            || search.callId().equals(recording.nativeId()));
  }

  /** By its times and parties it may be that of the call. */
  boolean mayBe(VerbaCallInformation recording) {
    return !recording.secondary()
        && !Boolean.FALSE.equals(recording.finished())
        && recording.start() != null
        && isNear(recording.start())
        && !namesSomebodyElse(recording);
  }

  /** It was made while the call went on, as far as that is known. */
  boolean overlaps(VerbaCallInformation recording) {
    boolean beganInTime =
        search.endedAt() == null || !recording.start().isAfter(search.endedAt().plus(SLACK));
    boolean endedLateEnough =
        recording.end() == null || !recording.end().isBefore(search.startedAt().minus(SLACK));
    return beganInTime && endedLateEnough;
  }

  private boolean isNear(Instant start) {
    return Stream.of(search.startedAt(), search.answeredAt())
        .filter(Objects::nonNull)
        .anyMatch(begin -> Duration.between(begin, start).abs().compareTo(NEAR) <= 0);
  }

  private boolean namesSomebodyElse(VerbaCallInformation recording) {
    if (!isComparable(search.leadNumber())) {
      return false;
    }
    List<String> others =
        Stream.of(recording.source(), recording.destination())
            .filter(number -> number != null && !digits(number).isEmpty())
            .filter(number -> search.extensions().stream().noneMatch(own -> isOwn(number, own)))
            .toList();
    return !others.isEmpty()
        && others.stream().noneMatch(number -> isSame(number, search.leadNumber()));
  }

  private static boolean isComparable(String number) {
    return number != null && digits(number).length() >= COMPARABLE_DIGITS;
  }

  private static boolean isOwn(String number, String own) {
    return digits(number).equals(digits(own)) || isSame(number, own);
  }

  /** The same digits, with or without what stands before a national number. */
  private static boolean isSame(String one, String other) {
    if (!isComparable(one) || !isComparable(other)) {
      return false;
    }
    String[] byLength = {digits(one), digits(other)};
    Arrays.sort(byLength, (a, b) -> Integer.compare(a.length(), b.length()));
    return byLength[1].endsWith(byLength[0]);
  }

  private static String digits(String number) {
    return number.replaceAll("\\D", "");
  }
}
