package io.callbridge.store;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The calls whose recording is looked for, and when next. */
public class RecordingSearches {

  private final GroupCommit store;
  private final JdbcClient reader;
  private final Leaders leaders;
  private final Dialect dialect;

  RecordingSearches(GroupCommit store, JdbcClient reader, Leaders leaders, Dialect dialect) {
    this.store = store;
    this.reader = reader;
    this.leaders = leaders;
    this.dialect = dialect;
  }

  /**
   * A search that is due.
   *
   * @param misses looks so far that found none
   * @param troubles looks in a row at a recorder that couldn't be asked
   */
  public record Due(long call, int misses, int troubles) {}

  /** Begins a search, within a change of the store; one that was begun before stays as it is. */
  public void begin(JdbcClient client, long call, String recorder, Instant dueAt) {
    client
        .sql(
            """
            INSERT INTO recording_search (call, recorder, state, due_at)
            VALUES (?, ?, 'SEARCHING', ?) ON CONFLICT (call) DO NOTHING""")
        .params(call, recorder, Micros.of(dueAt))
        .update();
  }

  public boolean isAnyDue(String recorder, Instant now) {
    return reader
        .sql(
            """
            SELECT EXISTS (SELECT 1 FROM recording_search
              WHERE recorder = ? AND state = 'SEARCHING' AND due_at <= ?
                AND (lease_until IS NULL OR lease_until < ?))""")
        .params(recorder, Micros.of(now), Micros.of(now))
        .query(Boolean.class)
        .single();
  }

  /**
   * Claims up to {@code most} due searches at a recorder until a lease ends.
   *
   * @throws FormerLeaderException if this process doesn't lead
   */
  public List<Due> claim(String recorder, Instant now, Instant leaseUntil, int most) {
    return store.write(
        client -> {
          leaders.check(client);
          return client
              .sql(
                  """
                  UPDATE recording_search SET lease_until = ?
                  WHERE call IN (
                    SELECT call FROM recording_search
                    WHERE recorder = ? AND state = 'SEARCHING' AND due_at <= ?
                      AND (lease_until IS NULL OR lease_until < ?)
                    ORDER BY due_at LIMIT ?%s)
                  RETURNING call, misses, troubles"""
                      .formatted(dialect.skipLocked()))
              .params(Micros.of(leaseUntil), recorder, Micros.of(now), Micros.of(now), most)
              .query(
                  (row, n) ->
                      new Due(row.getLong("call"), row.getInt("misses"), row.getInt("troubles")))
              .list();
        });
  }

  /**
   * Gives up all leases, which are those of former leaders: looking twice does no harm.
   *
   * @throws FormerLeaderException if this process doesn't lead
   */
  public void releaseAll() {
    store.write(
        client -> {
          leaders.check(client);
          return client
              .sql("UPDATE recording_search SET lease_until = NULL WHERE lease_until IS NOT NULL")
              .update();
        });
  }

  /** Looks again later. */
  public void again(long call, int misses, int troubles, String reason, Instant dueAt) {
    store.write(
        client ->
            client
                .sql(
                    """
                    UPDATE recording_search SET
                      misses = ?, troubles = ?, due_at = ?, lease_until = NULL, reason = ?
                    WHERE call = ? AND state = 'SEARCHING'""")
                .params(misses, troubles, Micros.of(dueAt), reason, call)
                .update());
  }

  /**
   * @param found whether it was found; else there is none to be had
   */
  public void end(long call, boolean found, String reason) {
    store.write(
        client ->
            client
                .sql(
                    """
                    UPDATE recording_search SET
                      state = ?, due_at = NULL, lease_until = NULL, reason = ?
                    WHERE call = ?""")
                .params(found ? "FOUND" : "NONE", reason, call)
                .update());
  }
}
