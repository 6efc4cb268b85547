package io.callbridge.store;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The calls that go no further by themselves, of any day, by what they stopped for. */
public class StoppedCalls {

  /** A CRM may give each call log a reason of its own. */
  private static final int MOST = 100;

  private final JdbcClient reader;

  public StoppedCalls(JdbcClient reader) {
    this.reader = reader;
  }

  /**
   * @param state {@code REJECTED}, {@code UNCONFIRMED} or {@code UNREADABLE}
   * @param reason may be null
   * @param oldest when the first of the calls ended, as far as is known
   * @param newest when the last one did
   */
  public record Group(
      String crm, String state, String reason, long calls, Instant oldest, Instant newest) {}

  /** The {@value #MOST} with the most calls. */
  public List<Group> byReason() {
    return reader
        .sql(
            """
            SELECT crm, state, reason, COUNT(*) AS calls,
              MIN(ended) AS oldest, MAX(ended) AS newest
            FROM (
              SELECT t.crm, t.state, t.reason, COALESCE(c.end_time, c.last_received_at) AS ended
              FROM task t JOIN call c ON c.id = t.call
              WHERE t.kind = 'LOG' AND t.state IN ('REJECTED', 'UNCONFIRMED')
              UNION ALL
              SELECT c.crm, c.state, c.trouble, c.last_received_at
              FROM call c LEFT JOIN task t ON t.call = c.id AND t.kind = 'LOG'
              WHERE c.state = 'UNREADABLE' AND t.id IS NULL) stopped
            GROUP BY crm, state, reason
            ORDER BY calls DESC, crm, state, reason LIMIT ?""")
        .param(MOST)
        .query(
            (row, n) ->
                new Group(
                    row.getString("crm"),
                    row.getString("state"),
                    row.getString("reason"),
                    row.getLong("calls"),
                    Micros.read(row, "oldest"),
                    Micros.read(row, "newest")))
        .list();
  }
}
