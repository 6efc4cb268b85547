package io.callbridge.ops;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Whether every ended call is accounted for. One that isn't is a warning with its account: the
 * bridge works on, and a person looks at {@code GET /api/completeness}.
 */
@Component
class CompletenessHealthIndicator extends AbstractHealthIndicator {

  static final Status WARNING = new Status("WARNING", "calls are unaccounted for");

  private final CompletenessWatch watch;

  CompletenessHealthIndicator(CompletenessWatch watch) {
    this.watch = watch;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    var left = watch.left();
    health.status(left.isEmpty() ? Status.UP : WARNING).withDetails(left);
  }
}
