package io.callbridge.sandbox.vonage;

import java.util.random.RandomGenerator;

/** What goes wrong at the APIs, settable while they run. Thread-safe. */
final class Faults {

  /**
   * Shares from 0 to 1.
   *
   * @param unavailable requests to the reports that are answered with 503
   * @param tokenRefused requests to the reports whose good token is refused (section 6)
   */
  record Rates(double unavailable, double tokenRefused) {

    Rates {
      if (!(unavailable >= 0 && unavailable <= 1 && tokenRefused >= 0 && tokenRefused <= 1)) {
        throw new IllegalArgumentException("a rate is from 0 to 1");
      }
    }
  }

  private final RandomGenerator random;
  private Rates rates = new Rates(0, 0);

  Faults(RandomGenerator random) {
    this.random = random;
  }

  synchronized boolean isUnavailable() {
    return random.nextDouble() < rates.unavailable();
  }

  synchronized boolean refusesToken() {
    return random.nextDouble() < rates.tokenRefused();
  }

  synchronized Rates rates() {
    return rates;
  }

  synchronized void setRates(Rates now) {
    rates = now;
  }
}
