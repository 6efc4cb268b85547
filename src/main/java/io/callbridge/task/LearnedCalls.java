package io.callbridge.task;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * How many calls of a {@link Limit} are used, learned from what the CRM refuses as one too many.
 * The limit counts over all integrations of the account (LeadSquared contract, section 9), so what
 * is left for this one is known to nobody and changes.
 *
 * <p>The method is additive increase, multiplicative decrease: of the linear rules the one that
 * brings users of a shared limit, who know nothing of each other, to fair and full use of it (D. M.
 * Chiu, R. Jain: Analysis of the Increase and Decrease Algorithms for Congestion Avoidance in
 * Computer Networks, Computer Networks and ISDN Systems 17, 1989). As in TCP, refusals of one burst
 * count once: a request that was sent before the last decrease says nothing of what holds since. An
 * increase needs proof: some windows without a refusal, the last one used to the full.
 *
 * <p>Refusals in a row, with nothing admitted in between, also lengthen the rest that follows each:
 * then it is a longer window that is used up, such as the day's.
 *
 * <p>Not thread-safe: {@link CallBudget} guards it.
 */
final class LearnedCalls {

  /** What is left after a refusal: three quarters, as other traffic also gives way. */
  private static final double DECREASE = 0.75;

  private static final int CLEAN_WINDOWS = 4;

  /** The least that a throttled account rests (LeadSquared contract, section 4). */
  private static final Duration SHORTEST_REST = Duration.ofSeconds(5);

  private static final Duration LONGEST_REST = Duration.ofMinutes(5);
  private static final int DOUBLINGS_UNTIL_LONGEST = 6;

  private final Limit limit;
  private int calls;
  private int burstsInARow;
  private Instant loweredAt = Instant.MIN;
  private Instant cleanSince = Instant.MIN;

  LearnedCalls(Limit limit) {
    this.limit = requireNonNull(limit, "limit");
    this.calls = limit.calls();
  }

  /** From 1 to the limit's calls. */
  int calls() {
    return calls;
  }

  /** Begins with what was learned before, if it is still within the limit. */
  void restore(int learned) {
    calls = Math.max(1, Math.min(limit.calls(), learned));
  }

  /**
   * A request was refused as one too many.
   *
   * @param sentAt when it had its permit
   * @return how long the account is to rest from now: the window, at least 5 s; twice as long for
   *     each burst of refusals in a row, up to 5 minutes if the window isn't longer
   */
  Duration refused(Instant sentAt, Instant now) {
    if (sentAt.isAfter(loweredAt)) {
      calls = Math.max(1, (int) (calls * DECREASE));
      burstsInARow++;
      loweredAt = now;
    }
    Duration rest = rest();
    cleanSince = now.plus(rest);
    return rest;
  }

  /**
   * A request was answered as it should be.
   *
   * @param sentAt when it had its permit
   * @param isFull whether it was one of as many as {@link #calls} within the window
   */
  void admitted(Instant sentAt, boolean isFull, Instant now) {
    if (!sentAt.isAfter(loweredAt)) {
      return;
    }
    burstsInARow = 0;
    if (isFull
        && calls < limit.calls()
        && !now.isBefore(cleanSince.plus(limit.window().multipliedBy(CLEAN_WINDOWS)))) {
      calls++;
      cleanSince = now;
    }
  }

  private Duration rest() {
    Duration window = limit.window().compareTo(SHORTEST_REST) > 0 ? limit.window() : SHORTEST_REST;
    if (window.compareTo(LONGEST_REST) >= 0) {
      return window;
    }
    int doublings = Math.min(Math.max(burstsInARow - 1, 0), DOUBLINGS_UNTIL_LONGEST);
    Duration rest = window.multipliedBy(1L << doublings);
    return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
  }
}
