package io.callbridge.store;

import io.callbridge.call.Call;
import io.callbridge.call.CallKey;
import io.callbridge.task.Answer;
import io.callbridge.task.Task;
import io.callbridge.task.TaskKind;
import io.callbridge.task.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tasks and their audit trail. Methods that take a {@link JdbcClient} run within a change of
 * the store; a claim is a lease, and a request is written here before it leaves.
 */
public class Tasks {

  private static final String COLUMNS =
      "id, call, kind, crm, state, request_id, activity_id, attempts, looks, failures, accepted_at,"
          + " looked_at, followed, lease_until";

  /** The states in which a task goes on by itself when it is due. */
  private static final List<TaskState> OPEN =
      List.of(TaskState.WAITING, TaskState.QUEUED, TaskState.SUBMITTED, TaskState.UNCONFIRMED);

  /** With it in a condition, the index {@code task_due} is used. */
  private static final String IS_OPEN =
      "state IN ('WAITING', 'QUEUED', 'SUBMITTED', 'UNCONFIRMED')";

  private final GroupCommit store;
  private final JdbcClient reader;
  private final Leaders leaders;
  private final Dialect dialect;

  Tasks(GroupCommit store, JdbcClient reader, Leaders leaders, Dialect dialect) {
    this.store = store;
    this.reader = reader;
    this.leaders = leaders;
    this.dialect = dialect;
  }

  /**
   * What an answer makes of a task.
   *
   * @param state the new state
   * @param reason for a person; null where the state says it all
   * @param dueAt when it is looked at next; null if never by itself
   * @param attempts 1 if a post counts, else 0
   * @param looks 1 if a look was answered, else 0
   * @param followed for how long it has been followed with this look; kept if null
   * @param failed whether the request failed and may heal; else the failures in a row are forgotten
   * @param requestId kept if null
   * @param activityId kept if null
   * @param acceptedAt kept if null
   */
  public record Change(
      TaskState state,
      String reason,
      Instant dueAt,
      int attempts,
      int looks,
      Duration followed,
      boolean failed,
      String requestId,
      String activityId,
      Instant acceptedAt) {

    public static Change to(TaskState state, String reason, Instant dueAt) {
      return new Change(state, reason, dueAt, 0, 0, null, false, null, null, null);
    }

    public Change countingAttempt() {
      return new Change(
          state, reason, dueAt, 1, looks, followed, failed, requestId, activityId, acceptedAt);
    }

    public Change countingLook() {
      return new Change(
          state, reason, dueAt, attempts, 1, followed, failed, requestId, activityId, acceptedAt);
    }

    public Change followedFor(Duration time) {
      return new Change(
          state, reason, dueAt, attempts, looks, time, failed, requestId, activityId, acceptedAt);
    }

    public Change countingFailure() {
      return new Change(
          state, reason, dueAt, attempts, looks, followed, true, requestId, activityId, acceptedAt);
    }

    public Change accepted(String id, Instant at) {
      return new Change(
          state, reason, dueAt, attempts, looks, followed, failed, id, activityId, at);
    }

    public Change logged(String activity) {
      return new Change(
          state, reason, dueAt, attempts, looks, followed, failed, requestId, activity, acceptedAt);
    }
  }

  /** A request found in the audit trail. */
  public record SentRequest(String crm, Instant sentAt, Instant answeredAt) {}

  /** How many requests to an account left within a minute. */
  public record SentMinute(String crm, Instant begin, int requests) {}

  /**
   * When an account has something to do next.
   *
   * @param at when the first task of each state is due; states without one are left out
   */
  public record NextDue(String crm, Map<TaskState, Instant> at) {

    /** Null if the account has nothing to do. */
    public Instant first() {
      return at.values().stream().min(Comparator.naturalOrder()).orElse(null);
    }

    public boolean isDue(TaskState state, Instant by) {
      Instant due = at.get(state);
      return due != null && !due.isAfter(by);
    }
  }

  public Optional<Task> ofCall(JdbcClient client, long call, TaskKind kind) {
    return client
        .sql("SELECT " + COLUMNS + " FROM task WHERE call = ? AND kind = ?")
        .params(call, kind.name())
        .query(Tasks::task)
        .optional();
  }

  public void create(
      JdbcClient client,
      long call,
      TaskKind kind,
      String crm,
      TaskState state,
      String reason,
      Instant dueAt,
      Instant now) {
    long id =
        client
            .sql(
                """
                INSERT INTO task (call, kind, crm, state, reason, due_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id""")
            .params(call, kind.name(), crm, state.name(), reason, Micros.of(dueAt), Micros.of(now))
            .query(Long.class)
            .single();
    note(client, id, crm, state, reason, now);
  }

  /** Decides a task anew that has not been posted; whoever has claimed it may not send it. */
  public void redecide(
      JdbcClient client, Task task, TaskState state, String reason, Instant dueAt, Instant now) {
    int changed =
        client
            .sql(
                """
                UPDATE task SET
                  state = ?, reason = ?, due_at = ?, lease_until = NULL, changed_at = ?
                WHERE id = ? AND state = ?""")
            .params(state.name(), reason, Micros.of(dueAt), Micros.of(now))
            .params(task.id(), task.state().name())
            .update();
    if (changed == 1 && state != task.state()) {
      note(client, task.id(), task.crm(), state, reason, now);
    }
  }

  /** Forgets the tasks of a call that turned out to be another one. */
  public void forgetAll(JdbcClient client, long call) {
    for (String of : List.of("task_step", "activity_search")) {
      client
          .sql("DELETE FROM %s WHERE task IN (SELECT id FROM task WHERE call = ?)".formatted(of))
          .param(call)
          .update();
    }
    client.sql("DELETE FROM task WHERE call = ?").param(call).update();
  }

  /**
   * When each account has something to do next, whether that is over or to come; accounts without
   * anything to do are left out. It costs a few index look-ups for an account, however many tasks
   * it has.
   *
   * @param now claims that hold beyond this moment are nothing to do
   */
  public List<NextDue> nextDue(Instant now) {
    String first =
        """
        (SELECT due_at FROM task WHERE crm = account.crm AND state = '%s' AND %s
          AND due_at IS NOT NULL AND (lease_until IS NULL OR lease_until < ?)
          ORDER BY due_at LIMIT 1)""";
    return reader
        .sql(
            """
            WITH RECURSIVE account (crm) AS (
              SELECT %1$s
              UNION ALL
              SELECT %2$s FROM account WHERE account.crm IS NOT NULL)
            SELECT crm, %3$s AS waiting, %4$s AS queued, %5$s AS submitted, %6$s AS unconfirmed
            FROM account WHERE crm IS NOT NULL"""
                .formatted(
                    firstAccount(""),
                    firstAccount(" AND crm > account.crm"),
                    first.formatted("WAITING", IS_OPEN),
                    first.formatted("QUEUED", IS_OPEN),
                    first.formatted("SUBMITTED", IS_OPEN),
                    first.formatted("UNCONFIRMED", IS_OPEN)))
        .params(Micros.of(now), Micros.of(now), Micros.of(now), Micros.of(now))
        .query(Tasks::nextDue)
        .list()
        .stream()
        .filter(next -> !next.at().isEmpty())
        .toList();
  }

  /** Queues the account's settled tasks. */
  public void queueSettled(JdbcClient client, String crm, Instant now) {
    client
        .sql(
            """
            UPDATE task SET state = 'QUEUED', changed_at = ?
            WHERE crm = ? AND kind = 'LOG' AND state = 'WAITING' AND due_at <= ? AND %s
            RETURNING id"""
                .formatted(IS_OPEN))
        .params(Micros.of(now), crm, Micros.of(now))
        .query(Long.class)
        .list()
        .forEach(id -> note(client, id, crm, TaskState.QUEUED, "settled", now));
  }

  /**
   * Has calls posted that waited for their provider's records: those that the records show, and
   * those that would be shown by now.
   *
   * @param endedBefore calls that ended before this moment are waited for no longer
   */
  public void settleCollected(String provider, String account, Instant endedBefore, Instant now) {
    store.write(
        client ->
            client
                .sql(
                    """
                    UPDATE task SET due_at = ?
                    WHERE kind = 'LOG' AND state = 'WAITING' AND due_at > ? AND call IN (
                      SELECT id FROM call
                      WHERE provider = ? AND account = ? AND (listed OR end_time < ?))""")
                .params(Micros.of(now), Micros.of(now), provider, account, Micros.of(endedBefore))
                .update());
  }

  /** Ends the account's updates whose time is over before their activity was known. */
  public void endUpdates(JdbcClient client, String crm, String reason, Instant now) {
    client
        .sql(
            """
            UPDATE task SET state = 'REJECTED', reason = ?, due_at = NULL, changed_at = ?
            WHERE crm = ? AND kind = 'UPDATE' AND state = 'WAITING' AND due_at <= ? AND %s
            RETURNING id"""
                .formatted(IS_OPEN))
        .params(reason, Micros.of(now), crm, Micros.of(now))
        .query(Long.class)
        .list()
        .forEach(id -> note(client, id, crm, TaskState.REJECTED, reason, now));
  }

  /** The call as it was when it was posted; empty if it never was. */
  public Optional<Call> posted(JdbcClient client, long call) {
    return client
        .sql("SELECT posted FROM task WHERE call = ? AND kind = 'LOG' AND posted IS NOT NULL")
        .param(call)
        .query(String.class)
        .optional()
        .map(CallJson::readCall);
  }

  /** Whether a call has been posted, or is on its way. */
  public boolean isPosted(CallKey key) {
    return reader
        .sql(
            """
            SELECT EXISTS (SELECT 1 FROM task t JOIN call c ON c.id = t.call
              WHERE c.provider = ? AND c.account = ? AND c.call_id = ? AND t.posted IS NOT NULL)""")
        .params(key.provider(), key.account(), key.callId())
        .query(Boolean.class)
        .single();
  }

  /** The call as its activity was updated last; empty if it never was. */
  public Optional<Call> updated(JdbcClient client, long call) {
    return client
        .sql("SELECT posted FROM task WHERE call = ? AND kind = 'UPDATE' AND posted IS NOT NULL")
        .param(call)
        .query(String.class)
        .optional()
        .map(CallJson::readCall);
  }

  /** The call as it was when it was updated, else posted, last; from outside a change. */
  public Optional<Call> sentLast(long call) {
    return updated(reader, call).or(() -> posted(reader, call));
  }

  /** Keeps what an update has brought into the CRM, within the change that records its answer. */
  public void keepUpdated(JdbcClient client, Task update, Call call) {
    client
        .sql("UPDATE task SET posted = ? WHERE id = ?")
        .params(CallJson.write(call), update.id())
        .update();
  }

  /**
   * Says what of a posted call has changed since and is not posted.
   *
   * @param names null if nothing
   */
  public void differs(JdbcClient client, Task task, String names) {
    client.sql("UPDATE task SET differs = ? WHERE id = ?").params(names, task.id()).update();
  }

  /**
   * The first account in order of name that has anything to do: one index look-up for each state,
   * where a look for all states at once would read every open task.
   */
  private static String firstAccount(String where) {
    return OPEN.stream()
        .map(state -> "SELECT MIN(crm) AS crm FROM task WHERE state = '" + state + "'" + where)
        .collect(Collectors.joining(" UNION ALL ", "(SELECT MIN(crm) FROM (", ") AS one)"));
  }

  /**
   * Claims up to {@code most} due tasks of the account, longest due first, until a lease ends.
   *
   * @param state {@code QUEUED} for what is to be sent, {@code SUBMITTED} for looks, {@code
   *     UNCONFIRMED} for activities to find
   * @param dueBy those that were due at this moment
   * @throws FormerLeaderException if this process doesn't lead
   */
  public List<Task> claim(
      JdbcClient client,
      String crm,
      TaskState state,
      Instant dueBy,
      Instant now,
      Instant leaseUntil,
      int most) {
    leaders.check(client);
    return client
        .sql(
            """
            WITH due AS MATERIALIZED (
              SELECT id FROM task
              WHERE crm = ? AND state = ? AND %s AND due_at <= ?
                AND (lease_until IS NULL OR lease_until < ?)
              ORDER BY due_at, id LIMIT ?%s)
            UPDATE task SET lease_until = ? WHERE id IN (SELECT id FROM due)
            RETURNING %s"""
                .formatted(IS_OPEN, dialect.skipLocked(), COLUMNS))
        .params(crm, state.name(), Micros.of(dueBy), Micros.of(now), most, Micros.of(leaseUntil))
        .query(Tasks::task)
        .list();
  }

  /**
   * Writes a request before it leaves: a queued task becomes {@code SUBMITTING}, any other stays as
   * it is. Holds only while the claim does.
   *
   * @param request what is about to be sent; null for a look
   * @param posted the call that it was made of; null unless it is a post
   * @return the number of the step, empty if the claim has been lost: then nothing may be sent
   * @throws FormerLeaderException if this process doesn't lead any more: nothing may be sent either
   */
  public Optional<Integer> sending(
      JdbcClient client, Task claim, String request, Call posted, Instant leaseUntil, Instant now) {
    leaders.check(client);
    Optional<Integer> step =
        client
            .sql(
                """
                UPDATE task SET
                  state = CASE state WHEN 'QUEUED' THEN 'SUBMITTING' ELSE state END,
                  posted = COALESCE(?, posted),
                  lease_until = ?, steps = steps + 1, changed_at = ?
                WHERE id = ? AND state = ? AND lease_until = ?
                RETURNING steps""")
            .params(posted == null ? null : CallJson.write(posted))
            .params(Micros.of(leaseUntil), Micros.of(now))
            .params(claim.id(), claim.state().name(), Micros.of(claim.leaseUntil()))
            .query(Integer.class)
            .optional();
    step.ifPresent(
        n ->
            client
                .sql(
                    """
                    INSERT INTO task_step (task, n, crm, kind, at, sent_at, request)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .params(claim.id(), n, claim.crm(), requestKind(claim))
                .params(Micros.of(now), Micros.of(now), request)
                .update());
    step.ifPresent(n -> countRequest(client, claim.crm(), now));
    return step;
  }

  /**
   * Writes a request of no task before it leaves.
   *
   * @throws FormerLeaderException if this process doesn't lead any more: nothing may be sent
   */
  public void asking(JdbcClient client, String crm, Instant now) {
    leaders.check(client);
    client
        .sql(
            """
            INSERT INTO crm_question (crm, sent_at) VALUES (?, ?)
            ON CONFLICT (crm, sent_at) DO UPDATE SET answered_at = NULL""")
        .params(crm, Micros.of(now))
        .update();
    countRequest(client, crm, now);
  }

  /** Records that a request of no task was answered. */
  public void asked(JdbcClient client, String crm, Instant sentAt, Instant now) {
    client
        .sql("UPDATE crm_question SET answered_at = ? WHERE crm = ? AND sent_at = ?")
        .params(Micros.of(now), crm, Micros.of(sentAt))
        .update();
  }

  /** Whether a call log of the account, or an update of one, may be sent now and isn't yet. */
  public boolean isQueued(String crm, Instant now) {
    return reader
        .sql(
            """
            SELECT EXISTS (SELECT 1 FROM task
              WHERE crm = ? AND state = 'QUEUED' AND due_at <= ?
                AND (lease_until IS NULL OR lease_until < ?))""")
        .params(crm, Micros.of(now), Micros.of(now))
        .query(Boolean.class)
        .single();
  }

  /** Counts a request to the account that is about to leave. */
  private static void countRequest(JdbcClient client, String crm, Instant now) {
    client
        .sql(
            """
            INSERT INTO crm_minute (crm, minute, requests) VALUES (?, ?, 1)
            ON CONFLICT (crm, minute) DO UPDATE SET requests = crm_minute.requests + 1""")
        .params(crm, Micros.of(now.truncatedTo(ChronoUnit.MINUTES)))
        .update();
  }

  /**
   * Records the answer to a request, and what it makes of the task if that still waits for it. An
   * answer to a post also counts for a task that was given up as {@code UNCONFIRMED} meanwhile.
   *
   * @param step the number given by {@link #sending}
   * @param decision what the answer makes of the task; asked only if it counts
   * @return what it made of the task; empty if that was decided otherwise meanwhile
   */
  public Optional<Change> answered(
      JdbcClient client,
      Task claim,
      int step,
      Answer answer,
      Supplier<Change> decision,
      Instant now) {
    client
        .sql(
            """
            UPDATE task_step SET answered_at = ?, status = ?, response = ?, words = ?
            WHERE task = ? AND n = ?""")
        .params(
            Micros.of(now), answer.status(), Text.of(answer.response()), Text.of(answer.words()))
        .params(claim.id(), step)
        .update();
    if (!isAwaited(client, claim, step)) {
      return Optional.empty();
    }
    Change change = decision.get();
    apply(client, claim, change, now);
    if (claim.state() == TaskState.QUEUED && change.state() != TaskState.REJECTED) {
      lookAgain(client, claim.call(), now);
    }
    if (change.state() == TaskState.LOGGED
        && change.activityId() != null
        && claim.kind() == TaskKind.LOG) {
      wakeUpdate(client, claim, change.activityId(), now);
    }
    return Optional.of(change);
  }

  private static boolean isAwaited(JdbcClient client, Task claim, int step) {
    TaskState expected = claim.state() == TaskState.QUEUED ? TaskState.SUBMITTING : claim.state();
    return client
        .sql(
            """
            SELECT EXISTS (SELECT 1 FROM task
              WHERE id = ? AND state IN (?, 'UNCONFIRMED')
                AND ? = (SELECT MAX(n) FROM task_step WHERE task = ? AND sent_at IS NOT NULL))""")
        .params(claim.id(), expected.name(), step, claim.id())
        .query(Boolean.class)
        .single();
  }

  private static void apply(JdbcClient client, Task claim, Change change, Instant now) {
    client
        .sql(
            """
            UPDATE task SET
              state = ?, reason = ?, due_at = ?, lease_until = NULL,
              attempts = attempts + ?, looks = looks + ?,
              looked_at = COALESCE(?, looked_at), followed = COALESCE(?, followed),
              failures = CASE WHEN ? THEN failures + 1 ELSE 0 END,
              request_id = COALESCE(?, request_id), activity_id = COALESCE(?, activity_id),
              accepted_at = COALESCE(?, accepted_at), changed_at = ?
            WHERE id = ?""")
        .params(change.state().name(), Text.of(change.reason()), Micros.of(change.dueAt()))
        .params(change.attempts(), change.looks())
        .params(change.followed() == null ? null : Micros.of(now), micros(change.followed()))
        .param(change.failed())
        .params(Text.of(change.requestId()), Text.of(change.activityId()))
        .params(Micros.of(change.acceptedAt()), Micros.of(now), claim.id())
        .update();
  }

  /** Has the call assembled again: what came while its request was made is a change after it. */
  private static void lookAgain(JdbcClient client, long call, Instant now) {
    client.sql("UPDATE call SET changed_at = ? WHERE id = ?").params(Micros.of(now), call).update();
  }

  /** The activity is known now, so what waited for it may go. */
  private static void wakeUpdate(JdbcClient client, Task log, String activityId, Instant now) {
    client
        .sql(
            """
            UPDATE task SET state = 'QUEUED', activity_id = ?, due_at = ?, changed_at = ?
            WHERE call = ? AND kind = 'UPDATE' AND state = 'WAITING'""")
        .params(activityId, Micros.of(now), Micros.of(now), log.call())
        .update();
  }

  /**
   * Queues an update of a posted call, at once if its activity is known, else until {@code end}.
   */
  public void update(JdbcClient client, Task log, String words, Instant end, Instant now) {
    boolean known = log.activityId() != null;
    TaskState state = known ? TaskState.QUEUED : TaskState.WAITING;
    Instant dueAt = known ? now : end;
    Optional<Task> update = ofCall(client, log.call(), TaskKind.UPDATE);
    if (update.isEmpty()) {
      create(client, log.call(), TaskKind.UPDATE, log.crm(), state, null, dueAt, now);
      update = ofCall(client, log.call(), TaskKind.UPDATE);
    } else if (update.get().state() == TaskState.LOGGED
        || update.get().state() == TaskState.REJECTED) {
      client
          .sql(
              """
              UPDATE task SET state = ?, reason = NULL, due_at = ?, failures = 0, changed_at = ?
              WHERE id = ?""")
          .params(state.name(), Micros.of(dueAt), Micros.of(now), update.get().id())
          .update();
      note(client, update.get().id(), log.crm(), state, words, now);
    }
    client
        .sql("UPDATE task SET activity_id = COALESCE(?, activity_id) WHERE id = ?")
        .params(log.activityId(), update.orElseThrow().id())
        .update();
  }

  /** Brings the account's first looks forward that are due later than so long after acceptance. */
  public void lookEarlier(JdbcClient client, String crm, Duration age, Instant now) {
    long micros = age.toNanos() / 1000;
    client
        .sql(
            """
            UPDATE task SET
              due_at = CASE WHEN accepted_at + ? > ? THEN accepted_at + ? ELSE ? END
            WHERE crm = ? AND state = 'SUBMITTED' AND looks = 0 AND lease_until IS NULL
              AND due_at > accepted_at + ? AND due_at > ?""")
        .params(micros, Micros.of(now), micros, Micros.of(now), crm, micros, Micros.of(now))
        .update();
  }

  /**
   * Says what is next for a post that has just become {@code UNCONFIRMED}.
   *
   * @param dueAt when its activity is looked for; null if it can't be
   */
  public void parkUnconfirmed(JdbcClient client, long task, String reason, Instant dueAt) {
    client
        .sql("UPDATE task SET reason = ?, due_at = ? WHERE id = ? AND state = 'UNCONFIRMED'")
        .params(reason, Micros.of(dueAt), task)
        .update();
  }

  /**
   * Has a stopped call log posted again, because an operator says so; what the CRM answered before
   * is only in the trail from now on.
   *
   * @param words who and why
   */
  public void retry(JdbcClient client, Task task, String words, Instant now) {
    client
        .sql(
            """
            UPDATE task SET
              state = 'QUEUED', reason = ?, due_at = ?, lease_until = NULL, failures = 0,
              request_id = NULL, accepted_at = NULL, looked_at = NULL, followed = 0,
              changed_at = ?
            WHERE id = ?""")
        .params(words, Micros.of(now), Micros.of(now), task.id())
        .update();
    note(client, task.id(), task.crm(), TaskState.QUEUED, words, now);
  }

  /**
   * Gives a call log up for good, and the update that waits for it, because an operator says so.
   *
   * @param words who and why
   */
  public void abandon(JdbcClient client, Task task, String words, Instant now) {
    client
        .sql(
            """
            UPDATE task SET
              state = 'ABANDONED', reason = ?, due_at = NULL, lease_until = NULL, changed_at = ?
            WHERE id = ? OR (call = ? AND kind = 'UPDATE' AND state = 'WAITING')
            RETURNING id""")
        .params(words, Micros.of(now), task.id(), task.call())
        .query(Long.class)
        .list()
        .forEach(id -> note(client, id, task.crm(), TaskState.ABANDONED, words, now));
  }

  /**
   * Ends a claim whose request never left, for good.
   *
   * @param reason why it can't be sent
   */
  public void refuse(JdbcClient client, Task claim, String reason, Instant now) {
    int changed =
        client
            .sql(
                """
                UPDATE task SET
                  state = 'REJECTED', reason = ?, lease_until = NULL, due_at = NULL, changed_at = ?
                WHERE id = ? AND lease_until = ?""")
            .params(reason, Micros.of(now), claim.id(), Micros.of(claim.leaseUntil()))
            .update();
    if (changed == 1) {
      note(client, claim.id(), claim.crm(), TaskState.REJECTED, reason, now);
    }
  }

  /**
   * Marks posts as {@code UNCONFIRMED} whose claim ran out, or was given up, while they were under
   * way; updates, which do no harm twice, are queued again.
   *
   * @param leaseEndedBefore leases that ended before this moment have run out
   * @return the posts
   */
  public List<Task> loseExpired(
      JdbcClient client, Instant leaseEndedBefore, String reason, Instant now) {
    List<Task> lost =
        client
            .sql(
                """
                UPDATE task SET
                  state = 'UNCONFIRMED', reason = ?, lease_until = NULL, due_at = NULL,
                  changed_at = ?
                WHERE state = 'SUBMITTING' AND kind = 'LOG'
                  AND (lease_until IS NULL OR lease_until < ?)
                RETURNING\s"""
                    + COLUMNS)
            .params(reason, Micros.of(now), Micros.of(leaseEndedBefore))
            .query(Tasks::task)
            .list();
    client
        .sql(
            """
            UPDATE task SET state = 'QUEUED', lease_until = NULL, due_at = ?, changed_at = ?
            WHERE state = 'SUBMITTING' AND kind = 'UPDATE'
              AND (lease_until IS NULL OR lease_until < ?)""")
        .params(Micros.of(now), Micros.of(now), Micros.of(leaseEndedBefore))
        .update();
    for (Task task : lost) {
      note(client, task.id(), task.crm(), TaskState.UNCONFIRMED, reason, now);
      lookAgain(client, task.call(), now);
    }
    return lost;
  }

  /**
   * Gives up all leases, which are those of former leaders.
   *
   * @throws FormerLeaderException if this process doesn't lead
   */
  public void releaseAll(JdbcClient client) {
    leaders.check(client);
    client.sql("UPDATE task SET lease_until = NULL WHERE lease_until IS NOT NULL").update();
  }

  /** The requests sent since a moment, oldest first. */
  public List<SentRequest> sentSince(Instant since) {
    return reader
        .sql(
            """
            SELECT crm, sent_at, answered_at FROM task_step WHERE sent_at >= ?
            UNION ALL
            SELECT crm, sent_at, answered_at FROM crm_question WHERE sent_at >= ?
            ORDER BY sent_at""")
        .params(Micros.of(since), Micros.of(since))
        .query(
            (row, n) ->
                new SentRequest(
                    row.getString("crm"),
                    Micros.read(row, "sent_at"),
                    Micros.read(row, "answered_at")))
        .list();
  }

  /**
   * How many requests left in each minute that began at or after {@code from}, before {@code to}.
   */
  public List<SentMinute> sentPerMinute(Instant from, Instant to) {
    return reader
        .sql("SELECT crm, minute, requests FROM crm_minute WHERE minute >= ? AND minute < ?")
        .params(Micros.of(from), Micros.of(to))
        .query(
            (row, n) ->
                new SentMinute(
                    row.getString("crm"), Micros.read(row, "minute"), row.getInt("requests")))
        .list();
  }

  /** Forgets the counts of the account's minutes, and questions, that no limit reaches back to. */
  public void forgetMinutes(JdbcClient client, String crm, Instant before) {
    client
        .sql("DELETE FROM crm_minute WHERE crm = ? AND minute < ?")
        .params(crm, Micros.of(before))
        .update();
    client
        .sql("DELETE FROM crm_question WHERE crm = ? AND sent_at < ?")
        .params(crm, Micros.of(before))
        .update();
  }

  private static String requestKind(Task claim) {
    if (claim.kind() == TaskKind.UPDATE) {
      return "UPDATE";
    }
    return switch (claim.state()) {
      case QUEUED -> "POST";
      case UNCONFIRMED -> "FIND";
      default -> "LOOK";
    };
  }

  private static void note(
      JdbcClient client, long task, String crm, TaskState state, String words, Instant now) {
    int n =
        client
            .sql("UPDATE task SET steps = steps + 1 WHERE id = ? RETURNING steps")
            .param(task)
            .query(Integer.class)
            .single();
    client
        .sql("INSERT INTO task_step (task, n, crm, kind, at, words) VALUES (?, ?, ?, ?, ?, ?)")
        .params(task, n, crm, state.name(), Micros.of(now), words)
        .update();
  }

  private static Long micros(Duration duration) {
    return duration == null ? null : duration.toNanos() / 1000;
  }

  private static NextDue nextDue(ResultSet row, int n) throws SQLException {
    Map<TaskState, Instant> at = new EnumMap<>(TaskState.class);
    for (TaskState state : OPEN) {
      Instant due = Micros.read(row, state.name().toLowerCase(Locale.ROOT));
      if (due != null) {
        at.put(state, due);
      }
    }
    return new NextDue(row.getString("crm"), at);
  }

  private static Task task(ResultSet row, int n) throws SQLException {
    return new Task(
        row.getLong("id"),
        row.getLong("call"),
        TaskKind.valueOf(row.getString("kind")),
        row.getString("crm"),
        TaskState.valueOf(row.getString("state")),
        row.getString("request_id"),
        row.getString("activity_id"),
        row.getInt("attempts"),
        row.getInt("looks"),
        row.getInt("failures"),
        Micros.read(row, "accepted_at"),
        Micros.read(row, "looked_at"),
        Duration.of(row.getLong("followed"), ChronoUnit.MICROS),
        Micros.read(row, "lease_until"));
  }
}
