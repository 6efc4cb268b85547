package io.callbridge.store;

import io.callbridge.task.TaskState;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is still to be done for each CRM account. */
public class Backlogs {

  private final JdbcClient reader;

  public Backlogs(JdbcClient reader) {
    this.reader = reader;
  }

  /**
   * Call logs of a CRM account in one state that isn't final.
   *
   * @param oldest when the first of their calls ended
   */
  public record Backlog(String crm, TaskState state, long callLogs, Instant oldest) {}

  public List<Backlog> all() {
    return reader
        .sql(
            """
            SELECT t.crm, t.state, COUNT(*) AS call_logs,
              MIN(COALESCE(c.end_time, c.last_received_at)) AS oldest
            FROM task t JOIN call c ON c.id = t.call
            WHERE t.kind = 'LOG'
              AND t.state IN ('WAITING', 'QUEUED', 'SUBMITTING', 'SUBMITTED', 'UNCONFIRMED')
            GROUP BY t.crm, t.state ORDER BY t.crm, t.state""")
        .query(
            (row, n) ->
                new Backlog(
                    row.getString("crm"),
                    TaskState.valueOf(row.getString("state")),
                    row.getLong("call_logs"),
                    Micros.read(row, "oldest")))
        .list();
  }
}
