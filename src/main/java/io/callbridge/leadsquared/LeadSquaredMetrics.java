package io.callbridge.leadsquared;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * How long LeadSquared's queue of call logs is (contracts/leadsquared.md, section 6). The page of
 * this operation was not found; it is read as its siblings', names without case.
 */
final class LeadSquaredMetrics {

  private static final double LONGEST = Duration.ofDays(1).toSeconds();

  private LeadSquaredMetrics() {}

  /**
   * The time that it takes to work off what is queued, at most a day; empty if the answer doesn't
   * tell, as with a rate of zero or less.
   */
  static Optional<Duration> worksOff(JsonNode body) {
    Optional<Double> pending = number(body, "PendingMessages");
    Optional<Double> rate = number(body, "ProcessingRatePerMinute").filter(each -> each > 0);
    if (pending.isEmpty() || pending.get() < 0 || rate.isEmpty()) {
      return Optional.empty();
    }
    double seconds = Math.min(LONGEST, 60 * pending.get() / rate.get());
    return Optional.of(Duration.ofMillis((long) (1000 * seconds)));
  }

  private static Optional<Double> number(JsonNode body, String name) {
    try {
      return Optional.of(Double.valueOf(Json.textNearby(body, name))).filter(Double::isFinite);
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }
}
