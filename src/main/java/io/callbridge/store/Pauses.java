package io.callbridge.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The CRM accounts to which nothing is sent because an operator says so. */
public class Pauses {

  private final GroupCommit store;
  private final JdbcClient reader;

  public Pauses(GroupCommit store, JdbcClient reader) {
    this.store = store;
    this.reader = reader;
  }

  /**
   * @param by the user who paused the account
   */
  public record Pause(String crm, Instant at, String by, String reason) {}

  /** Pauses an account; one that is paused already gets the new reason. */
  public void pause(Pause pause) {
    store.write(
        client ->
            client
                .sql(
                    """
                    INSERT INTO crm_pause (crm, paused_at, paused_by, reason) VALUES (?, ?, ?, ?)
                    ON CONFLICT (crm) DO UPDATE SET paused_at = excluded.paused_at,
                      paused_by = excluded.paused_by, reason = excluded.reason""")
                .params(pause.crm(), Micros.of(pause.at()), pause.by(), pause.reason())
                .update());
  }

  /**
   * @return whether it was paused
   */
  public boolean resume(String crm) {
    return store.write(
        client -> client.sql("DELETE FROM crm_pause WHERE crm = ?").param(crm).update() == 1);
  }

  public List<Pause> all() {
    return reader
        .sql("SELECT crm, paused_at, paused_by, reason FROM crm_pause ORDER BY crm")
        .query(
            (row, n) ->
                new Pause(
                    row.getString("crm"),
                    Micros.read(row, "paused_at"),
                    row.getString("paused_by"),
                    row.getString("reason")))
        .list();
  }

  public Optional<Pause> find(String crm) {
    return all().stream().filter(pause -> pause.crm().equals(crm)).findAny();
  }

  /** The names of the paused accounts. */
  public Set<String> names() {
    return all().stream().map(Pause::crm).collect(Collectors.toSet());
  }
}
