package io.callbridge.sandbox.broadbanddynamics;

import java.time.Duration;

/**
 * A callback on its way.
 *
 * @param after from the start of the call in real time
 * @param fate what becomes of it
 */
record Delivery(Callback callback, Duration after, Fate fate) {

  enum Fate {
    SENT,
    OVERTAKEN,
    DELAYED,
    DUPLICATE,
    LOST
  }
}
