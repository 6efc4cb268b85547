package io.callbridge.sandbox.bandwidth;

import java.time.Instant;

/**
 * An event on its way.
 *
 * @param at when it is sent
 * @param fate what becomes of it
 */
record Delivery(Webhook webhook, Instant at, Fate fate) {

  enum Fate {
    SENT,
    OVERTAKEN,
    DELAYED,
    DUPLICATE,
    LOST
  }
}
