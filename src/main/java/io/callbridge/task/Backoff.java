package io.callbridge.task;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure that may heal by itself: a 5xx without the CRM's own error body,
 * or no connection.
 *
 * <p>The rule is that of the LeadSquared contract, section 8: 2 s, doubling up to 5 min, with
 * jitter. The jitter takes off up to one half, so that tasks that failed together come back apart,
 * and none of them at once. Throttling (429) is not such a failure: it pauses the {@link
 * CallBudget}.
 *
 * <p>As thread-safe as the generator it is given; {@link java.util.Random} is.
 */
public final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int DOUBLINGS_UNTIL_LONGEST = 8;

  private final RandomGenerator random;

  public Backoff(RandomGenerator random) {
    this.random = requireNonNull(random, "random");
  }

  /**
   * @param failures how often it failed in a row, this time included; at least 1
   * @return whole milliseconds, between one half of and the full wait: 1 s to 2 s after the first
   *     failure, 2.5 min to 5 min from the ninth
   */
  public Duration after(int failures) {
    if (failures < 1) {
      throw new IllegalArgumentException("There is no wait after %d failures".formatted(failures));
    }
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_UNTIL_LONGEST));
    long full = Math.min(doubled.toMillis(), LONGEST.toMillis());
    return Duration.ofMillis(random.nextLong(full / 2, full + 1));
  }
}
