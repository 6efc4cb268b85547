package io.callbridge.task;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How long one CRM account's tasks take from acceptance to completion, estimated from looks.
 *
 * <p>A look never sees the moment of completion: what was open at one look and done at the next
 * completed somewhere in between. The estimate for such interval-censored times is the
 * nonparametric maximum likelihood found by self-consistency (B. W. Turnbull: The Empirical
 * Distribution Function with Arbitrarily Grouped, Censored and Truncated Data, Journal of the Royal
 * Statistical Society B 38, 1976): each observation's weight is shared among the buckets that it
 * allows, in proportion to the estimate, which gives the next estimate. A weak prior, equal in
 * every bucket of {@link Delays}, keeps what was never seen possible.
 *
 * <p>Tasks that are still open are no observations yet, only what was ruled out for them is
 * remembered. Of those open at any moment long ones are too many, while each task completes once:
 * so the last completions are a fair sample, and the newest count most.
 *
 * <p>Not thread-safe: {@link PollPlan} guards it.
 */
final class CompletionTimes {

  private static final int MOST = 192;
  private static final int MOST_OPEN = 256;

  /** After so many newer ones a completion counts half. */
  private static final double HALF_LIFE = 48;

  private static final double PRIOR = 0.05;
  private static final int ROUNDS = 60;

  /** After how many changes the estimate is made anew: at first often, then less. */
  private static final int STALE_AFTER = 8;

  private static final int SHARE_THAT_MAKES_STALE = 8;

  /**
   * A completed task.
   *
   * @param openAt the last bucket that was ruled out, -1 if none was
   * @param doneAt the last bucket that is possible
   */
  private record Seen(int openAt, int doneAt) {}

  /** Oldest first. */
  private final Deque<Seen> seen = new ArrayDeque<>();

  /** The last bucket that was ruled out for tasks that are open, by task. */
  private final Map<Long, Integer> openAt = new LinkedHashMap<>();

  private int changes;
  private int estimatedAt = -MOST;
  private double[] estimate = new double[0];
  private double[] weightBeyond = new double[0];

  /** A look found the task open. */
  void open(long task, double seconds) {
    // Open at the very end of a bucket rules the whole bucket out, open within it doesn't.
    int bucket = Delays.bucket(seconds);
    int ruledOut = seconds >= Delays.end(bucket) ? bucket : bucket - 1;
    openAt.merge(task, ruledOut, Math::max);
    if (openAt.size() > MOST_OPEN) {
      openAt.remove(openAt.keySet().iterator().next());
    }
  }

  /** A look found the task done. */
  void done(long task, double seconds) {
    int bucket = Math.min(Delays.bucket(seconds), Delays.BUCKETS - 2);
    Integer ruledOut = openAt.remove(task);
    add(new Seen(Math.min(ruledOut == null ? -1 : ruledOut, bucket - 1), bucket));
  }

  /** How many completions are known. */
  int doneCount() {
    return seen.size();
  }

  /** The probability of each bucket of {@link Delays}; sums up to 1. */
  double[] estimate() {
    refresh();
    return estimate;
  }

  /** How many completions took longer than a bucket, as estimated; newer ones count more. */
  double weightBeyond(int bucket) {
    refresh();
    return weightBeyond[bucket];
  }

  /** Whether {@link #estimate} would be made anew. */
  boolean isStale() {
    return changes - estimatedAt >= Math.max(STALE_AFTER, seen.size() / SHARE_THAT_MAKES_STALE);
  }

  /** The completions as text, for {@link #read}. */
  String write() {
    return seen.stream()
        .map(each -> each.openAt + ":" + each.doneAt)
        .collect(Collectors.joining(" "));
  }

  /**
   * Adds what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  void read(String text) {
    for (String each : text.isBlank() ? new String[0] : text.strip().split(" ")) {
      String[] bounds = each.split(":");
      if (bounds.length != 2) {
        throw new IllegalArgumentException("\"%s\" are no bounds of a delay".formatted(each));
      }
      int ruledOut = Integer.parseInt(bounds[0]);
      int doneAt = Integer.parseInt(bounds[1]);
      if (ruledOut < -1 || ruledOut >= doneAt || doneAt >= Delays.BUCKETS) {
        throw new IllegalArgumentException("\"%s\" are no bounds of a delay".formatted(each));
      }
      add(new Seen(ruledOut, doneAt));
    }
  }

  private void add(Seen completed) {
    seen.add(completed);
    if (seen.size() > MOST) {
      seen.remove();
    }
    changes++;
  }

  private void refresh() {
    if (!isStale()) {
      return;
    }
    double[][] weights = weights();
    double[] next = flat();
    if (estimate.length > 0) {
      // From where it was, it is found sooner; nothing may be lost for ever, though.
      for (int bucket = 0; bucket < next.length; bucket++) {
        next[bucket] = 0.9 * estimate[bucket] + 0.1 * next[bucket];
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      next = selfConsistent(next, weights);
    }
    estimate = next;
    weightBeyond = weightBeyond(weights);
    estimatedAt = changes;
  }

  /** The weight of each kind of observation: open at, done at. */
  private double[][] weights() {
    double[][] weights = new double[Delays.BUCKETS][];
    int age = seen.size();
    for (Seen each : seen) {
      age--;
      int row = each.openAt + 1;
      if (weights[row] == null) {
        weights[row] = new double[Delays.BUCKETS];
      }
      weights[row][each.doneAt] += Math.pow(0.5, age / HALF_LIFE);
    }
    return weights;
  }

  private static double[] selfConsistent(double[] estimate, double[][] weights) {
    double[] until = new double[estimate.length + 1];
    for (int bucket = 0; bucket < estimate.length; bucket++) {
      until[bucket + 1] = until[bucket] + estimate[bucket];
    }
    // What each bucket gets per unit of its own estimate, as differences from bucket to bucket.
    double[] step = new double[estimate.length + 1];
    double all = PRIOR;
    for (int begin = 0; begin < weights.length; begin++) {
      for (int doneAt = begin; weights[begin] != null && doneAt < estimate.length; doneAt++) {
        double weight = weights[begin][doneAt];
        if (weight > 0) {
          int end = doneAt + 1;
          double share = weight / Math.max(until[end] - until[begin], 1e-12);
          step[begin] += share;
          step[end] -= share;
          all += weight;
        }
      }
    }
    double[] next = new double[estimate.length];
    double perUnit = 0;
    for (int bucket = 0; bucket < next.length; bucket++) {
      perUnit += step[bucket];
      next[bucket] = (PRIOR / next.length + Math.max(perUnit, 0) * estimate[bucket]) / all;
    }
    return next;
  }

  private double[] weightBeyond(double[][] weights) {
    double[] beyond = new double[Delays.BUCKETS];
    for (int begin = 0; begin < weights.length; begin++) {
      for (int doneAt = 0; weights[begin] != null && doneAt < Delays.BUCKETS; doneAt++) {
        if (weights[begin][doneAt] > 0) {
          double inside = 0;
          for (int bucket = begin; bucket <= doneAt; bucket++) {
            inside += estimate[bucket];
          }
          double left = inside;
          for (int bucket = 0; bucket < doneAt; bucket++) {
            left -= bucket >= begin ? estimate[bucket] : 0;
            beyond[bucket] += weights[begin][doneAt] * left / Math.max(inside, 1e-12);
          }
        }
      }
    }
    return beyond;
  }

  private static double[] flat() {
    double[] flat = new double[Delays.BUCKETS];
    Arrays.fill(flat, 1.0 / flat.length);
    return flat;
  }
}
