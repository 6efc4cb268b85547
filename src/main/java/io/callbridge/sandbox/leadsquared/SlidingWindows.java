package io.callbridge.sandbox.leadsquared;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All limits of the account, each counted exactly.
 *
 * <p>A request at {@code t} is let in if fewer than the allowed number were let in after {@code t}
 * minus the window. A request that is refused leaves no trace. Not safe for several threads.
 */
final class SlidingWindows {

  private record Window(RateLimit limit, ArrayDeque<Instant> letIn) {

    boolean isFull(Instant now) {
      Instant edge = now.minus(limit.window());
      while (!letIn.isEmpty() && !letIn.peekFirst().isAfter(edge)) {
        letIn.removeFirst();
      }
      return letIn.size() >= limit.calls();
    }
  }

  private final List<Window> windows = new ArrayList<>();

  SlidingWindows(List<RateLimit> limits) {
    limits.forEach(limit -> windows.add(new Window(limit, new ArrayDeque<>())));
  }

  /**
   * Lets a request in, or not.
   *
   * @param now not before that of the request before
   * @return the first limit that the request would exceed; empty if it was let in
   */
  Optional<RateLimit> letIn(Instant now) {
    for (Window window : windows) {
      if (window.isFull(now)) {
        return Optional.of(window.limit());
      }
    }
    windows.forEach(window -> window.letIn().addLast(now));
    return Optional.empty();
  }
}
