package io.callbridge.store;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators decided about call logs, as the trails of those say. */
public class Decisions {

  private final JdbcClient reader;

  public Decisions(JdbcClient reader) {
    this.reader = reader;
  }

  /**
   * @param words who decided what, and why
   */
  public record Decision(Instant at, long call, String callId, String crm, String words) {}

  /** The newest first. */
  public List<Decision> latest(int most) {
    return reader
        .sql(
            """
            SELECT s.at, t.call, c.call_id, s.crm, s.words
            FROM task_step s JOIN task t ON t.id = s.task JOIN call c ON c.id = t.call
            WHERE s.sent_at IS NULL AND s.kind IN ('QUEUED', 'ABANDONED')
              AND (s.words LIKE 'retried by %' OR s.words LIKE 'abandoned by %')
            ORDER BY s.at DESC LIMIT ?""")
        .param(most)
        .query(
            (row, n) ->
                new Decision(
                    Micros.read(row, "at"),
                    row.getLong("call"),
                    row.getString("call_id"),
                    row.getString("crm"),
                    row.getString("words")))
        .list();
  }
}
