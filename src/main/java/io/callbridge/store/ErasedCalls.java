package io.callbridge.store;

import io.callbridge.call.CallKey;
import io.callbridge.call.ProviderAccounts;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes from calls what tells whose they were. Their keys, times and states stay, so that a new
 * collection makes no second post of them and the equation still holds.
 */
class ErasedCalls {

  /** In place of what a task said. */
  static final String WORDS = "erased";

  private final ProviderAccounts providers;

  ErasedCalls(ProviderAccounts providers) {
    this.providers = providers;
  }

  /** The call behind an id. */
  private record Row(CallKey key, String leadNumber, boolean notified, boolean listed) {}

  /** Whether a request about the call is under way, whose answer would still be written down. */
  static boolean isUnderWay(JdbcClient client, long call) {
    return client
        .sql(
            """
            SELECT EXISTS (SELECT 1 FROM task
              WHERE call = ? AND (state = 'SUBMITTING' OR lease_until IS NOT NULL))""")
        .param(call)
        .query(Boolean.class)
        .single();
  }

  /**
   * Erases one call, within a change of the store. What of it was not posted never will be.
   *
   * @param knowsTwin whether it is to be known when its provider's other source tells of it
   * @return how many rows of which table were blanked
   */
  Map<String, Integer> erase(JdbcClient client, long call, boolean knowsTwin, Instant now) {
    Row row =
        client
            .sql("SELECT * FROM call WHERE id = ?")
            .param(call)
            .query(
                (each, n) ->
                    new Row(
                        new CallKey(
                            each.getString("provider"),
                            each.getString("account"),
                            each.getString("call_id")),
                        each.getString("lead_number"),
                        each.getBoolean("notified"),
                        each.getBoolean("listed")))
            .single();
    String hash = knowsTwin && mayHaveTwin(row) ? SlowHash.of(row.leadNumber()) : null;
    Map<String, Integer> counts = new TreeMap<>();
    counts.put("call_event", Journal.eraseAll(client, row.key()));
    counts.put("task", endTasks(client, call, now));
    counts.put("task_step", blankSteps(client, call));
    counts.put("activity_search", forgetSearches(client, call));
    counts.put("recording_search", endRecordingSearch(client, call));
    counts.put("call", blank(client, call, hash, now));
    return counts;
  }

  /** Its webhooks and its records may use different ids, and only one of them was seen. */
  private boolean mayHaveTwin(Row row) {
    return row.leadNumber() != null
        && row.notified() != row.listed()
        && providers
            .find(row.key().provider(), row.key().account())
            .map(account -> account.handling().joinsSources())
            .orElse(false);
  }

  /** It is folded again, of what is left of its events. */
  private static int blank(JdbcClient client, long call, String hash, Instant now) {
    return client
        .sql(
            """
            UPDATE call SET
              folded = NULL, trouble = NULL, lead_number = NULL, agent_number = NULL,
              display_number = NULL, recording_url = NULL, trace = NULL, erased_number = ?,
              erased_at = ?, payloads_gone_at = COALESCE(payloads_gone_at, ?), changed_at = ?
            WHERE id = ?""")
        .params(hash, Micros.of(now), Micros.of(now), Micros.of(now), call)
        .update();
  }

  private static int endTasks(JdbcClient client, long call, Instant now) {
    return client
        .sql(
            """
            UPDATE task SET
              reason = CASE
                WHEN state IN ('LOGGED', 'EXCLUDED') THEN reason WHEN reason IS NULL THEN ?
                ELSE ? END,
              state = CASE WHEN state IN ('LOGGED', 'EXCLUDED') THEN state ELSE 'ABANDONED' END,
              posted = NULL, differs = NULL, due_at = NULL, lease_until = NULL, changed_at = ?
            WHERE call = ?""")
        .params(WORDS, WORDS, Micros.of(now), call)
        .update();
  }

  /** What was sent and what came back is gone; when, and with which status, stays. */
  static int blankSteps(JdbcClient client, long call) {
    return client
        .sql(
            """
            UPDATE task_step SET request = NULL, response = NULL, words = NULL
            WHERE task IN (SELECT id FROM task WHERE call = ?)""")
        .param(call)
        .update();
  }

  private static int forgetSearches(JdbcClient client, long call) {
    return client
        .sql("DELETE FROM activity_search WHERE task IN (SELECT id FROM task WHERE call = ?)")
        .param(call)
        .update();
  }

  private static int endRecordingSearch(JdbcClient client, long call) {
    return client
        .sql(
            """
            UPDATE recording_search SET
              state = CASE state WHEN 'SEARCHING' THEN 'NONE' ELSE state END,
              due_at = NULL, lease_until = NULL, reason = NULL
            WHERE call = ?""")
        .param(call)
        .update();
  }
}
