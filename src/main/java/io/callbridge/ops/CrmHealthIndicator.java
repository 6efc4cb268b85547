package io.callbridge.ops;

import io.callbridge.dispatch.Answered;
import io.callbridge.ops.CrmAccountQueries.View;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Warns of CRM accounts into which no call logs flow. Callbridge itself is well then: it takes
 * webhooks and keeps what it can't send, so it is answered with 200, and nobody restarts it.
 */
@Component
class CrmHealthIndicator extends AbstractHealthIndicator {

  static final Status WARNING = new Status("WARNING");

  /** One failure may be anybody's; so many in a row are the CRM's. */
  private static final int IN_A_ROW = 3;

  private final CrmAccountQueries accounts;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  CrmHealthIndicator(CrmAccountQueries accounts) {
    super("the CRM accounts can't be looked at");
    this.accounts = accounts;
  }

  @EventListener
  void learn(Answered answered) {
    boolean isDown = answered.status() == null || answered.status() >= 500;
    failures.compute(
        answered.crm(), (crm, before) -> isDown ? (before == null ? 1 : before + 1) : 0);
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    Map<String, String> troubles = new LinkedHashMap<>();
    for (View account : accounts.all()) {
      int failed = failures.getOrDefault(account.name(), 0);
      if (account.warning() != null) {
        troubles.put(account.name(), account.warning());
      } else if (failed >= IN_A_ROW) {
        troubles.put(account.name(), "the last %d requests failed".formatted(failed));
      }
    }
    health.status(troubles.isEmpty() ? Status.UP : WARNING).withDetails(troubles);
  }
}
