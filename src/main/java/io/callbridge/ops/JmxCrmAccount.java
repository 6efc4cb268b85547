package io.callbridge.ops;

import io.callbridge.task.CallBudget;
import io.callbridge.task.Limit;
import io.callbridge.task.TaskState;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedResource;

/** A CRM account as JMX shows it, {@code io.callbridge:type=crm,name=<account>}. */
@ManagedResource(description = "A CRM account: its budget, and the call logs on their way to it")
public class JmxCrmAccount {

  private final String name;
  private final CallBudget budget;
  private final Backlog backlog;
  private final CrmAccountQueries accounts;

  JmxCrmAccount(String name, CallBudget budget, Backlog backlog, CrmAccountQueries accounts) {
    this.accounts = accounts;
    this.name = name;
    this.budget = budget;
    this.backlog = backlog;
  }

  @ManagedAttribute(description = "API calls that count against each limit now")
  public Map<String, Integer> getBudgetUsed() {
    return budget.limits().stream()
        .collect(
            Collectors.toMap(Limit::toString, budget::used, (one, other) -> one, TreeMap::new));
  }

  @ManagedAttribute(description = "API calls that may be sent now")
  public int getBudgetAvailable() {
    return budget.available();
  }

  @ManagedAttribute(description = "Until when nothing is sent, as the CRM asked; empty if it isn't")
  public String getPausedUntil() {
    return budget.pausedUntil().map(Object::toString).orElse("");
  }

  @ManagedAttribute(description = "Whether the CRM refused the key and hasn't taken it since")
  public boolean isKeyInDoubt() {
    return budget.isKeyInDoubt();
  }

  @ManagedAttribute(description = "Call logs that are not in the CRM yet, by state")
  public Map<String, Long> getTasksByState() {
    Map<String, Long> tasks = new TreeMap<>();
    for (TaskState state : Backlog.OPEN) {
      tasks.put(state.name(), backlog.tasks(name, EnumSet.of(state)));
    }
    for (TaskState state : Backlog.STOPPED) {
      tasks.put(state.name(), backlog.tasks(name, EnumSet.of(state)));
    }
    return tasks;
  }

  @ManagedAttribute(description = "Seconds since the earliest hang-up of the open call logs")
  public long getOldestOpenSeconds() {
    return backlog.age(name, Backlog.OPEN).toSeconds();
  }

  @ManagedAttribute(description = "Seconds since the earliest hang-up, by state")
  public Map<String, Long> getOldestSecondsByState() {
    Map<String, Long> ages = new TreeMap<>();
    for (TaskState state : Backlog.OPEN) {
      ages.put(state.name(), backlog.age(name, EnumSet.of(state)).toSeconds());
    }
    for (TaskState state : Backlog.STOPPED) {
      ages.put(state.name(), backlog.age(name, EnumSet.of(state)).toSeconds());
    }
    return ages;
  }

  @ManagedOperation(description = "Send nothing to this account until it is resumed")
  @ManagedOperationParameter(name = "reason", description = "stands in the trail")
  public String pause(String reason) {
    return JmxUser.tell(
        () -> accounts.pause(name, JmxUser.because(reason), null, JmxUser.name()).state().name());
  }

  @ManagedOperation(description = "Send to this account again")
  @ManagedOperationParameter(name = "reason", description = "stands in the trail")
  public String resume(String reason) {
    return JmxUser.tell(
        () -> accounts.resume(name, JmxUser.because(reason), null, JmxUser.name()).state().name());
  }
}
