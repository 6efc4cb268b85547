package io.callbridge.sandbox.broadbanddynamics;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often callbacks go astray; shares from 0 to 1.
 *
 * @param lost of the callbacks but the final one
 * @param finalLost of the final callbacks
 * @param delayed of all callbacks
 * @param delay by how much
 * @param duplicated of the callbacks that are not lost
 * @param reordered of the calls: one callback is overtaken by the next
 * @param unknownStatus of the calls: one status in between is none that is documented
 */
record MischiefRates(
    @DefaultValue("0") double lost,
    @DefaultValue("0") double finalLost,
    @DefaultValue("0") double delayed,
    @DefaultValue("15s") Duration delay,
    @DefaultValue("0.05") double duplicated,
    @DefaultValue("0.05") double reordered,
    @DefaultValue("0.05") double unknownStatus) {

  MischiefRates {
    for (double rate :
        new double[] {lost, finalLost, delayed, duplicated, reordered, unknownStatus}) {
      if (!(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException("a rate is from 0 to 1, not " + rate);
      }
    }
  }
}
