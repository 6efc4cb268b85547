package io.callbridge.sandbox.leadsquared;

import java.util.random.RandomGenerator;

/** Decides which requests go wrong. The rates may be changed while it runs. */
final class Faults {

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

  /** One draw per request; {@code PASSED} means that nothing goes wrong. */
  Verdict draw() {
    FaultRates now = rates;
    double point = random.nextDouble();
    if ((point -= now.serverError()) < 0) {
      return Verdict.SERVER_ERROR;
    }
    if ((point -= now.unavailable()) < 0) {
      return Verdict.UNAVAILABLE;
    }
    if ((point -= now.falseLimit()) < 0) {
      return Verdict.FALSE_LIMIT;
    }
    if ((point -= now.limitInOk()) < 0) {
      return Verdict.LIMIT_IN_OK;
    }
    if ((point -= now.lostAnswer()) < 0) {
      return Verdict.LOST_ANSWER;
    }
    if (point < now.lateAnswer()) {
      return Verdict.LATE_ANSWER;
    }
    return Verdict.PASSED;
  }
}
