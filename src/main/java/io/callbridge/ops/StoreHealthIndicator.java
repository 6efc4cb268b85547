package io.callbridge.ops;

import io.callbridge.store.Cursors;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Whether the store takes changes: without it no webhook can be answered. A good answer holds for a
 * while, as anybody may ask.
 */
@Component
class StoreHealthIndicator extends AbstractHealthIndicator {

  private static final Duration GOOD_FOR = Duration.ofSeconds(2);

  private final Cursors cursors;
  private final InstantSource clock;
  private volatile Instant goodAt = Instant.MIN;

  StoreHealthIndicator(Cursors cursors, InstantSource clock) {
    super("the store takes no changes");
    this.cursors = cursors;
    this.clock = clock;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    Instant now = clock.instant();
    if (goodAt.isBefore(now.minus(GOOD_FOR))) {
      cursors.touch(now);
      goodAt = now;
    }
    health.up();
  }
}
