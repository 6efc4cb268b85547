package io.callbridge.steer;

import io.callbridge.call.NumberPlan;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What keeps steering an account from becoming expensive.
 *
 * @param callsPerMinute of all users together; transfers count
 * @param callsPerMinutePerUser of each user
 */
public record Limits(
    @DefaultValue Destinations destinations,
    @DefaultValue("60") int callsPerMinute,
    @DefaultValue("10") int callsPerMinutePerUser,
    @DefaultValue("1") String countryCode,
    @DefaultValue("10") int nationalDigits) {

  /** Of an account that sets none. */
  public static final Limits SAFE = new Limits(Destinations.SAFE, 60, 10, "1", 10);

  public Limits {
    if (callsPerMinute < 0 || callsPerMinutePerUser < 0) {
      throw new IllegalArgumentException("calls per minute can't be negative");
    }
  }

  public Guard guard() {
    return new Guard(destinations, new NumberPlan(countryCode, nationalDigits));
  }
}
