package io.callbridge.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When to look for a recording again (contracts/verba.md, section 4.2).
 *
 * <p>One that isn't there is looked for 1, 5 and 15 minutes after the look before. A recorder that
 * can't be asked is tried five times within about three minutes, then every 15 minutes, until a day
 * has passed since the call ended: an outage must not cost the links of its calls, and later than
 * that the CRM's activity isn't changed any more.
 */
public final class RecordingLadder {

  private static final List<Duration> AFTER_A_MISS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));
  private static final List<Duration> AFTER_TROUBLE =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(8),
          Duration.ofSeconds(32),
          Duration.ofMinutes(2));
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

  private RecordingLadder() {}

  /**
   * @param result of the look that was just made
   * @param misses looks so far that ended {@code NOT_YET}, this one included
   * @param troubles looks in a row that ended in {@code TROUBLE}, this one included
   * @param callEnded from when on the day counts
   * @return when to look again; empty if never
   */
  public static Optional<Instant> next(
      RecordingResult result, int misses, int troubles, Instant callEnded, Instant now) {
    return switch (result.outcome()) {
      case FOUND, NEVER -> Optional.empty();
      case NOT_YET -> step(AFTER_A_MISS, misses).map(now::plus);
      case TROUBLE ->
          Optional.of(now.plus(afterTrouble(result, troubles)))
              .filter(next -> !next.isAfter(callEnded.plus(GIVE_UP_AFTER)));
    };
  }

  private static Duration afterTrouble(RecordingResult result, int troubles) {
    Duration step = step(AFTER_TROUBLE, troubles).orElse(LONGEST);
    Duration asked = result.retryAfter();
    return asked != null && asked.compareTo(step) > 0 ? asked : step;
  }

  private static Optional<Duration> step(List<Duration> steps, int times) {
    return times >= 1 && times <= steps.size()
        ? Optional.of(steps.get(times - 1))
        : Optional.empty();
  }
}
