package io.callbridge.kit.cases;

import java.time.Duration;
import java.util.List;

/**
 * What became of a case.
 *
 * @param name {@code <system>/<case>}
 * @param title what it shows; null if it couldn't be read
 * @param differences empty if everything came out as it must
 * @param error why it could not be played; null if it was
 */
public record CaseResult(
    String name, String title, List<Difference> differences, String error, Duration took) {

  public boolean isGreen() {
    return differences.isEmpty() && error == null;
  }
}
