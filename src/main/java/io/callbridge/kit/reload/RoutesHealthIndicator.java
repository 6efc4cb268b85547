package io.callbridge.kit.reload;

import io.callbridge.kit.reload.RouteReload.Refusal;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Warns while files on disk are not those that run, as the next start would stumble over them. */
@Component
class RoutesHealthIndicator extends AbstractHealthIndicator {

  private static final Status WARNING = new Status("WARNING");

  private final RouteReload reload;

  RoutesHealthIndicator(RouteReload reload) {
    super("the routes can't be looked at");
    this.reload = reload;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    Refusal refusal = reload.state().refusal();
    if (refusal == null) {
      health.up();
      return;
    }
    health
        .status(refusal.isDown() ? Status.DOWN : WARNING)
        .withDetail("refused", refusal.reason())
        .withDetail("files", refusal.paths())
        .withDetail("since", refusal.at().toString());
  }
}
