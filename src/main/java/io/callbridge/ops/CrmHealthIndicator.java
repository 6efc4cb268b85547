package io.callbridge.ops;

import io.callbridge.ops.CrmAccountQueries.View;
import java.util.List;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Warns of CRM accounts into which no call logs flow. Callbridge itself is well then: it takes
 * webhooks and keeps what it can't send, so the whole stays {@code UP}, and nobody restarts it.
 */
@Component
class CrmHealthIndicator extends AbstractHealthIndicator {

  private static final Status WARNING = new Status("WARNING");

  private final CrmAccountQueries accounts;

  CrmHealthIndicator(CrmAccountQueries accounts) {
    super("the CRM accounts can't be looked at");
    this.accounts = accounts;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    List<View> stopped =
        accounts.all().stream().filter(account -> account.warning() != null).toList();
    health.status(stopped.isEmpty() ? Status.UP : WARNING);
    stopped.forEach(account -> health.withDetail(account.name(), account.warning()));
  }
}
