package io.callbridge.store;

import io.callbridge.task.TaskState;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many call logs have not come to a good end, where they stand, and since when. */
public class OpenTasks {

  private final JdbcClient reader;

  public OpenTasks(JdbcClient reader) {
    this.reader = reader;
  }

  /**
   * The call logs of a CRM account in one state.
   *
   * @param oldestEnd the earliest hang-up among them
   */
  public record Count(String crm, TaskState state, long tasks, Instant oldestEnd) {}

  /** By account and state; none where there are no tasks. */
  public List<Count> count() {
    return reader
        .sql(
            """
            SELECT t.crm, t.state, COUNT(*) AS tasks,
              MIN(COALESCE(c.end_time, c.last_received_at)) AS oldest
            FROM task t JOIN call c ON c.id = t.call
            WHERE t.kind = 'LOG' AND t.state IN
              ('WAITING', 'QUEUED', 'SUBMITTING', 'SUBMITTED', 'REJECTED', 'UNCONFIRMED')
            GROUP BY t.crm, t.state""")
        .query(
            (row, n) ->
                new Count(
                    row.getString("crm"),
                    TaskState.valueOf(row.getString("state")),
                    row.getLong("tasks"),
                    Micros.read(row, "oldest")))
        .list();
  }
}
