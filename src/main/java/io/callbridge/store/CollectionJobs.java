package io.callbridge.store;

import io.callbridge.call.CallEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The collections that somebody asked for, on whichever node: the leader makes them, and every node
 * can tell how far they are.
 */
public class CollectionJobs {

  private static final String UNFINISHED = "('ASKED', 'RUNNING')";

  private final GroupCommit store;
  private final JdbcClient reader;
  private final Leaders leaders;

  CollectionJobs(GroupCommit store, JdbcClient reader, Leaders leaders) {
    this.store = store;
    this.reader = reader;
    this.leaders = leaders;
  }

  /** A collection that was asked for, and how far it is. */
  public record Job(
      String id,
      String provider,
      String account,
      Instant from,
      Instant to,
      boolean dryRun,
      Instant askedAt,
      Progress progress) {}

  /**
   * How far a collection is.
   *
   * @param state {@code ASKED} before it begins, then as its maker says; {@code RUNNING} until it
   *     is over
   * @param part how much of it is done, 0 to 1
   * @param wouldAdd what a dry run found, once it is over
   */
  public record Progress(
      String state,
      String reason,
      int pages,
      int calls,
      int added,
      int unchanged,
      double part,
      Instant endedAt,
      List<CallEvent> wouldAdd) {}

  /**
   * @return empty if one for this account has been asked for and isn't over
   */
  public Optional<Job> ask(
      String id,
      String provider,
      String account,
      Instant from,
      Instant to,
      boolean dryRun,
      Instant now) {
    return store.write(
        client -> {
          if (isUnfinished(client, provider, account)) {
            return Optional.empty();
          }
          client
              .sql(
                  """
                  INSERT INTO collection_job
                    (id, provider, account, range_from, range_to, dry_run, asked_at, state)
                  VALUES (?, ?, ?, ?, ?, ?, ?, 'ASKED')""")
              .params(id, provider, account, Micros.of(from), Micros.of(to), dryRun)
              .param(Micros.of(now))
              .update();
          return find(client, id);
        });
  }

  private static boolean isUnfinished(JdbcClient client, String provider, String account) {
    return client
        .sql(
            """
            SELECT EXISTS (SELECT 1 FROM collection_job
              WHERE provider = ? AND account = ? AND state IN %s)"""
                .formatted(UNFINISHED))
        .params(provider, account)
        .query(Boolean.class)
        .single();
  }

  /** Those of a provider that aren't over, longest waiting first. */
  public List<Job> unfinished(String provider) {
    return reader
        .sql(
            """
            SELECT * FROM collection_job WHERE state IN %s AND provider = ? ORDER BY asked_at"""
                .formatted(UNFINISHED))
        .param(provider)
        .query((row, n) -> job(row))
        .list();
  }

  public Optional<Job> find(String id) {
    return find(reader, id);
  }

  private static Optional<Job> find(JdbcClient client, String id) {
    return client
        .sql("SELECT * FROM collection_job WHERE id = ?")
        .param(id)
        .query((row, n) -> job(row))
        .optional();
  }

  public List<Job> latest(int most) {
    return reader
        .sql("SELECT * FROM collection_job ORDER BY asked_at DESC, id LIMIT ?")
        .param(most)
        .query((row, n) -> job(row))
        .list();
  }

  /** Writes down how far a collection is. */
  public void note(String id, Progress progress) {
    store.write(
        client ->
            client
                .sql(
                    """
                    UPDATE collection_job SET
                      state = ?, reason = ?, pages = ?, calls = ?, added = ?, unchanged = ?,
                      part = ?, ended_at = ?, would_add = ?
                    WHERE id = ?""")
                .params(progress.state(), progress.reason())
                .params(progress.pages(), progress.calls())
                .params(progress.added(), progress.unchanged(), progress.part())
                .params(Micros.of(progress.endedAt()), CallJson.write(progress.wouldAdd()), id)
                .update());
  }

  /**
   * What a former leader had under way is asked for again.
   *
   * @throws FormerLeaderException if this process doesn't lead
   */
  public void takeOver() {
    store.write(
        client -> {
          leaders.check(client);
          return client
              .sql("UPDATE collection_job SET state = 'ASKED' WHERE state = 'RUNNING'")
              .update();
        });
  }

  private static Job job(ResultSet row) throws SQLException {
    String wouldAdd = row.getString("would_add");
    return new Job(
        row.getString("id"),
        row.getString("provider"),
        row.getString("account"),
        Micros.read(row, "range_from"),
        Micros.read(row, "range_to"),
        row.getBoolean("dry_run"),
        Micros.read(row, "asked_at"),
        new Progress(
            row.getString("state"),
            row.getString("reason"),
            row.getInt("pages"),
            row.getInt("calls"),
            row.getInt("added"),
            row.getInt("unchanged"),
            row.getDouble("part"),
            Micros.read(row, "ended_at"),
            wouldAdd == null ? List.of() : CallJson.readEvents(wouldAdd)));
  }
}
