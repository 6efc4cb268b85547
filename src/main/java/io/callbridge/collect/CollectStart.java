package io.callbridge.collect;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.springframework.boot.convert.DurationStyle;

/**
 * How far back an account's first collection goes: a span before it, or a moment.
 *
 * @param before null if it is a moment
 * @param moment null if it is a span
 */
public record CollectStart(Duration before, Instant moment) {

  /**
   * @param text a duration such as {@code 24h}, or an instant such as {@code 2026-03-03T00:00:00Z}
   * @throws IllegalArgumentException if it is neither
   */
  public static CollectStart valueOf(String text) {
    try {
      return new CollectStart(null, Instant.parse(text));
    } catch (DateTimeParseException noInstant) {
      try {
        return new CollectStart(DurationStyle.detectAndParse(text), null);
      } catch (IllegalArgumentException noDuration) {
        throw new IllegalArgumentException(
            "collect-from is a duration such as 24h or an instant, not " + text);
      }
    }
  }

  Instant at(Instant now) {
    return moment != null ? moment : now.minus(before);
  }
}
