package io.callbridge.steer;

/**
 * How a command goes on: with another request, or not at all.
 *
 * @param next null at the end
 * @param afterPause whether the next request waits for about a second
 * @param ending null before the end
 */
public record Step(Outgoing next, boolean afterPause, Ending ending) {

  public static Step ask(Outgoing next) {
    return new Step(next, false, null);
  }

  public static Step askAfterPause(Outgoing next) {
    return new Step(next, true, null);
  }

  public static Step end(Ending ending) {
    return new Step(null, false, ending);
  }
}
