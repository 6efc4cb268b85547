package io.callbridge.ops;

import io.callbridge.dispatch.Answered;
import io.callbridge.dispatch.Budgets;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whether the CRM accounts take requests. If one doesn't, call logs wait for it: that is a warning,
 * and webhooks are taken as ever.
 */
@Component
class CrmHealthIndicator implements HealthIndicator {

  static final Status WARNING = new Status("WARNING");

  /** One failure may be anybody's; so many in a row are the CRM's. */
  private static final int IN_A_ROW = 3;

  private final CrmAccounts crms;
  private final Budgets budgets;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  CrmHealthIndicator(CrmAccounts crms, Budgets budgets) {
    this.crms = crms;
    this.budgets = budgets;
  }

  @EventListener
  void learn(Answered answered) {
    boolean isDown = answered.status() == null || answered.status() >= 500;
    failures.compute(
        answered.crm(), (crm, before) -> isDown ? (before == null ? 1 : before + 1) : 0);
  }

  @Override
  public Health health() {
    Map<String, String> troubles = new LinkedHashMap<>();
    for (CrmAccount crm : crms.all()) {
      if (budgets.of(crm.name()).isKeyInDoubt()) {
        troubles.put(crm.name(), "refuses our key");
      } else if (failures.getOrDefault(crm.name(), 0) >= IN_A_ROW) {
        troubles.put(crm.name(), "the last %d requests failed".formatted(failures.get(crm.name())));
      }
    }
    return troubles.isEmpty()
        ? Health.up().build()
        : Health.status(WARNING).withDetails(troubles).build();
  }
}
