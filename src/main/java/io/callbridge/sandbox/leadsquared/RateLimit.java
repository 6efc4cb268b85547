package io.callbridge.sandbox.leadsquared;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/**
 * So many requests in any span of this length (section 9).
 *
 * @param calls at least 1
 * @param window at least one second
 */
record RateLimit(int calls, Duration window) {

  RateLimit {
    if (calls < 1 || window.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "a limit needs a call and a second: " + calls + "/" + window);
    }
  }

  /** Reads {@code 25/5s}; Spring calls it for settings. */
  public static RateLimit valueOf(String text) {
    String[] parts = text.split("/", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException("a limit looks like 25/5s, not " + text);
    }
    return new RateLimit(
        Integer.parseInt(parts[0].trim()), DurationStyle.detectAndParse(parts[1].trim()));
  }

  /** The sentence LeadSquared sends to whoever exceeds it (section 4). */
  String exceeded() {
    return "API calls exceeded the limit of %d in %d second(s)"
        .formatted(calls, window.toSeconds());
  }

  @Override
  public String toString() {
    return calls + "/" + window.toSeconds() + "s";
  }
}
