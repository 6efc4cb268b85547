package io.callbridge.sandbox.leadsquared;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges one request after the other: key first, then the limit, then the faults.
 *
 * <p>The clock is read inside the lock, so the order of the log is the order of the instants.
 */
final class Admission {

  /**
   * The outcome.
   *
   * @param limit the limit to name in a refusal; the account's first one if none was exceeded
   */
  record Ruling(Verdict verdict, RateLimit limit) {}

  private final List<RateLimit> limits;
  private final SlidingWindows windows;
  private final Faults faults;
  private final RequestLog log;
  private final Clock clock;

  Admission(List<RateLimit> limits, Faults faults, RequestLog log, Clock clock) {
    this.limits = List.copyOf(limits);
    this.windows = new SlidingWindows(limits);
    this.faults = faults;
    this.log = log;
    this.clock = clock;
  }

  synchronized Ruling rule(Operation operation, Verdict credentials) {
    Instant now = clock.instant();
    Ruling ruling = rule(credentials, now);
    log.add(new Arrival(now, operation, ruling.verdict()));
    return ruling;
  }

  private Ruling rule(Verdict credentials, Instant now) {
    if (credentials != Verdict.PASSED) {
      return new Ruling(credentials, limits.get(0));
    }
    Verdict fate = faults.draw();
    Optional<RateLimit> exceeded =
        fate.countsTowardsLimit() ? windows.letIn(now) : Optional.empty();
    return exceeded
        .map(limit -> new Ruling(Verdict.OVER_LIMIT, limit))
        .orElseGet(() -> new Ruling(fate, limits.get(0)));
  }
}
