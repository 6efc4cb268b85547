package io.callbridge.day;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Each far end but the CRM is down once for some hours: it sends nothing and answers nothing. */
final class Outages {

  private static final List<String> FAR_ENDS =
      List.of("bandwidth", "vonage", "broadband-dynamics", RecorderLine.NAME);

  private final Map<String, Instant> beginnings = new HashMap<>();
  private final Map<String, Instant> ends = new HashMap<>();

  Outages(Random random, Instant midnight) {
    for (String provider : FAR_ENDS) {
      Instant beginning = midnight.plus(Duration.ofMinutes(7 * 60 + random.nextInt(600)));
      beginnings.put(provider, beginning);
      ends.put(provider, beginning.plus(Duration.ofMinutes(60 + random.nextInt(90))));
    }
  }

  boolean isDown(String provider, Instant at) {
    return !at.isBefore(beginnings.get(provider)) && at.isBefore(ends.get(provider));
  }
}
