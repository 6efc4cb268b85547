package io.callbridge.sandbox.bandwidth;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often events go astray; shares of all events, from 0 to 1.
 *
 * @param lost never sent
 * @param delayed sent later
 * @param delay by how much at most
 * @param duplicated sent twice
 * @param reordered held back until the next one has been sent
 */
record MischiefRates(
    @DefaultValue("0.1") double lost,
    @DefaultValue("0.05") double delayed,
    @DefaultValue("15s") Duration delay,
    @DefaultValue("0.05") double duplicated,
    @DefaultValue("0.05") double reordered) {

  MischiefRates {
    for (double rate : new double[] {lost, delayed, duplicated, reordered}) {
      if (!(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException("a rate is from 0 to 1, not " + rate);
      }
    }
    delay = delay == null ? Duration.ofSeconds(15) : delay;
  }
}
