package io.callbridge.store;

import io.callbridge.task.Answer;
import io.callbridge.task.Task;
import io.callbridge.task.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tasks and their audit trail. Methods that take a {@link JdbcClient} run within a change of
 * the store; a claim is a lease, and a request is written here before it leaves.
 */
public class Tasks {

  private static final String COLUMNS =
      "id, call, crm, state, request_id, attempts, looks, failures, accepted_at, lease_until";

  private final JdbcClient reader;

  public Tasks(JdbcClient reader) {
    this.reader = reader;
  }

  /**
   * What an answer makes of a task.
   *
   * @param state the new state
   * @param reason for a person; null where the state says it all
   * @param dueAt when it is looked at next; null if never by itself
   * @param attempts 1 if a post counts, else 0
   * @param looks 1 if a look was answered, else 0
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
      boolean failed,
      String requestId,
      String activityId,
      Instant acceptedAt) {

    public static Change to(TaskState state, String reason, Instant dueAt) {
      return new Change(state, reason, dueAt, 0, 0, false, null, null, null);
    }

    public Change countingAttempt() {
      return new Change(state, reason, dueAt, 1, looks, failed, requestId, activityId, acceptedAt);
    }

    public Change countingLook() {
      return new Change(
          state, reason, dueAt, attempts, 1, failed, requestId, activityId, acceptedAt);
    }

    public Change countingFailure() {
      return new Change(
          state, reason, dueAt, attempts, looks, true, requestId, activityId, acceptedAt);
    }

    public Change accepted(String id, Instant at) {
      return new Change(state, reason, dueAt, attempts, looks, failed, id, activityId, at);
    }

    public Change logged(String activity) {
      return new Change(
          state, reason, dueAt, attempts, looks, failed, requestId, activity, acceptedAt);
    }
  }

  /** A request found in the audit trail. */
  public record SentRequest(String crm, Instant sentAt, Instant answeredAt) {}

  public Optional<Task> ofCall(JdbcClient client, long call) {
    return client
        .sql("SELECT " + COLUMNS + " FROM task WHERE call = ? AND kind = 'LOG'")
        .param(call)
        .query(Tasks::task)
        .optional();
  }

  public void create(
      JdbcClient client,
      long call,
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
                VALUES (?, 'LOG', ?, ?, ?, ?, ?) RETURNING id""")
            .params(call, crm, state.name(), reason, Micros.of(dueAt), Micros.of(now))
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

  /** Whether the account has anything to do at {@code now}. */
  public boolean isAnyDue(String crm, Instant now) {
    return reader
        .sql(
            """
            SELECT EXISTS (SELECT 1 FROM task
              WHERE crm = ? AND state IN ('WAITING', 'QUEUED', 'SUBMITTED') AND due_at <= ?
                AND (lease_until IS NULL OR lease_until < ?))""")
        .params(crm, Micros.of(now), Micros.of(now))
        .query(Boolean.class)
        .single();
  }

  /** Queues the account's settled tasks. */
  public void queueSettled(JdbcClient client, String crm, Instant now) {
    client
        .sql(
            """
            UPDATE task SET state = 'QUEUED', changed_at = ?
            WHERE crm = ? AND state = 'WAITING' AND due_at <= ?
            RETURNING id""")
        .params(Micros.of(now), crm, Micros.of(now))
        .query(Long.class)
        .list()
        .forEach(id -> note(client, id, crm, TaskState.QUEUED, "settled", now));
  }

  /** Claims up to {@code most} due tasks of the account, longest due first, until a lease ends. */
  public List<Task> claim(
      JdbcClient client, String crm, Instant now, Instant leaseUntil, int most) {
    return client
        .sql(
            """
            UPDATE task SET lease_until = ?
            WHERE id IN (
              SELECT id FROM task
              WHERE crm = ? AND state IN ('QUEUED', 'SUBMITTED') AND due_at <= ?
                AND (lease_until IS NULL OR lease_until < ?)
              ORDER BY due_at, id LIMIT ?)
            RETURNING\s"""
                + COLUMNS)
        .params(Micros.of(leaseUntil), crm, Micros.of(now), Micros.of(now), most)
        .query(Tasks::task)
        .list();
  }

  /**
   * Writes a request before it leaves: a queued task becomes {@code SUBMITTING}, a submitted one
   * stays so. Holds only while the claim does.
   *
   * @param request what is about to be sent; null for a look
   * @return the number of the step, empty if the claim has been lost: then nothing may be sent
   */
  public Optional<Integer> sending(
      JdbcClient client, Task claim, String request, Instant leaseUntil, Instant now) {
    Optional<Integer> step =
        client
            .sql(
                """
                UPDATE task SET
                  state = CASE state WHEN 'QUEUED' THEN 'SUBMITTING' ELSE state END,
                  lease_until = ?, steps = steps + 1, changed_at = ?
                WHERE id = ? AND state = ? AND lease_until = ?
                RETURNING steps""")
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
                .params(
                    claim.id(), n, claim.crm(), claim.state() == TaskState.QUEUED ? "POST" : "LOOK")
                .params(Micros.of(now), Micros.of(now), request)
                .update());
    return step;
  }

  /**
   * Records the answer to a request and what it makes of the task. An answer to a post also counts
   * for a task that was given up as {@code UNCONFIRMED} meanwhile.
   *
   * @param step the number given by {@link #sending}
   * @return whether the task changed; false if it was decided otherwise meanwhile
   */
  public boolean answered(
      JdbcClient client, Task claim, int step, Answer answer, Change change, Instant now) {
    client
        .sql(
            """
            UPDATE task_step SET answered_at = ?, status = ?, response = ?, words = ?
            WHERE task = ? AND n = ?""")
        .params(Micros.of(now), answer.status(), answer.response(), answer.words())
        .params(claim.id(), step)
        .update();
    String expected = claim.state() == TaskState.QUEUED ? "SUBMITTING" : "SUBMITTED";
    return client
            .sql(
                """
                UPDATE task SET
                  state = ?, reason = ?, due_at = ?, lease_until = NULL,
                  attempts = attempts + ?, looks = looks + ?,
                  failures = CASE WHEN ? THEN failures + 1 ELSE 0 END,
                  request_id = COALESCE(?, request_id), activity_id = COALESCE(?, activity_id),
                  accepted_at = COALESCE(?, accepted_at), changed_at = ?
                WHERE id = ? AND state IN (?, 'UNCONFIRMED')
                  AND ? = (SELECT MAX(n) FROM task_step WHERE task = ? AND sent_at IS NOT NULL)""")
            .params(change.state().name(), change.reason(), Micros.of(change.dueAt()))
            .params(change.attempts(), change.looks(), change.failed())
            .params(change.requestId(), change.activityId(), Micros.of(change.acceptedAt()))
            .params(Micros.of(now), claim.id(), expected, step, claim.id())
            .update()
        == 1;
  }

  /** Gives a claim back whose request has not left, to be tried again at {@code dueAt}. */
  public void release(JdbcClient client, Task claim, Instant dueAt) {
    client
        .sql("UPDATE task SET lease_until = NULL, due_at = ? WHERE id = ? AND lease_until = ?")
        .params(Micros.of(dueAt), claim.id(), Micros.of(claim.leaseUntil()))
        .update();
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
   * way.
   *
   * @param leaseEndedBefore leases that ended before this moment have run out
   * @return how many there were
   */
  public int loseExpired(JdbcClient client, Instant leaseEndedBefore, String reason, Instant now) {
    List<Task> lost =
        client
            .sql(
                """
                UPDATE task SET
                  state = 'UNCONFIRMED', reason = ?, lease_until = NULL, due_at = NULL,
                  changed_at = ?
                WHERE state = 'SUBMITTING' AND (lease_until IS NULL OR lease_until < ?)
                RETURNING\s"""
                    + COLUMNS)
            .params(reason, Micros.of(now), Micros.of(leaseEndedBefore))
            .query(Tasks::task)
            .list();
    lost.forEach(task -> note(client, task.id(), task.crm(), TaskState.UNCONFIRMED, reason, now));
    return lost.size();
  }

  /** Gives up all leases, which only a single process that has just started may do. */
  public void releaseAll(JdbcClient client) {
    client.sql("UPDATE task SET lease_until = NULL WHERE lease_until IS NOT NULL").update();
  }

  /** The requests sent or answered since a moment, oldest first. */
  public List<SentRequest> sentSince(Instant since) {
    return reader
        .sql(
            """
            SELECT crm, sent_at, answered_at FROM task_step
            WHERE sent_at IS NOT NULL AND (sent_at >= ? OR answered_at >= ?) ORDER BY sent_at""")
        .params(Micros.of(since), Micros.of(since))
        .query(
            (row, n) ->
                new SentRequest(
                    row.getString("crm"),
                    Micros.read(row, "sent_at"),
                    Micros.read(row, "answered_at")))
        .list();
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

  private static Task task(ResultSet row, int n) throws SQLException {
    return new Task(
        row.getLong("id"),
        row.getLong("call"),
        row.getString("crm"),
        TaskState.valueOf(row.getString("state")),
        row.getString("request_id"),
        row.getInt("attempts"),
        row.getInt("looks"),
        row.getInt("failures"),
        Micros.read(row, "accepted_at"),
        Micros.read(row, "lease_until"));
  }
}
