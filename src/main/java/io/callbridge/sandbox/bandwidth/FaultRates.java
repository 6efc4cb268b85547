package io.callbridge.sandbox.bandwidth;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a request with good credentials goes wrong (section 4): shares from 0 to 1, together at
 * most 1, all 0 unless set.
 *
 * @param tooManyRequests HTTP 429 with {@code Retry-After}, in its three forms by turns
 * @param serverError HTTP 500; nothing was done
 * @param unavailable HTTP 503; nothing was done
 * @param retryAfter what a 429 says
 */
record FaultRates(
    @DefaultValue("0") double tooManyRequests,
    @DefaultValue("0") double serverError,
    @DefaultValue("0") double unavailable,
    @DefaultValue("7s") Duration retryAfter) {

  FaultRates {
    retryAfter = retryAfter == null ? Duration.ofSeconds(7) : retryAfter;
    double sum = 0;
    for (double rate : new double[] {tooManyRequests, serverError, unavailable}) {
      if (!(rate >= 0)) {
        throw new IllegalArgumentException("a rate is from 0 to 1, not " + rate);
      }
      sum += rate;
    }
    if (sum > 1) {
      throw new IllegalArgumentException("fault rates add up to " + sum + ", at most 1");
    }
  }
}
