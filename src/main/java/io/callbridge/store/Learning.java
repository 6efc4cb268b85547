package io.callbridge.store;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was learned of the CRM accounts, so that a start doesn't unlearn it. */
public class Learning {

  private final JdbcClient reader;

  public Learning(JdbcClient reader) {
    this.reader = reader;
  }

  /**
   * @param calls how many calls of the shortest limit are used
   * @param completions how long the last tasks took, as written by the poll plan
   */
  public record Learned(String crm, int calls, String completions) {}

  public List<Learned> all() {
    return reader
        .sql("SELECT crm, calls, completions FROM crm_learned")
        .query(
            (row, n) ->
                new Learned(
                    row.getString("crm"), row.getInt("calls"), row.getString("completions")))
        .list();
  }

  public void keep(JdbcClient client, Learned learned, Instant now) {
    client
        .sql(
            """
            INSERT INTO crm_learned (crm, calls, completions, at) VALUES (?, ?, ?, ?)
            ON CONFLICT (crm) DO UPDATE SET
              calls = excluded.calls, completions = excluded.completions, at = excluded.at""")
        .params(learned.crm(), learned.calls(), learned.completions(), Micros.of(now))
        .update();
  }
}
