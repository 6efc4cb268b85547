package io.callbridge.collect;

import io.callbridge.collect.Collection.State;
import io.callbridge.dispatch.Assembler;
import io.callbridge.store.CollectionJobs;
import io.callbridge.store.CollectionJobs.Job;
import io.callbridge.store.Cursors;
import io.callbridge.store.Journal;
import io.callbridge.store.Journal.Entry;
import io.callbridge.store.StoreUnavailableException;
import io.callbridge.store.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which collections are due, and what becomes of their rows. One account is collected by one pass
 * at a time, and each account on its own, so that a broken one slows no other.
 *
 * <p>The cursor moves only after every page of a pass has been stored: a pass that failed is made
 * again, never skipped.
 */
public class Collections {

  private static final Logger log = LoggerFactory.getLogger(Collections.class);
  private static final int MOST_REMEMBERED = 200;
  private static final Duration RETRY_AFTER_FAILURE = Duration.ofMinutes(1);

  private final List<CollectPlan> plans;
  private final Journal journal;
  private final Cursors cursors;
  private final Assembler assembler;
  private final Tasks tasks;
  private final CollectionJobs jobs;
  private final InstantSource clock;

  private final Map<String, Collection> running = new HashMap<>();
  private final List<Collection> ended = new ArrayList<>();
  private final Map<String, Instant> nextByAccount = new HashMap<>();
  private final Map<String, String> troubles = new HashMap<>();
  private final Map<String, Collection> remembered =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Collection> eldest) {
          return size() > MOST_REMEMBERED && eldest.getValue().state() != State.RUNNING;
        }
      };

  public Collections(
      List<CollectPlan> plans,
      Journal journal,
      Cursors cursors,
      Assembler assembler,
      Tasks tasks,
      CollectionJobs jobs,
      InstantSource clock) {
    this.plans = List.copyOf(plans);
    this.journal = journal;
    this.cursors = cursors;
    this.assembler = assembler;
    this.tasks = tasks;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** The passes to make now for a provider's accounts; each must be completed or failed. */
  public synchronized List<Collection> due(String provider) {
    noteEnded();
    Instant now = clock.instant();
    List<Collection> due = new ArrayList<>();
    for (CollectPlan plan : plans) {
      String name = name(plan.provider(), plan.account());
      boolean isTime = !nextByAccount.getOrDefault(name, Instant.MIN).isAfter(now);
      if (plan.provider().equals(provider) && isTime && !running.containsKey(name)) {
        openDue(plan, now).ifPresent(due::add);
      }
    }
    due.addAll(asked(provider));
    return due;
  }

  /** Empty if it can't be said where to begin: the next turn asks again. */
  private Optional<Collection> openDue(CollectPlan plan, Instant now) {
    try {
      return Optional.of(open(plan.provider(), plan.account(), from(plan, now), now, true, false));
    } catch (RuntimeException failed) {
      log.warn(
          "{}/{} is not collected now: {}", plan.provider(), plan.account(), failed.getMessage());
      return Optional.empty();
    }
  }

  /**
   * What was asked for, on any node, and isn't under way, even if somebody noted that it were. What
   * the store can't give now is taken at the next turn.
   */
  private List<Collection> asked(String provider) {
    List<Collection> taken = new ArrayList<>();
    try {
      for (Job job : jobs.unfinished(provider)) {
        String name = name(job.provider(), job.account());
        boolean hasEnded = ended.stream().anyMatch(each -> each.getId().equals(job.id()));
        if (!running.containsKey(name) && !hasEnded) {
          Collection collection = remembered.getOrDefault(job.id(), Collection.of(job));
          note(collection);
          running.put(name, collection);
          taken.add(collection);
        }
      }
    } catch (RuntimeException failed) {
      log.warn("What {} was asked for is not begun yet: {}", provider, failed.getMessage());
    }
    return taken;
  }

  /** Takes over from the leader before: what it was asked for and hadn't done is made again. */
  public void takeOver() {
    jobs.takeOver();
  }

  /** What can't be written down now is at the next turn. */
  private void noteEnded() {
    try {
      for (Collection collection : List.copyOf(ended)) {
        note(collection);
        ended.remove(collection);
      }
    } catch (StoreUnavailableException storeDown) {
      log.warn("The end of {} is not written down yet: {}", ended, storeDown.getMessage());
    }
  }

  private void note(Collection collection) {
    if (!collection.isScheduled()) {
      jobs.note(collection.getId(), collection.noted());
    }
  }

  private Instant from(CollectPlan plan, Instant now) {
    Instant beginning =
        cursors.beginning(
            plan.provider(),
            plan.account(),
            plan.firstFrom() == null ? now : plan.firstFrom().at(now));
    return cursors
        .collected(plan.provider(), plan.account())
        .map(collected -> collected.minus(plan.overlap()))
        .filter(beginning::isBefore)
        .orElse(beginning);
  }

  /**
   * Asks for a pass over a range; it is among the next that the leader makes.
   *
   * @return empty if one was asked for already and isn't over
   */
  public synchronized Optional<Collection> begin(
      String provider, String account, Instant from, Instant to, boolean dryRun) {
    String id = UUID.randomUUID().toString();
    return jobs.ask(id, provider, account, from, to, dryRun, clock.instant())
        .map(Collection::of)
        .map(
            asked -> {
              remembered.put(id, asked);
              return asked;
            });
  }

  /** Whether the account is one whose CDRs can be collected. */
  public boolean isCollected(String provider, String account) {
    return plans.stream()
        .anyMatch(plan -> plan.provider().equals(provider) && plan.account().equals(account));
  }

  private Collection open(
      String provider,
      String account,
      Instant from,
      Instant to,
      boolean scheduled,
      boolean dryRun) {
    var collection =
        new Collection(
            UUID.randomUUID().toString(),
            provider,
            account,
            from,
            to,
            scheduled,
            dryRun,
            clock.instant());
    running.put(name(provider, account), collection);
    remembered.put(collection.getId(), collection);
    return collection;
  }

  /** Keeps what the provider lists, apart from the journal and before it. */
  public void listed(Collection collection, List<ListedCall> calls) {
    if (!collection.isDryRun() && !calls.isEmpty()) {
      cursors.list(
          collection.getProvider(),
          collection.getAccount(),
          calls.stream()
              .collect(
                  Collectors.toMap(
                      ListedCall::callId, ListedCall::endedAt, (one, other) -> other)));
    }
  }

  /**
   * Journals a page of rows, all or none.
   *
   * @param partDone how much of the pass is done with this page, 0 to 1
   */
  public void page(Collection collection, List<Entry> rows, double partDone) {
    int added;
    if (collection.isDryRun()) {
      List<Entry> unknown = rows.stream().filter(row -> !journal.isKnown(row.event())).toList();
      unknown.forEach(row -> collection.wouldAdd(row.event()));
      added = unknown.size();
    } else {
      added = journal.appendAll(rows);
    }
    collection.page(rows.size(), added, partDone);
    note(collection);
  }

  /** All pages are stored. */
  public synchronized void complete(Collection collection) {
    if (collection.isScheduled()) {
      cursors.move(collection.getProvider(), collection.getAccount(), collection.getTo());
    }
    plan(collection)
        .filter(CollectPlan::postAfterCdr)
        .filter(plan -> !collection.isDryRun())
        .ifPresent(plan -> settle(collection, plan));
    end(
        collection,
        State.DONE,
        null,
        plan(collection).map(CollectPlan::every).orElse(RETRY_AFTER_FAILURE));
    log.info("collected {}: {}", collection, summary(collection));
  }

  /**
   * The pass failed; what it stored stays, and it is made again.
   *
   * @param reason for a person
   * @param retryAfter how long the provider wants to be left alone; null if it didn't say
   */
  public synchronized void failed(Collection collection, String reason, Duration retryAfter) {
    end(collection, State.FAILED, reason, retryAfter == null ? RETRY_AFTER_FAILURE : retryAfter);
    log.warn("collecting {} failed: {}", collection, reason);
  }

  /** The same, in the words of an exception. */
  public void failed(Collection collection, Throwable failure) {
    Duration wait = failure instanceof CollectFailedException said ? said.retryAfter() : null;
    failed(
        collection, failure.getMessage() == null ? failure.toString() : failure.getMessage(), wait);
  }

  /** Why the account's last scheduled pass failed; empty if it didn't. */
  public synchronized Optional<String> trouble(String provider, String account) {
    return Optional.ofNullable(troubles.get(name(provider, account)));
  }

  private void end(Collection collection, State state, String reason, Duration next) {
    Instant now = clock.instant();
    collection.end(state, reason, now);
    String name = name(collection.getProvider(), collection.getAccount());
    running.remove(name, collection);
    ended.add(collection);
    noteEnded();
    if (collection.isScheduled()) {
      troubles.compute(name, (account, before) -> reason);
      nextByAccount.put(name, now.plus(next));
    }
  }

  /** What has been journaled up to now is folded before anything of it is posted. */
  private void settle(Collection collection, CollectPlan plan) {
    assembler.assembleChanged();
    tasks.settleCollected(
        plan.provider(),
        plan.account(),
        collection.getTo().minus(plan.lateness()),
        clock.instant());
  }

  private Optional<CollectPlan> plan(Collection collection) {
    return plans.stream()
        .filter(plan -> plan.provider().equals(collection.getProvider()))
        .filter(plan -> plan.account().equals(collection.getAccount()))
        .findFirst();
  }

  /** One that was asked for on any node, or is made here by schedule. */
  public synchronized Optional<Collection> find(String id) {
    return jobs.find(id).map(Collection::of).or(() -> Optional.ofNullable(remembered.get(id)));
  }

  /** Those that were asked for last, on any node. */
  public List<Collection> latest(int most) {
    return jobs.latest(most).stream().map(Collection::of).toList();
  }

  private String summary(Collection collection) {
    var progress = collection.progress(clock.instant());
    return "%d pages, %d rows, %d new"
        .formatted(progress.pages(), progress.calls(), progress.added());
  }

  private static String name(String provider, String account) {
    return provider + "/" + account;
  }
}
