package io.callbridge.dispatch;

import io.callbridge.store.GroupCommit;
import io.callbridge.store.Learning;
import io.callbridge.store.Learning.Learned;
import io.callbridge.store.Tasks;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.PollPlan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was learned of each CRM account - how much of its limit is left, how long its tasks
 * take - in the store. A process that is killed loses what it learned since the last time, which
 * costs some requests, and never one too many.
 */
public class Experience {

  private static final Logger log = LoggerFactory.getLogger(Experience.class);

  private final GroupCommit store;
  private final Learning learning;
  private final Tasks tasks;
  private final CrmAccounts crms;
  private final Budgets budgets;
  private final PollPlan plan;
  private final InstantSource clock;
  private final Map<String, Learned> kept = new HashMap<>();

  public Experience(
      GroupCommit store,
      Learning learning,
      Tasks tasks,
      CrmAccounts crms,
      Budgets budgets,
      PollPlan plan,
      InstantSource clock) {
    this.store = store;
    this.learning = learning;
    this.tasks = tasks;
    this.crms = crms;
    this.budgets = budgets;
    this.plan = plan;
    this.clock = clock;
  }

  /** Begins with what the leader before has kept. What can't be read is learned anew. */
  public synchronized void restore() {
    kept.clear();
    for (Learned learned : learning.all()) {
      if (crms.find(learned.crm()).isPresent()) {
        budgets.of(learned.crm()).restoreLearned(learned.calls());
        try {
          plan.restore(learned.crm(), learned.completions());
        } catch (IllegalArgumentException unreadable) {
          log.warn("How long {} takes is learned anew", learned.crm(), unreadable);
        }
      }
    }
  }

  /** Keeps what has changed, and forgets the counts that no limit reaches back to. */
  public synchronized void keep() {
    List<Learned> changed =
        crms.all().stream()
            .map(CrmAccount::name)
            .map(crm -> new Learned(crm, budgets.of(crm).learnedCalls(), plan.observed(crm)))
            .filter(learned -> !learned.equals(kept.get(learned.crm())))
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Instant forgotten = now.minus(budgets.longestMemory());
    store.write(
        client -> {
          changed.forEach(learned -> learning.keep(client, learned, now));
          changed.forEach(learned -> tasks.forgetMinutes(client, learned.crm(), forgotten));
          return null;
        });
    changed.forEach(learned -> kept.put(learned.crm(), learned));
  }
}
