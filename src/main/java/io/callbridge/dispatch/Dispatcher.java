package io.callbridge.dispatch;

import io.callbridge.call.Call;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.Calls;
import io.callbridge.store.GroupCommit;
import io.callbridge.store.Tasks;
import io.callbridge.task.CallBudget;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.Task;
import io.callbridge.task.TaskKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due tasks, never more than the budget allows. It asks the budget first and claims exactly
 * as many tasks as may be sent, so nothing queues in memory.
 */
public class Dispatcher {

  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  /** How long a claim holds before its request has left. */
  private static final Duration CLAIM = Duration.ofSeconds(60);

  private final GroupCommit store;
  private final Tasks tasks;
  private final Calls calls;
  private final ProviderAccounts providers;
  private final CrmAccounts crms;
  private final Budgets budgets;
  private final Semaphore senders;
  private final InstantSource clock;
  private final Map<Claim, Instant> outstanding = new ConcurrentHashMap<>();

  /**
   * @param mostUnderWay how many requests may be under way at the same time, over all accounts
   */
  public Dispatcher(
      GroupCommit store,
      Tasks tasks,
      Calls calls,
      ProviderAccounts providers,
      CrmAccounts crms,
      Budgets budgets,
      int mostUnderWay,
      InstantSource clock) {
    this.store = store;
    this.tasks = tasks;
    this.calls = calls;
    this.providers = providers;
    this.crms = crms;
    this.budgets = budgets;
    this.senders = new Semaphore(mostUnderWay);
    this.clock = clock;
  }

  /**
   * The requests that may be sent now, over all CRM accounts; each must be given to {@link #done}.
   */
  public List<Claim> claim() {
    List<Claim> claims = new ArrayList<>();
    for (CrmAccount account : crms.all()) {
      try {
        claim(account, claims);
      } catch (RuntimeException failed) {
        // What is claimed for the others must still be sent.
        log.warn(
            "Nothing can be claimed for CRM account {}: {}", account.name(), failed.toString());
      }
    }
    return claims;
  }

  private void claim(CrmAccount account, List<Claim> claims) {
    Instant now = clock.instant();
    if (!tasks.isAnyDue(account.name(), now)) {
      return;
    }
    CallBudget budget = budgets.of(account.name());
    List<CallBudget.Permit> permits = new ArrayList<>();
    while (senders.tryAcquire()) {
      var permit = budget.tryAcquire();
      if (permit.isEmpty()) {
        senders.release();
        break;
      }
      permits.add(permit.get());
    }
    if (permits.isEmpty()) {
      return;
    }
    try {
      for (Task task : claimed(account, now, permits.size())) {
        callOf(task)
            .map(call -> new Claim(task, call, postedOf(task), permits.remove(permits.size() - 1)))
            .ifPresent(
                claim -> {
                  outstanding.put(claim, now);
                  claims.add(claim);
                });
      }
    } finally {
      permits.forEach(CallBudget.Permit::giveBack);
      senders.release(permits.size());
    }
  }

  private Call postedOf(Task task) {
    return task.kind() == TaskKind.UPDATE ? tasks.sentLast(task.call()).orElse(null) : null;
  }

  /**
   * Empty for a call that can't be read: it holds up no other, and is tried again after a while.
   */
  private Optional<Call> callOf(Task task) {
    try {
      return Optional.of(providers.complete(calls.get(task.call()).call()));
    } catch (RuntimeException unreadable) {
      log.error("Task {} has no readable call", task.id(), unreadable);
      return Optional.empty();
    }
  }

  private List<Task> claimed(CrmAccount account, Instant now, int most) {
    return store.write(
        client -> {
          tasks.queueSettled(client, account.name(), now);
          tasks.endUpdates(client, account.name(), "no activity id within 24 hours", now);
          return tasks.claim(client, account.name(), now, now.plus(CLAIM), most);
        });
  }

  /**
   * Writes a request down before it leaves. The next step of the route must send it.
   *
   * @param request the body; null for a look
   * @throws LostClaimException if nothing may be sent
   */
  public void sending(Claim claim, String request) {
    Instant now = clock.instant();
    Duration timeout = timeout(claim);
    int step =
        store
            .write(
                client ->
                    tasks.sending(
                        client,
                        claim.task(),
                        request,
                        claim.isPost() ? claim.getCall() : null,
                        now.plus(timeout.multipliedBy(2)),
                        now))
            .orElseThrow(() -> new LostClaimException(claim));
    claim.left(step, now);
  }

  /** Ends a claim, whatever became of it: its permit starts to run out. Only once has an effect. */
  public void done(Claim claim) {
    outstanding.remove(claim);
    if (claim.end()) {
      senders.release();
    }
  }

  /** Gives a claim up whose request could not even be made. */
  public void refuse(Claim claim, Throwable failure) {
    log.error("The {} can't be sent", claim, failure);
    store.write(
        client -> {
          tasks.refuse(client, claim.task(), "could not be rendered: " + failure, clock.instant());
          return null;
        });
  }

  /**
   * Takes back what was claimed long ago and never ended, such as a request whose answer drips in
   * without end: it must not keep others from being sent.
   */
  public void takeBack() {
    Instant now = clock.instant();
    outstanding.forEach(
        (claim, since) -> {
          Duration longest = CLAIM.plus(timeout(claim).multipliedBy(2));
          if (since.plus(longest).isBefore(now)) {
            log.error("The {} has not ended for {}: its place is given to others", claim, longest);
            done(claim);
          }
        });
  }

  private Duration timeout(Claim claim) {
    return crms.find(claim.getCrm()).map(CrmAccount::timeout).orElse(Duration.ofSeconds(30));
  }

  /** Marks posts as unconfirmed whose claim ran out while they were under way. */
  public void loseExpired() {
    Instant now = clock.instant();
    int lost =
        store.write(
            client -> tasks.loseExpired(client, now, "its answer never came, nor a time-out", now));
    if (lost > 0) {
      log.error("{} posts were lost on the way: UNCONFIRMED", lost);
    }
  }

  /**
   * Takes over from a process that has stopped, before anything is sent: what it had under way is
   * unconfirmed, and its requests count against the budget. Only for a store that one process uses.
   */
  public void takeOver() {
    Instant now = clock.instant();
    int lost =
        store.write(
            client -> {
              tasks.releaseAll(client);
              return tasks.loseExpired(
                  client, now, "the process stopped after the request may have left", now);
            });
    budgets.restore(tasks.sentSince(now.minus(budgets.longestMemory())));
    log.info("Took over the task table: {} posts are UNCONFIRMED", lost);
  }
}
