package io.callbridge.sandbox.leadsquared;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What is going to happen to one task.
 *
 * @param after from when the task is taken up
 */
record Completion(Duration after, TaskEnd end) {

  /** The 99th percentile of the standard normal distribution. */
  private static final double Z99 = 2.3263478740408408;

  /** Draws a delay from a log-normal distribution, adds LeadSquared's own retries, and an end. */
  static Completion draw(CompletionSettings settings, RandomGenerator random) {
    double median = settings.median().toNanos();
    double sigma = Math.log(settings.p99().toNanos() / median) / Z99;
    var after = Duration.ofNanos((long) (median * Math.exp(sigma * random.nextGaussian())));
    TaskEnd end = drawEnd(settings, random);
    int retries = 0;
    while (random.nextDouble() < settings.retryRate()) {
      if (retries == settings.retryDelays().size()) {
        return new Completion(after, TaskEnd.ERROR);
      }
      after = after.plus(settings.retryDelays().get(retries++));
    }
    return new Completion(after, end);
  }

  private static TaskEnd drawEnd(CompletionSettings settings, RandomGenerator random) {
    double point = random.nextDouble();
    if ((point -= settings.errorRate()) < 0) {
      return TaskEnd.ERROR;
    }
    if ((point -= settings.failureRate()) < 0) {
      return TaskEnd.FAILURE;
    }
    return point < settings.innerErrorRate() ? TaskEnd.INNER_ERROR : TaskEnd.SUCCESS;
  }
}
