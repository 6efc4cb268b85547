package io.callbridge.dispatch;

import io.callbridge.call.Call;
import io.callbridge.call.CallKey;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.Calls;
import io.callbridge.store.Calls.StoredCall;
import io.callbridge.store.Calls.Twin;
import io.callbridge.store.GroupCommit;
import io.callbridge.store.RecordingSearches;
import io.callbridge.store.RefusedChangeException;
import io.callbridge.store.StoreUnavailableException;
import io.callbridge.store.Tasks;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.Task;
import io.callbridge.task.TaskKind;
import io.callbridge.task.TaskState;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Folds changed calls and decides what becomes of each that has ended. */
public class Assembler {

  private static final Logger log = LoggerFactory.getLogger(Assembler.class);
  private static final int MOST_PER_CHANGE = 100;

  /** How far apart two sources may see the same call begin (contracts/mapping.md, section 8). */
  private static final Duration TWINS_APART = Duration.ofSeconds(5);

  /** How long a call waits for a complete collection past its end (DESIGN, section 2). */
  private static final Duration LONGEST_WAIT_FOR_CDR = Duration.ofMinutes(20);

  /** How long a call that one phone missed waits for those that still ring. */
  private static final Duration LONGEST_RINGING = Duration.ofMinutes(5);

  /**
   * How long an update waits for the activity that it is for (contracts/mapping.md, section 10).
   */
  private static final Duration UPDATES_END = Duration.ofHours(24);

  private static final String ERASED = "erased: whose call it was may not be kept";

  private final GroupCommit store;
  private final Calls calls;
  private final Tasks tasks;
  private final RecordingSearches searches;
  private final ProviderAccounts providers;
  private final CrmAccounts crms;
  private final Exclusions exclusions;
  private final Duration closeAfter;
  private final InstantSource clock;

  /**
   * @param closeAfter how long a call without a final event may be silent before it is closed
   */
  public Assembler(
      GroupCommit store,
      Calls calls,
      Tasks tasks,
      RecordingSearches searches,
      ProviderAccounts providers,
      CrmAccounts crms,
      Exclusions exclusions,
      Duration closeAfter,
      InstantSource clock) {
    this.store = store;
    this.calls = calls;
    this.tasks = tasks;
    this.searches = searches;
    this.providers = providers;
    this.crms = crms;
    this.exclusions = exclusions;
    this.closeAfter = closeAfter;
    this.clock = clock;
  }

  /** Folds every call that has new events; an ended one has its task at once. */
  public void assembleChanged() {
    while (calls.isAnyChanged()) {
      try {
        store
            .write(
                client -> {
                  List<StoredCall> changed = calls.foldChanged(client, MOST_PER_CHANGE);
                  changed.forEach(each -> take(client, each));
                  return changed;
                })
            .forEach(Assembler::count);
      } catch (RuntimeException oneFailed) {
        throwIfUnavailable(oneFailed);
        log.warn("A call holds up {} others: each is taken on its own", MOST_PER_CHANGE, oneFailed);
        calls.changed(MOST_PER_CHANGE).forEach(this::assembleOne);
      }
    }
  }

  /** A call that fails is set aside, and holds up no other. */
  private void assembleOne(long id) {
    try {
      store
          .write(
              client -> {
                Optional<StoredCall> changed = calls.foldChanged(client, id);
                changed.ifPresent(each -> take(client, each));
                return changed;
              })
          .ifPresent(Assembler::count);
    } catch (RuntimeException failed) {
      throwIfUnavailable(failed);
      log.error("Call {} can't be decided and is set aside", id, failed);
      store.write(
          client -> {
            calls.setAside(client, id, "it can't be decided: " + failed);
            return null;
          });
    }
  }

  /** It will heal by itself, save where the store took everything but this. */
  private static void throwIfUnavailable(RuntimeException failed) {
    if (failed instanceof StoreUnavailableException
        && !(failed instanceof RefusedChangeException)) {
      throw failed;
    }
  }

  private void take(JdbcClient client, StoredCall stored) {
    if (!isLeg(client, stored) && !isJoined(client, stored) && stored.call().isEnded()) {
      decide(client, stored);
    }
  }

  private static void count(StoredCall stored) {
    CallKey key = stored.call().key();
    Metrics.counter(
            "callbridge.calls.assembled", "provider", key.provider(), "account", key.account())
        .increment();
  }

  /**
   * Closes calls whose final event never came; each is excluded, until an event says otherwise.
   *
   * @see "contracts/broadband-dynamics.md, section 4.2"
   */
  public void closeSilent() {
    Instant now = clock.instant();
    List<StoredCall> closed =
        store.write(
            client -> {
              List<StoredCall> silent =
                  calls.closeSilent(client, now.minus(closeAfter), MOST_PER_CHANGE);
              silent.forEach(stored -> exclude(client, stored, noFinalEvent(), now));
              return silent;
            });
    closed.forEach(stored -> log.warn("closed {}: {}", stored.call().key(), noFinalEvent()));
  }

  private String noFinalEvent() {
    return "no-final-event: nothing said within " + closeAfter + " how the call ended";
  }

  private void decide(JdbcClient client, StoredCall stored) {
    Instant now = clock.instant();
    if (stored.isErased()) {
      if (tasks.ofCall(client, stored.id(), TaskKind.LOG).isEmpty()) {
        exclude(client, stored, ERASED, now);
      }
      return;
    }
    Call call = providers.complete(stored.call());
    searchRecording(client, stored.id(), call, now);
    Optional<Task> task = tasks.ofCall(client, stored.id(), TaskKind.LOG);
    if (task.isPresent() && !task.get().state().isUndecided()) {
      reconcile(client, task.get(), call, now);
      return;
    }
    Optional<String> excluded = exclusions.reason(call);
    if (excluded.isPresent()) {
      exclude(client, stored, excluded.get(), now);
    } else {
      put(client, stored, TaskState.WAITING, null, settled(stored), now);
    }
  }

  /**
   * Joins what turned out to be a leg with its call. What is posted stays.
   *
   * @see "contracts/mapping.md, section 9"
   */
  private boolean isLeg(JdbcClient client, StoredCall stored) {
    Optional<Twin> call = calls.callOfLeg(client, stored);
    if (call.isEmpty() || !isFree(client, stored.id())) {
      return false;
    }
    CallKey key = stored.call().key();
    calls.join(
        client,
        new CallKey(key.provider(), key.account(), call.get().callId()),
        call.get().id(),
        new Twin(stored.id(), key.callId()));
    return true;
  }

  /**
   * Joins the call with one that is the same under another id, if its account's sources use
   * different ids. What is posted stays; of two that are both posted, neither can go.
   */
  private boolean isJoined(JdbcClient client, StoredCall stored) {
    boolean joins =
        providers
            .find(stored.call().key().provider(), stored.call().key().account())
            .map(account -> account.handling().joinsSources())
            .orElse(false);
    Optional<Twin> twin =
        joins
            ? calls
                .twin(client, stored, TWINS_APART)
                .or(() -> calls.erasedTwin(client, stored, TWINS_APART))
            : Optional.<Twin>empty();
    if (twin.isEmpty()) {
      return false;
    }
    CallKey key = stored.call().key();
    var twinKey = new CallKey(key.provider(), key.account(), twin.get().callId());
    if (isFree(client, stored.id())) {
      calls.join(client, twinKey, twin.get().id(), new Twin(stored.id(), key.callId()));
      return true;
    }
    if (isFree(client, twin.get().id())) {
      calls.join(client, key, stored.id(), twin.get());
      return true;
    }
    return false;
  }

  /**
   * Whether nothing of the call has left, or it is to leave again; then its tasks are forgotten.
   */
  private boolean isFree(JdbcClient client, long call) {
    if (calls.isErased(client, call)) {
      return false;
    }
    Optional<Task> task = tasks.ofCall(client, call, TaskKind.LOG);
    if (task.isPresent()
        && (!task.get().state().isUndecided() || task.get().leaseUntil() != null)) {
      return false;
    }
    tasks.forgetAll(client, call);
    return true;
  }

  private void searchRecording(JdbcClient client, long id, Call call, Instant now) {
    if (call.outcome().hasTalk() && call.recordingUrl() == null) {
      providers
          .find(call.key().provider(), call.key().account())
          .map(account -> account.handling().recorder())
          .ifPresent(recorder -> searches.begin(client, id, recorder, now));
    }
  }

  /** A posted call has changed: its recording and duration are updated, the rest is shown. */
  private void reconcile(JdbcClient client, Task log, Call call, Instant now) {
    Optional<Call> posted = tasks.posted(client, log.call());
    if (posted.isEmpty()) {
      return;
    }
    boolean takesUpdates = crms.find(log.crm()).map(CrmAccount::takesUpdates).orElse(false);
    Call sentLast = tasks.updated(client, log.call()).orElse(posted.get());
    Differences differences = Differences.between(posted.get(), sentLast, call);
    tasks.differs(client, log, differences.shown(takesUpdates));
    if (takesUpdates && differences.isUpdatable() && log.state() != TaskState.ABANDONED) {
      tasks.update(client, log, "changed after the post", now.plus(UPDATES_END), now);
    }
  }

  /**
   * When a call is posted: after the settle time, or after the provider's own records of it. Where
   * each phone of a group tells of itself, the first that gave up doesn't end the call: while
   * others ring, it waits for them.
   */
  private Instant settled(StoredCall stored) {
    boolean afterCdr =
        providers
            .find(stored.call().key().provider(), stored.call().key().account())
            .map(account -> account.handling().postAfterCdr())
            .orElse(false);
    Duration settle =
        afterCdr
            ? LONGEST_WAIT_FOR_CDR
            : crms.find(stored.crm()).map(CrmAccount::settle).orElse(Duration.ofSeconds(30));
    boolean rings = stored.call().isRinging() && LONGEST_RINGING.compareTo(settle) > 0;
    return stored.call().finalReceivedAt().plus(rings ? LONGEST_RINGING : settle);
  }

  private void exclude(JdbcClient client, StoredCall stored, String reason, Instant now) {
    put(client, stored, TaskState.EXCLUDED, reason, null, now);
  }

  private void put(
      JdbcClient client,
      StoredCall stored,
      TaskState state,
      String reason,
      Instant dueAt,
      Instant now) {
    Optional<Task> task = tasks.ofCall(client, stored.id(), TaskKind.LOG);
    if (task.isEmpty()) {
      tasks.create(client, stored.id(), TaskKind.LOG, stored.crm(), state, reason, dueAt, now);
    } else if (isToDecide(task.get(), state)) {
      tasks.redecide(client, task.get(), state, reason, dueAt, now);
    }
  }

  /** A queued task stays queued unless it is excluded now. */
  private static boolean isToDecide(Task task, TaskState state) {
    return task.state().isUndecided()
        && !(task.state() == TaskState.QUEUED && state == TaskState.WAITING);
  }
}
