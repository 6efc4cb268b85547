package io.callbridge.sandbox.vonage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** All calls, oldest first; what the APIs show of them depends on the clock. */
final class Switchboard {

  /** A live call is seen as disconnected for a moment, then it vanishes (section 3.2). */
  static final Duration LINGERING = Duration.ofSeconds(2);

  private final int keep;
  private final Duration reportedAfter;
  private final Clock clock;
  private final Deque<PlayedCall> calls = new ArrayDeque<>();

  Switchboard(int keep, Duration reportedAfter, Clock clock) {
    this.keep = keep;
    this.reportedAfter = reportedAfter;
    this.clock = clock;
  }

  synchronized void add(PlayedCall call) {
    calls.addLast(call);
    if (calls.size() > keep) {
      calls.removeFirst();
    }
  }

  synchronized List<PlayedCall> all() {
    return new ArrayList<>(calls);
  }

  /** The calls that are under way, and those that have just ended. */
  List<PlayedCall> live() {
    Instant now = clock.instant();
    return all().stream()
        .filter(call -> !call.script().createdAt().isAfter(now))
        .filter(call -> now.isBefore(call.script().endedAt().plus(LINGERING)))
        .toList();
  }

  Optional<PlayedCall> findLive(String callId) {
    return live().stream().filter(call -> call.script().callId().equals(callId)).findFirst();
  }

  /** The calls that the reports show by now. */
  List<CallScript> reported() {
    Instant now = clock.instant();
    return all().stream()
        .map(PlayedCall::script)
        .filter(call -> !call.endedAt().plus(reportedAfter).isAfter(now))
        .toList();
  }
}
