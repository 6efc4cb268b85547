package io.callbridge.task;

/**
 * The ages at which to look at a task, for a given distribution of completion times.
 *
 * <p>The cost of a schedule is the expected number of looks, each at a price in seconds, plus the
 * expected time for which a completed task is not yet known to be. The schedule that costs least is
 * that of R. E. Barlow, L. C. Hunter and F. Proschan (Optimum Checking Procedures, Journal of the
 * Society for Industrial and Applied Mathematics 11, 1963); here it is found exactly, on the ends
 * of the buckets of {@link Delays}, by going backwards from the longest delay: after a look in
 * vain, what was best from there on is known already.
 *
 * <p>Immutable.
 */
final class LookSchedule {

  private final int[] next;
  private final double looks;
  private final double lateness;

  private LookSchedule(int[] next, double looks, double lateness) {
    this.next = next;
    this.looks = looks;
    this.lateness = lateness;
  }

  /** The longest time from one look to the next, in seconds; LeadSquared contract, section 4. */
  static final double LONGEST_GAP = 900;

  /**
   * @param probability of each bucket of {@link Delays}
   * @param firstUnknown from this bucket on too little is known, and gaps grow with the age as
   *     those of {@link PollPlan}'s ladder
   * @param price of a look, in seconds of lateness
   */
  static LookSchedule best(double[] probability, int firstUnknown, double price) {
    // Index 0 is the acceptance, index i + 1 a look at the end of bucket i.
    int last = Delays.BUCKETS - 1;
    double[] beyond = new double[last + 1];
    double[] massUntil = new double[last + 1];
    double[] timeUntil = new double[last + 1];
    beyond[0] = 1;
    for (int i = 1; i <= last; i++) {
      double p = probability[i - 1];
      beyond[i] = Math.max(beyond[i - 1] - p, 0);
      massUntil[i] = massUntil[i - 1] + p;
      timeUntil[i] = timeUntil[i - 1] + p * (Delays.begin(i - 1) + Delays.end(i - 1)) / 2;
    }
    int[] next = new int[last + 1];
    double[] cost = new double[last + 1];
    double[] looks = new double[last + 1];
    double[] lateness = new double[last + 1];
    next[last] = last;
    for (int i = last - 1; i >= 0; i--) {
      double age = i == 0 ? 0 : Delays.end(i - 1);
      int from = i + 1;
      int to = last;
      if (i > firstUnknown) {
        from = Math.max(from, Delays.bucket(age + ladderGap(age)) + 1);
        to = from = Math.min(from, last);
      }
      double least = Double.POSITIVE_INFINITY;
      for (int j = from; j <= to; j++) {
        double at = Delays.end(j - 1);
        if (j > from && at - age > LONGEST_GAP) {
          break;
        }
        double late = at * (massUntil[j] - massUntil[i]) - (timeUntil[j] - timeUntil[i]);
        double total = price * beyond[i] + late + cost[j];
        if (total < least) {
          least = total;
          next[i] = j;
          looks[i] = beyond[i] + looks[j];
          lateness[i] = late + lateness[j];
        }
      }
      cost[i] = least;
    }
    return new LookSchedule(next, looks[0], lateness[0]);
  }

  /** The gap of the ladder 5, 20, 50, 110 … s that follows a look at that age. */
  static double ladderGap(double age) {
    return Math.min(LONGEST_GAP, Math.max(5, age + 10 * Math.min(1, age / 5)));
  }

  /**
   * At which age to look, in seconds.
   *
   * @param age of the last look in vain; 0 if there was none
   * @return at least the end of the bucket that {@code age} is in, at most 15 min later unless
   *     buckets are longer
   */
  double nextAge(double age) {
    // Within a bucket some of it is still ahead; a little of the last one is none of it.
    int passed = age <= 0 ? 0 : Delays.bucket(age * 0.99) + 1;
    if (passed >= next.length - 1) {
      return age + LONGEST_GAP;
    }
    return Math.min(Delays.end(next[passed] - 1), age + LONGEST_GAP);
  }

  /** How many looks a task is expected to need. */
  double looks() {
    return looks;
  }

  /** How long a task is expected to be completed before a look finds it, in seconds. */
  double lateness() {
    return lateness;
  }
}
