package io.callbridge.sandbox.bandwidth;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as Bandwidth writes them: UTC with milliseconds (section 7). */
final class Times {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  /**
   * @param time null: none
   * @return null if there is none
   */
  static String write(Instant time) {
    return time == null ? null : MILLIS.format(time);
  }
}
