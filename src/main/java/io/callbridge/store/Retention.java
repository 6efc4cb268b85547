package io.callbridge.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets go of what is finished and old, a little at a time, so that nobody has to wait for it. */
public class Retention {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final int PER_CHANGE = 50;
  private static final int MOST_CHANGES = 100;

  /** A call about which nothing is under way, and no person has to decide anything. */
  private static final String FINISHED =
      """
      changed_at IS NULL AND state IN ('ENDED', 'CLOSED') AND NOT EXISTS (
        SELECT 1 FROM task t WHERE t.call = call.id AND (
          t.lease_until IS NOT NULL
          OR t.state IN ('WAITING', 'QUEUED', 'SUBMITTING', 'SUBMITTED')
          OR t.kind = 'LOG' AND t.state IN ('REJECTED', 'UNCONFIRMED')))""";

  private final GroupCommit store;
  private final Leaders leaders;
  private final ErasedCalls calls;
  private final RetentionSettings settings;
  private final InstantSource clock;

  Retention(
      GroupCommit store,
      Leaders leaders,
      ErasedCalls calls,
      RetentionSettings settings,
      InstantSource clock) {
    this.store = store;
    this.leaders = leaders;
    this.calls = calls;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Lets go of what is too old.
   *
   * @return how many rows of what; what isn't named had none
   * @throws FormerLeaderException if this process doesn't lead
   */
  public Map<String, Integer> letGo() {
    Map<String, Integer> gone = new TreeMap<>();
    note(gone, "contents", settings.contents(), this::eraseCalls);
    note(gone, "payloads", settings.payloads(), this::forgetPayloads);
    note(gone, "asides", settings.payloads(), this::deleteAsides);
    note(gone, "quarantine", settings.quarantine(), delete("quarantine", "received_at"));
    note(gone, "commands", settings.commands(), this::deleteCommands);
    note(gone, "clicks", settings.clicks(), delete("click", "at"));
    note(gone, "click pairs", settings.clicks(), delete("click_pair", "at"));
    note(gone, "collections", settings.collections(), delete("collection_job", "ended_at"));
    note(gone, "listings", settings.listings(), this::deleteListings);
    note(gone, "deeds", settings.deeds(), delete("deed", "at"));
    if (!gone.isEmpty()) {
      log.info("let go of what is old: {}", gone);
    }
    return gone;
  }

  private void note(
      Map<String, Integer> gone, String what, Duration kept, ToIntFunction<Instant> letGo) {
    int rows = kept.isZero() ? 0 : letGo.applyAsInt(clock.instant().minus(kept));
    if (rows > 0) {
      gone.put(what, rows);
    }
  }

  private int eraseCalls(Instant before) {
    Instant now = clock.instant();
    return eachFinished(
        "erased_at", before, (client, call) -> calls.erase(client, call, false, now));
  }

  private int forgetPayloads(Instant before) {
    Instant now = clock.instant();
    return eachFinished(
        "payloads_gone_at",
        before,
        (client, call) -> {
          client
              .sql(
                  """
                  UPDATE call_event SET raw = NULL, media_type = NULL
                  WHERE raw IS NOT NULL AND (provider, account, call_id) IN (
                    SELECT provider, account, call_id FROM call WHERE id = ?
                    UNION SELECT a.provider, a.account, a.other_id
                    FROM call_alias a JOIN call c ON c.provider = a.provider
                      AND c.account = a.account AND c.call_id = a.call_id WHERE c.id = ?)""")
              .params(call, call)
              .update();
          client
              .sql(
                  """
                  UPDATE task_step SET request = NULL, response = NULL
                  WHERE task IN (SELECT id FROM task WHERE call = ?)""")
              .param(call)
              .update();
          client
              .sql("UPDATE call SET payloads_gone_at = ? WHERE id = ?")
              .params(Micros.of(now), call)
              .update();
        });
  }

  private interface Treatment {
    void of(JdbcClient client, long call);
  }

  /**
   * @param mark the column that is null until a call was treated
   */
  private int eachFinished(String mark, Instant before, Treatment treatment) {
    return repeat(
        client -> {
          List<Long> some =
              client
                  .sql(
                      """
                      SELECT id FROM call
                      WHERE %s IS NULL AND last_received_at < ? AND %s
                      ORDER BY last_received_at LIMIT ?"""
                          .formatted(mark, FINISHED))
                  .params(Micros.of(before), PER_CHANGE)
                  .query(Long.class)
                  .list();
          some.forEach(call -> treatment.of(client, call));
          return some.size();
        });
  }

  /** Events about no call. */
  private int deleteAsides(Instant before) {
    return repeat(
        client ->
            client
                .sql(
                    """
                    DELETE FROM call_event
                    WHERE (provider, account, call_id, event_key) IN (
                      SELECT provider, account, call_id, event_key FROM call_event
                      WHERE aside AND received_at < ? ORDER BY received_at LIMIT ?)""")
                .params(Micros.of(before), PER_CHANGE)
                .update());
  }

  private int deleteCommands(Instant before) {
    return repeat(
        client ->
            client
                .sql(
                    """
                    DELETE FROM command WHERE id IN (
                      SELECT id FROM command c
                      WHERE at < ? AND completed_at IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM idempotency_key k WHERE k.command = c.id)
                      ORDER BY at LIMIT ?)""")
                .params(Micros.of(before), PER_CHANGE)
                .update());
  }

  private int deleteListings(Instant before) {
    String day = LocalDate.ofInstant(before, ZoneOffset.UTC).toString();
    return repeat(
        client ->
            client
                .sql(
                    """
                    DELETE FROM provider_day WHERE (provider, account, day, call_id) IN (
                      SELECT provider, account, day, call_id FROM provider_day
                      WHERE day < ? LIMIT ?)""")
                .params(day, PER_CHANGE)
                .update());
  }

  /** Rows of a table with a moment, old ones. */
  private ToIntFunction<Instant> delete(String table, String moment) {
    return before ->
        repeat(
            client ->
                client
                    .sql(
                        "DELETE FROM %1$s WHERE %2$s IN (SELECT %2$s FROM %1$s WHERE %2$s < ? LIMIT ?)"
                            .formatted(table, moment))
                    .params(Micros.of(before), PER_CHANGE)
                    .update());
  }

  /** Until there are no more, or it is enough for now. */
  private int repeat(ToIntFunction<JdbcClient> some) {
    int all = 0;
    for (int change = 0; change < MOST_CHANGES; change++) {
      int rows =
          store.write(
              client -> {
                leaders.check(client);
                return some.applyAsInt(client);
              });
      all += rows;
      if (rows < PER_CHANGE) {
        break;
      }
    }
    return all;
  }
}
