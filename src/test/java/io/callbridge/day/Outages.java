package io.callbridge.day;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Each provider is down once for some hours: it sends nothing and answers nothing. */
final class Outages {

  private final Map<String, Instant> beginnings = new HashMap<>();
  private final Map<String, Instant> ends = new HashMap<>();

  Outages(Random random, Instant midnight) {
    for (String provider : new String[] {"bandwidth", "vonage", "broadband-dynamics"}) {
      Instant beginning = midnight.plus(Duration.ofMinutes(7 * 60 + random.nextInt(600)));
      beginnings.put(provider, beginning);
      ends.put(provider, beginning.plus(Duration.ofMinutes(60 + random.nextInt(90))));
    }
  }

  boolean isDown(String provider, Instant at) {
    return !at.isBefore(beginnings.get(provider)) && at.isBefore(ends.get(provider));
  }
}
