package io.callbridge.ops;

import io.callbridge.dispatch.Answered;
import io.callbridge.dispatch.Budgets;
import io.callbridge.task.CallBudget;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.Limit;
import io.callbridge.task.TaskState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What is measured of each CRM account. Labels are names from the settings and words of ours, so
 * that there are only so many; config/README.md lists them.
 */
@Component
class CrmMetrics implements MeterBinder {

  private static final Duration[] FROM_HANG_UP = {
    Duration.ofSeconds(15),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(2),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(3),
    Duration.ofHours(12)
  };

  private final CrmAccounts crms;
  private final Budgets budgets;
  private final Backlog backlog;
  private final MeterRegistry registry;

  CrmMetrics(CrmAccounts crms, Budgets budgets, Backlog backlog, MeterRegistry registry) {
    this.crms = crms;
    this.budgets = budgets;
    this.backlog = backlog;
    this.registry = registry;
  }

  @Override
  public void bindTo(MeterRegistry target) {
    crms.all().stream().map(CrmAccount::name).forEach(crm -> bind(target, crm));
  }

  private void bind(MeterRegistry target, String crm) {
    Stream.concat(Backlog.OPEN.stream(), Backlog.STOPPED.stream())
        .forEach(
            state -> {
              Set<TaskState> only = EnumSet.of(state);
              Gauge.builder("callbridge.tasks", () -> backlog.tasks(crm, only))
                  .tags("crm", crm, "state", state.name())
                  .register(target);
              Gauge.builder("callbridge.tasks.oldest", () -> backlog.age(crm, only).toSeconds())
                  .tags("crm", crm, "state", state.name())
                  .baseUnit("seconds")
                  .description("time since the earliest hang-up")
                  .register(target);
            });
    CallBudget budget = budgets.of(crm);
    for (Limit limit : budget.limits()) {
      Gauge.builder("callbridge.budget.used", () -> budget.used(limit))
          .tags("crm", crm, "limit", limit.toString())
          .register(target);
      Gauge.builder("callbridge.budget.allowed", limit, Limit::calls)
          .tags("crm", crm, "limit", limit.toString())
          .register(target);
    }
  }

  @EventListener
  void count(Answered answered) {
    Counter.builder("callbridge.requests")
        .tags(
            "crm",
            answered.crm(),
            "kind",
            answered.kind(),
            "status",
            statusClass(answered.status()))
        .tag("state", answered.state().name())
        .register(registry)
        .increment();
    if (answered.state() == TaskState.LOGGED
        && answered.callEnd() != null
        && !answered.kind().equals("update")) {
      Timer.builder("callbridge.logged.after")
          .description("from hang-up to the activity in the CRM")
          .tag("crm", answered.crm())
          .serviceLevelObjectives(FROM_HANG_UP)
          .register(registry)
          .record(Duration.between(answered.callEnd(), answered.answeredAt()));
    }
  }

  private static String statusClass(Integer status) {
    return status == null ? "none" : status / 100 + "xx";
  }
}
