package io.callbridge.sandbox.bandwidth;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides which requests go wrong. The rates may be changed while it runs. */
final class Faults {

  private final RandomGenerator random;
  private FaultRates rates;
  private int limited;

  Faults(FaultRates rates, RandomGenerator random) {
    this.rates = rates;
    this.random = random;
  }

  synchronized FaultRates rates() {
    return rates;
  }

  synchronized void setRates(FaultRates rates) {
    this.rates = rates;
  }

  /** One draw per request; empty means that nothing goes wrong. */
  synchronized Optional<ApiError> draw(Instant now) {
    double point = random.nextDouble();
    if ((point -= rates.tooManyRequests()) < 0) {
      return Optional.of(tooManyRequests(now));
    }
    if ((point -= rates.serverError()) < 0) {
      return Optional.of(ApiError.internal());
    }
    return point < rates.unavailable() ? Optional.of(ApiError.overloaded()) : Optional.empty();
  }

  /** A refusal that says when to come again: in seconds, in decimal seconds, as a date. */
  synchronized ApiError tooManyRequests(Instant now) {
    var wait = rates.retryAfter();
    return ApiError.rateLimit(
        switch (limited++ % 3) {
          case 0 -> String.valueOf(Math.max(1, wait.toSeconds()));
          case 1 -> BigDecimal.valueOf(wait.toMillis(), 3).toPlainString();
          default ->
              DateTimeFormatter.RFC_1123_DATE_TIME.format(
                  now.plus(wait).plusSeconds(1).atOffset(ZoneOffset.UTC));
        });
  }
}
