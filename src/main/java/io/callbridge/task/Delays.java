package io.callbridge.task;

/**
 * The grid on which delays are counted: from half a second to over 12 hours, each bound 9 % beyond
 * the one before, so that short and long delays are known equally well.
 */
final class Delays {

  /** The last bucket has no end: whatever takes longer than anybody waits. */
  static final int BUCKETS = 135;

  private static final int PER_DOUBLING = 8;
  private static final double[] ENDS = ends();

  private Delays() {}

  /** Where a bucket ends, in seconds; infinite for the last one. */
  static double end(int bucket) {
    return ENDS[bucket];
  }

  /** Where a bucket begins, in seconds. */
  static double begin(int bucket) {
    return bucket == 0 ? 0 : ENDS[bucket - 1];
  }

  /** The bucket that a delay is in, its end included. */
  static int bucket(double seconds) {
    int low = 0;
    int high = BUCKETS - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (seconds <= ENDS[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static double[] ends() {
    double[] ends = new double[BUCKETS];
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      ends[bucket] = 0.5 * Math.pow(2, (double) bucket / PER_DOUBLING);
    }
    ends[BUCKETS - 1] = Double.POSITIVE_INFINITY;
    return ends;
  }
}
