package io.callbridge.kit.reload;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Where requests wait while routes are swapped. Whoever is inside may finish; nobody is let in
 * while it is closed.
 */
final class RequestGate {

  /** After so long a request goes on, whatever happens: something else must be wrong then. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Set<Object> notBegun = new HashSet<>();
  private boolean closed;
  private long longestWait;
  private long waited;
  private int waiting;

  /**
   * Waits until it is open.
   *
   * @param request to be given to {@link #begun} when its route has begun, or at least to {@link
   *     #leave} when it has been answered
   */
  synchronized void enter(Object request) throws InterruptedException {
    long begin = System.nanoTime();
    boolean mustWait = closed;
    waiting += mustWait ? 1 : 0;
    while (closed && System.nanoTime() - begin < LONGEST_WAIT.toNanos()) {
      wait(LONGEST_WAIT.toMillis());
    }
    if (mustWait) {
      waiting--;
      waited++;
      longestWait = Math.max(longestWait, System.nanoTime() - begin);
    }
    notBegun.add(request);
  }

  /** From now on it can be seen in its route. */
  synchronized void begun(Object request) {
    notBegun.remove(request);
  }

  synchronized void leave(Object request) {
    notBegun.remove(request);
  }

  synchronized void close() {
    closed = true;
  }

  synchronized void open() {
    closed = false;
    notifyAll();
  }

  /** Whether every request that was let in can be seen in its route, or has been answered. */
  synchronized boolean allHaveBegun() {
    return notBegun.isEmpty();
  }

  synchronized Duration longestWait() {
    return Duration.ofNanos(longestWait);
  }

  /** How many requests wait now. */
  synchronized int waiting() {
    return waiting;
  }

  /** How many requests have waited. */
  synchronized long waited() {
    return waited;
  }
}
