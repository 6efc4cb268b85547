package io.callbridge.sandbox.leadsquared;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long accepted call logs wait, and how they end (section 5). Rates are from 0 to 1.
 *
 * <p>With the defaults about one task in ten is still queued five seconds after its post.
 *
 * @param median half of the tasks take no longer than this, from when they are taken up
 * @param p99 99 of 100 tasks take no longer; equal to the median: all take exactly that
 * @param ratePerMinute tasks taken up per minute at most, in the order of arrival; at least 1
 * @param retryRate tasks, and again retries, that LeadSquared has to repeat by itself
 * @param retryDelays its waits before each repetition; after the last one the task ends in ERROR
 * @param errorRate tasks that end in ERROR
 * @param failureRate tasks that end in FAILURE
 * @param innerErrorRate tasks that end in Success with an Error inside (section 4)
 * @param unknownFor for so long after the post a request id is answered with 404
 */
record CompletionSettings(
    @DefaultValue("2s") Duration median,
    @DefaultValue("8s") Duration p99,
    @DefaultValue("600") int ratePerMinute,
    @DefaultValue("0.04") double retryRate,
    @DefaultValue({"30s", "2m", "7m", "15m", "30m", "45m", "60m", "90m", "2h", "3h"})
        List<Duration> retryDelays,
    @DefaultValue("0.02") double errorRate,
    @DefaultValue("0") double failureRate,
    @DefaultValue("0") double innerErrorRate,
    @DefaultValue("0s") Duration unknownFor) {

  CompletionSettings {
    if (median.isNegative() || median.isZero() || p99.compareTo(median) < 0) {
      throw new IllegalArgumentException(
          "the median must be above zero and p99 not below it: " + median + ", " + p99);
    }
    if (ratePerMinute < 1) {
      throw new IllegalArgumentException("the rate must be at least 1: " + ratePerMinute);
    }
  }
}
