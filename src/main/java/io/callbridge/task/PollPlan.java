package io.callbridge.task;

import java.time.Duration;
import java.time.Instant;

/**
 * When to look next whether the CRM has finished a task, and when to stop looking.
 *
 * <p>The ladder is that of the LeadSquared contract, section 4: the first look 5 s after the post,
 * then gaps of 15 s, 30 s, 60 s, doubling up to 15 min, for 12 h plus one answered look. The 12 h
 * are there because LeadSquared itself retries for over 9 h.
 *
 * <p>Gaps are measured from look to look, not along a fixed timetable: a look that came late, for
 * want of budget or because nothing ran, is not followed by a burst of the looks that were missed.
 *
 * <p>Immutable, so thread-safe.
 */
public final class PollPlan {

  private static final Duration FIRST_LOOK = Duration.ofSeconds(5);
  private static final Duration FIRST_GAP = Duration.ofSeconds(15);
  private static final Duration LONGEST_GAP = Duration.ofMinutes(15);
  private static final int DOUBLINGS_UNTIL_LONGEST = 6;
  private static final Duration FOLLOWED_FOR = Duration.ofHours(12);

  /**
   * When to look next at a task that is still open.
   *
   * @param acceptedAt when the CRM accepted the post
   * @param looksSoFar how many looks the CRM has answered, at least 0; a look that failed or was
   *     throttled is none
   * @param now the time of the last answered look, or of the acceptance if there was no look
   * @return 5 s after the acceptance for the first look, but not before now; else 15 s to 15 min
   *     after now
   */
  public Instant nextLook(Instant acceptedAt, int looksSoFar, Instant now) {
    if (looksSoFar < 0) {
      throw new IllegalArgumentException("There can't be %d looks".formatted(looksSoFar));
    }
    if (looksSoFar == 0) {
      Instant first = acceptedAt.plus(FIRST_LOOK);
      return first.isAfter(now) ? first : now;
    }
    return now.plus(gapAfter(looksSoFar));
  }

  /**
   * Whether a look that found the task still open was the last one.
   *
   * <p>Only answered looks end a task, so a CRM that can't be reached, a refused key or our own
   * downtime never do.
   *
   * @param acceptedAt when the CRM accepted the post
   * @param answeredLookAt when the CRM answered the look
   * @return true from 12 h after the acceptance
   */
  public boolean isOver(Instant acceptedAt, Instant answeredLookAt) {
    return !answeredLookAt.isBefore(acceptedAt.plus(FOLLOWED_FOR));
  }

  private static Duration gapAfter(int looks) {
    Duration gap = FIRST_GAP.multipliedBy(1L << Math.min(looks - 1, DOUBLINGS_UNTIL_LONGEST));
    return gap.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap;
  }
}
