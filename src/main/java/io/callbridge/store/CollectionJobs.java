package io.callbridge.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The collections that somebody asked for, on whichever node: the leader makes them, and every node
 * can tell how far they are.
 */
public class CollectionJobs {

  private final GroupCommit store;
  private final JdbcClient reader;

  CollectionJobs(GroupCommit store, JdbcClient reader) {
    this.store = store;
    this.reader = reader;
  }

  /**
   * A collection that was asked for.
   *
   * @param progress as its owner writes it down; null before it begins
   */
  public record Job(
      String id,
      String provider,
      String account,
      Instant from,
      Instant to,
      boolean dryRun,
      Instant askedAt,
      String progress) {}

  /**
   * @return false if one for this account has been asked for and isn't over
   */
  public boolean ask(Job job) {
    return store.write(
        client -> {
          boolean isFree =
              !client
                  .sql(
                      """
                      SELECT EXISTS (SELECT 1 FROM collection_job
                        WHERE provider = ? AND account = ? AND state <> 'OVER')""")
                  .params(job.provider(), job.account())
                  .query(Boolean.class)
                  .single();
          if (isFree) {
            client
                .sql(
                    """
                    INSERT INTO collection_job
                      (id, provider, account, range_from, range_to, dry_run, asked_at, state)
                    VALUES (?, ?, ?, ?, ?, ?, ?, 'ASKED')""")
                .params(job.id(), job.provider(), job.account())
                .params(Micros.of(job.from()), Micros.of(job.to()), job.dryRun())
                .param(Micros.of(job.askedAt()))
                .update();
          }
          return isFree;
        });
  }

  /** Those of a provider that nobody makes yet, longest waiting first. */
  public List<Job> asked(String provider) {
    return reader
        .sql(
            "SELECT * FROM collection_job WHERE state = 'ASKED' AND provider = ? ORDER BY asked_at")
        .param(provider)
        .query((row, n) -> job(row))
        .list();
  }

  public Optional<Job> find(String id) {
    return reader
        .sql("SELECT * FROM collection_job WHERE id = ?")
        .param(id)
        .query((row, n) -> job(row))
        .optional();
  }

  /** Writes down how far a collection is. */
  public void note(String id, boolean isOver, String progress) {
    store.write(
        client ->
            client
                .sql("UPDATE collection_job SET state = ?, progress = ? WHERE id = ?")
                .params(isOver ? "OVER" : "UNDER_WAY", progress, id)
                .update());
  }

  /** What a former leader had under way is made again from its beginning. */
  public void takeOver() {
    store.write(
        client ->
            client
                .sql("UPDATE collection_job SET state = 'ASKED' WHERE state = 'UNDER_WAY'")
                .update());
  }

  private static Job job(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Job(
        row.getString("id"),
        row.getString("provider"),
        row.getString("account"),
        Micros.read(row, "range_from"),
        Micros.read(row, "range_to"),
        row.getBoolean("dry_run"),
        Micros.read(row, "asked_at"),
        row.getString("progress"));
  }
}
