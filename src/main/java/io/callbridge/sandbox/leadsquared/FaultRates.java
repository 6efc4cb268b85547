package io.callbridge.sandbox.leadsquared;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a request with a good key goes wrong: shares from 0 to 1, together at most 1, all 0
 * unless set.
 *
 * @param serverError HTTP 500 without an MX body, nothing was accepted
 * @param unavailable HTTP 503, nothing was accepted
 * @param falseLimit HTTP 429 although under the limit
 * @param limitInOk HTTP 200 that carries the rate-limit text, nothing was accepted
 * @param lostAnswer accepted, then the connection is cut before a byte of the answer
 * @param lateAnswer accepted, but the answer comes {@code lateBy} later
 * @param lateBy should be longer than the client waits; null: 70 s
 */
record FaultRates(
    @DefaultValue("0") double serverError,
    @DefaultValue("0") double unavailable,
    @DefaultValue("0") double falseLimit,
    @DefaultValue("0") double limitInOk,
    @DefaultValue("0") double lostAnswer,
    @DefaultValue("0") double lateAnswer,
    @DefaultValue("70s") Duration lateBy) {

  FaultRates {
    lateBy = lateBy == null ? Duration.ofSeconds(70) : lateBy;
    double sum = 0;
    for (double rate :
        new double[] {serverError, unavailable, falseLimit, limitInOk, lostAnswer, lateAnswer}) {
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
