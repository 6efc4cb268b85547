package io.callbridge.steer;

import io.callbridge.store.Clicks;
import java.time.Instant;

/**
 * A click on its way to its answer.
 *
 * @param order null if another click placed the call
 * @param id of the order that counts
 * @param remoteAddress where it came from; null if nobody knows
 */
public record PlacedClick(Clicks.Order order, String id, String remoteAddress, Instant since) {

  /** Whether there is a call to place. */
  public boolean isNew() {
    return order != null;
  }

  public String provider() {
    return order.provider();
  }

  @Override
  public String toString() {
    return "click " + id;
  }
}
