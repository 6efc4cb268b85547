package io.callbridge.dispatch;

import static io.callbridge.task.TaskState.QUEUED;
import static io.callbridge.task.TaskState.SUBMITTED;
import static io.callbridge.task.TaskState.UNCONFIRMED;
import static io.callbridge.task.TaskState.WAITING;

import io.callbridge.call.Call;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.Calls;
import io.callbridge.store.FormerLeaderException;
import io.callbridge.store.GroupCommit;
import io.callbridge.store.Pauses;
import io.callbridge.store.StoreUnavailableException;
import io.callbridge.store.Tasks;
import io.callbridge.task.CallBudget;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.Task;
import io.callbridge.task.TaskKind;
import io.callbridge.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes due tasks, never more than the budget allows. It asks the budget first and claims exactly
 * as many tasks as may be sent, so nothing queues in memory.
 */
public class Dispatcher {

  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  /** How long a claim holds before its request has left. */
  private static final Duration CLAIM = Duration.ofSeconds(60);

  /** After which a look, or a search, gets its share before posts. */
  private static final Duration OVERDUE = Duration.ofSeconds(10);

  /** Posts come first, because they bring call logs in; but one request of so many is a look. */
  private static final int LOOKS_ONE_OF = 3;

  /** And one of so many goes on with the search for an unconfirmed post's activity. */
  private static final int SEARCHES_ONE_OF = 12;

  /** For how many accounts it is read within a millisecond when each is due next, and more. */
  private static final int ACCOUNTS_READ_PER_MILLI = 4;

  /** How soon at the latest it is noticed what another node has changed. */
  private static final Duration OTHERS = Duration.ofMillis(250);

  private final GroupCommit store;
  private final Tasks tasks;
  private final Calls calls;
  private final ProviderAccounts providers;
  private final CrmAccounts crms;
  private final Budgets budgets;
  private final Unconfirmed unconfirmed;
  private final Pauses pauses;
  private final Places places;
  private final InstantSource clock;
  private final Map<Claim, Instant> outstanding = new ConcurrentHashMap<>();
  private final Map<String, LookShare> lookShares = new HashMap<>();
  private final Map<String, LookShare> searchShares = new HashMap<>();

  /** When each account has something to do; read anew now and then. */
  private Map<String, Tasks.NextDue> nextDue = Map.of();

  private Instant readAt = Instant.MIN;
  private long commitsRead;

  /** Which account comes first, so that no place is always another's. */
  private int first;

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
      Unconfirmed unconfirmed,
      Pauses pauses,
      int mostUnderWay,
      InstantSource clock) {
    this.store = store;
    this.tasks = tasks;
    this.calls = calls;
    this.providers = providers;
    this.crms = crms;
    this.budgets = budgets;
    this.unconfirmed = unconfirmed;
    this.pauses = pauses;
    this.places = new Places(mostUnderWay);
    this.clock = clock;
  }

  /**
   * The requests that may be sent now, over all CRM accounts that aren't paused; each must be given
   * to {@link #done}.
   */
  public synchronized List<Claim> claim() {
    Instant now = clock.instant();
    Map<CrmAccount, Deque<CallBudget.Permit>> permits = permits(now);
    if (permits.isEmpty()) {
      return List.of();
    }
    List<Claim> claims = new ArrayList<>();
    try {
      claimed(permits, now)
          .forEach(
              (account, tasks) -> {
                if (tasks.size() < permits.get(account).size()) {
                  nextDue.remove(account.name());
                }
                tasks.forEach(
                    task -> claim(task, permits.get(account), now).ifPresent(claims::add));
              });
    } catch (FormerLeaderException replaced) {
      log.info("Nothing is claimed: another node leads");
    } catch (StoreUnavailableException unavailable) {
      log.warn("Nothing can be claimed: {}", unavailable.getMessage());
    } finally {
      permits.forEach(
          (account, unused) -> {
            unused.forEach(CallBudget.Permit::giveBack);
            unused.forEach(permit -> places.giveBack(account.name()));
          });
    }
    return claims;
  }

  /** As many permits as may be used now, by account; accounts with nothing to do have none. */
  private Map<CrmAccount, Deque<CallBudget.Permit>> permits(Instant now) {
    readNextDue(now);
    List<CrmAccount> accounts = new ArrayList<>(crms.all());
    Collections.rotate(accounts, -(first++ % Math.max(1, accounts.size())));
    Map<CrmAccount, Deque<CallBudget.Permit>> permits = new LinkedHashMap<>();
    for (CrmAccount account : accounts) {
      Tasks.NextDue due = nextDue.get(account.name());
      if (due != null && !due.first().isAfter(now)) {
        Deque<CallBudget.Permit> found = permits(account.name());
        if (!found.isEmpty()) {
          permits.put(account, found);
        }
      }
    }
    return permits;
  }

  private Deque<CallBudget.Permit> permits(String account) {
    CallBudget budget = budgets.of(account);
    Deque<CallBudget.Permit> permits = new ArrayDeque<>();
    while (budget.available() > 0 && places.tryTake(account)) {
      Optional<CallBudget.Permit> permit = budget.tryAcquire();
      if (permit.isEmpty()) {
        places.giveBack(account);
        break;
      }
      permits.add(permit.get());
    }
    return permits;
  }

  /**
   * One query for all accounts, seldom enough to cost a few hundredths of the time at most, and
   * hardly ever while this process changes nothing.
   */
  private void readNextDue(Instant now) {
    long commits = store.commits();
    if (isOutdated(Duration.between(readAt, now), commits)) {
      nextDue = new HashMap<>();
      tasks.nextDue(now).forEach(next -> nextDue.put(next.crm(), next));
      nextDue.keySet().removeAll(pauses.names());
      readAt = now;
      commitsRead = commits;
    }
  }

  private boolean isOutdated(Duration age, long commits) {
    if (readAt == Instant.MIN || age.isNegative()) {
      return true;
    }
    boolean isLongAgo = age.toMillis() >= crms.all().size() / ACCOUNTS_READ_PER_MILLI;
    return isLongAgo && (commits != commitsRead || age.compareTo(OTHERS) >= 0);
  }

  private Optional<Claim> claim(Task task, Deque<CallBudget.Permit> permits, Instant now) {
    return callOf(task)
        .map(
            call -> {
              var claim =
                  new Claim(
                      task, call, postedOf(task), unconfirmed.searchOf(task), permits.remove());
              outstanding.put(claim, now);
              return claim;
            });
  }

  private Call postedOf(Task task) {
    return task.kind() == TaskKind.UPDATE || task.state() == UNCONFIRMED
        ? tasks.sentLast(task.call()).orElse(null)
        : null;
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

  private Map<CrmAccount, List<Task>> claimed(
      Map<CrmAccount, Deque<CallBudget.Permit>> permits, Instant now) {
    return store.write(
        client -> {
          Map<CrmAccount, List<Task>> claimed = new LinkedHashMap<>();
          permits.forEach(
              (account, given) ->
                  claimed.put(account, claimed(client, account.name(), now, given.size())));
          return claimed;
        });
  }

  private List<Task> claimed(JdbcClient client, String crm, Instant now, int most) {
    if (nextDue.get(crm).isDue(WAITING, now)) {
      tasks.queueSettled(client, crm, now);
      tasks.endUpdates(client, crm, "no activity id within 24 hours", now);
    }
    LookShare searches = searchShares.computeIfAbsent(crm, name -> new LookShare(SEARCHES_ONE_OF));
    int owedSearches = searches.owed(most);
    List<Task> claimed =
        new ArrayList<>(claimed(client, crm, UNCONFIRMED, now.minus(OVERDUE), now, owedSearches));
    int searched = claimed.size();
    LookShare looks = lookShares.computeIfAbsent(crm, name -> new LookShare(LOOKS_ONE_OF));
    int owedLooks = looks.owed(most - searched);
    claimed.addAll(claimed(client, crm, SUBMITTED, now.minus(OVERDUE), now, owedLooks));
    int looked = claimed.size() - searched;
    claimed.addAll(claimed(client, crm, QUEUED, now, now, most - claimed.size()));
    claimed.addAll(claimed(client, crm, SUBMITTED, now, now, most - claimed.size()));
    claimed.addAll(claimed(client, crm, UNCONFIRMED, now, now, most - claimed.size()));
    looks.made(owedLooks, looked, claimed.size() - searched);
    searches.made(owedSearches, searched, claimed.size());
    return claimed;
  }

  private List<Task> claimed(
      JdbcClient client, String crm, TaskState state, Instant dueBy, Instant now, int most) {
    return most > 0 && isAnyDue(nextDue.get(crm), state, dueBy)
        ? tasks.claim(client, crm, state, dueBy, now, now.plus(CLAIM), most)
        : List.of();
  }

  /** A task that has settled is queued, and due, at once. */
  private static boolean isAnyDue(Tasks.NextDue next, TaskState state, Instant by) {
    return next.isDue(state, by) || (state == QUEUED && next.isDue(WAITING, by));
  }

  /**
   * Writes a request down before it leaves. The next step of the route must send it.
   *
   * @param request the body; null for a look
   * @throws LostClaimException if nothing may be sent
   */
  public void sending(Claim claim, String request) {
    Instant now = clock.instant();
    if (!claim.leave()) {
      throw new LostClaimException(claim);
    }
    Optional<Integer> step = Optional.empty();
    try {
      step = writeAhead(claim, request, now);
    } catch (FormerLeaderException replaced) {
      log.info("The {} is not sent: another node leads", claim);
    } finally {
      if (step.isEmpty()) {
        claim.stay();
      }
    }
    claim.left(step.orElseThrow(() -> new LostClaimException(claim)), now);
  }

  private Optional<Integer> writeAhead(Claim claim, String request, Instant now) {
    Instant leaseUntil = now.plus(timeout(claim).multipliedBy(2));
    Call posted = claim.isPost() ? claim.getCall() : null;
    return store.write(
        client -> tasks.sending(client, claim.task(), request, posted, leaseUntil, now));
  }

  /**
   * The answer to a claim's request has begun to come: from here on its permit runs out, however
   * long the rest of the answer takes.
   */
  public void arrived(Claim claim) {
    claim.arrived();
  }

  /** Ends a claim, whatever became of it: its permit starts to run out. Only once has an effect. */
  public void done(Claim claim) {
    outstanding.remove(claim);
    if (claim.end()) {
      places.giveBack(claim.getCrm());
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
    int lost = store.write(client -> lose(client, "its answer never came, nor a time-out", now));
    if (lost > 0) {
      log.error("{} posts were lost on the way: UNCONFIRMED", lost);
    }
  }

  private int lose(JdbcClient client, String reason, Instant now) {
    List<Task> lost = tasks.loseExpired(client, now, reason, now);
    lost.forEach(task -> unconfirmed.begin(client, task, reason, now));
    return lost.size();
  }

  /**
   * Takes over from the leader before, whether it has stopped or was replaced, and before anything
   * is sent: what it had under way is unconfirmed, and its requests count against the budget.
   *
   * @throws io.callbridge.store.FormerLeaderException if this process doesn't lead
   */
  public synchronized void takeOver() {
    Instant now = clock.instant();
    int lost =
        store.write(
            client -> {
              tasks.releaseAll(client);
              unconfirmed.wake(client, now);
              return lose(client, "the process stopped after the request may have left", now);
            });
    Instant exactFrom = budgets.exactFrom(now);
    budgets.restore(
        now,
        tasks.sentPerMinute(now.minus(budgets.longestMemory()), exactFrom),
        tasks.sentSince(exactFrom));
    log.info("Took over the task table: {} posts are UNCONFIRMED", lost);
  }
}
