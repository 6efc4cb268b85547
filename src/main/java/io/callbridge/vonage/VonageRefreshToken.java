package io.callbridge.vonage;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * @param issuedAt it lives for seven days
 */
record VonageRefreshToken(String value, Instant issuedAt) {

  /** A little less than the documented seven days. */
  private static final Duration LIFE = Duration.ofDays(7).minusHours(1);

  VonageRefreshToken {
    requireNonNull(value, "value");
    requireNonNull(issuedAt, "issuedAt");
  }

  boolean isUsable(Instant now) {
    return now.isBefore(issuedAt.plus(LIFE));
  }

  /** Keeps the token out of logs. */
  @Override
  public String toString() {
    return "VonageRefreshToken[issuedAt=" + issuedAt + "]";
  }
}
