package io.callbridge.kit.coverage;

/**
 * Something in a route file that a case can run: a step, or a branch with steps.
 *
 * @param file below the folder of the routes
 * @param line from 1
 * @param what it is, in the file's own words, such as {@code bean throttled} or {@code otherwise}
 * @param isBranch whether it is a way that messages may take, rather than a step
 * @param excuse why no case runs it; null if none is given
 * @param runs how often the cases ran it
 */
public record Spot(String file, int line, String what, boolean isBranch, String excuse, long runs) {

  public boolean isRun() {
    return runs > 0;
  }

  /** Neither run nor excused. */
  public boolean isMissing() {
    return runs == 0 && excuse == null;
  }
}
