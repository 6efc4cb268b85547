package io.callbridge.sandbox.verba;

import java.util.random.RandomGenerator;

/** Decides which requests go wrong. The rates may be changed while it runs. */
final class Faults {

  enum Fault {
    NONE,
    LOGIN_PAGE,
    UNAVAILABLE,
    EXPIRED_TOKEN
  }

  private final RandomGenerator random;
  private volatile FaultRates rates;

  Faults(FaultRates rates, RandomGenerator random) {
    this.rates = rates;
    this.random = random;
  }

  FaultRates rates() {
    return rates;
  }

  void setRates(FaultRates rates) {
    this.rates = rates;
  }

  /** One draw per request. */
  synchronized Fault draw() {
    FaultRates now = rates;
    double point = random.nextDouble();
    if ((point -= now.loginPage()) < 0) {
      return Fault.LOGIN_PAGE;
    }
    if ((point -= now.unavailable()) < 0) {
      return Fault.UNAVAILABLE;
    }
    return point < now.expiredToken() ? Fault.EXPIRED_TOKEN : Fault.NONE;
  }
}
