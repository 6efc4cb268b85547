package io.callbridge.ops;

import io.callbridge.store.Cursors;
import java.time.InstantSource;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Whether the store takes changes: without it no webhook can be answered. */
@Component
class StoreHealthIndicator extends AbstractHealthIndicator {

  private final Cursors cursors;
  private final InstantSource clock;

  StoreHealthIndicator(Cursors cursors, InstantSource clock) {
    super("the store takes no changes");
    this.cursors = cursors;
    this.clock = clock;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    cursors.touch(clock.instant());
    health.up();
  }
}
