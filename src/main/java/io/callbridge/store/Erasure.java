package io.callbridge.store;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.SoughtNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Erases one number from the whole store. */
public class Erasure {

  private static final int PAGE = 500;
  private static final int PER_CHANGE = 50;

  /** So long a click may still be told how its call goes on. */
  private static final Duration CLICK_UNDER_WAY = Duration.ofHours(1);

  private final GroupCommit store;
  private final JdbcClient reader;
  private final Dialect dialect;
  private final ErasedCalls calls;

  Erasure(GroupCommit store, JdbcClient reader, Dialect dialect, ErasedCalls calls) {
    this.store = store;
    this.reader = reader;
    this.dialect = dialect;
    this.calls = calls;
  }

  /**
   * What was erased, or would be.
   *
   * @param rows how many rows of each table
   * @param left how many calls and clicks are under way at this moment and were left: to be erased
   *     again in an hour
   */
  public record Report(Map<String, Integer> rows, int left) {}

  /** What holds the number. */
  private record Found(Set<Long> calls, List<CallEvent> aside, Map<String, List<Object>> rows) {}

  /**
   * Erases every call that the number was any party of, and whatever else holds it. What arrives of
   * these calls later is kept without content, too.
   */
  public Report erase(SoughtNumber number, Instant now) {
    Found found = find(number, now);
    Map<String, Integer> rows = new TreeMap<>();
    int left = clicksUnderWay(number, now);
    for (List<Long> some : chunks(new ArrayList<>(found.calls()))) {
      left += store.write(client -> eraseCalls(client, some, rows, now));
    }
    for (List<CallEvent> some : chunks(found.aside())) {
      store.write(
          client -> {
            some.forEach(event -> Journal.erase(client, event));
            return null;
          });
    }
    add(rows, "call_event", found.aside().size());
    found
        .rows()
        .forEach(
            (table, ids) -> {
              chunks(ids).forEach(some -> change(Statements.CHANGES.get(table), some));
              add(rows, table, ids.size());
            });
    return new Report(rows, left);
  }

  private void change(List<String> statements, List<Object> ids) {
    store.write(
        client -> {
          for (String statement : statements) {
            ids.forEach(id -> client.sql(statement).param(id).update());
          }
          return null;
        });
  }

  /** What {@link #erase} would do. */
  public Report preview(SoughtNumber number, Instant now) {
    Found found = find(number, now);
    Map<String, Integer> rows = new TreeMap<>();
    add(rows, "call", found.calls().size());
    found.rows().forEach((table, ids) -> add(rows, table, ids.size()));
    add(rows, "call_event", found.aside().size());
    int left = clicksUnderWay(number, now);
    for (long call : found.calls()) {
      add(rows, "call_event", eventsOf(call));
      left += ErasedCalls.isUnderWay(reader, call) ? 1 : 0;
    }
    return new Report(rows, left);
  }

  private int eventsOf(long call) {
    return reader
        .sql(
            """
            SELECT COUNT(*) FROM call c JOIN call_event e
              ON e.provider = c.provider AND e.account = c.account AND (e.call_id = c.call_id
                OR e.call_id IN (SELECT other_id FROM call_alias a WHERE a.provider = c.provider
                  AND a.account = c.account AND a.call_id = c.call_id))
            WHERE c.id = ?""")
        .param(call)
        .query(Integer.class)
        .single();
  }

  private int eraseCalls(
      JdbcClient client, List<Long> ids, Map<String, Integer> rows, Instant now) {
    dialect.overwriting().ifPresent(pragma -> client.sql(pragma).query().listOfRows());
    int left = 0;
    for (long call : ids) {
      if (ErasedCalls.isUnderWay(client, call)) {
        left++;
      } else {
        calls.erase(client, call, true, now).forEach((table, n) -> add(rows, table, n));
      }
    }
    return left;
  }

  private Found find(SoughtNumber number, Instant now) {
    Pattern pattern = number.pattern();
    Set<Long> ids = new TreeSet<>();
    for (String column : List.of("lead_number", "agent_number", "display_number")) {
      ids.addAll(
          reader
              .sql("SELECT id FROM call WHERE erased_at IS NULL AND " + column + " IN (:forms)")
              .param("forms", number.forms())
              .query(Long.class)
              .list());
    }
    List<CallEvent> aside = new ArrayList<>();
    for (CallEvent event : events(number.lastDigits(), pattern)) {
      if (event.aside()) {
        aside.add(event);
      } else {
        ids.addAll(callsOf(event.key()));
      }
    }
    Map<String, List<Object>> rows = new TreeMap<>();
    Statements.SEARCHES.forEach(
        (table, search) ->
            rows.put(table, rows(search.formatted(text("body")), number, pattern, now)));
    return new Found(ids, aside, rows);
  }

  /** The events in which the number stands, a page of candidates at a time. */
  private List<CallEvent> events(String digits, Pattern pattern) {
    List<CallEvent> found = new ArrayList<>();
    var after = new Candidate("", "", "", "", null);
    List<Candidate> page;
    do {
      page =
          reader
              .sql(
                  """
                  SELECT provider, account, call_id, event_key, event,
                    event || ' ' || COALESCE(%1$s, '') AS content
                  FROM call_event
                  WHERE (provider, account, call_id, event_key) > (?, ?, ?, ?)
                    AND (event LIKE ? OR %1$s LIKE ?)
                  ORDER BY provider, account, call_id, event_key LIMIT ?"""
                      .formatted(text("raw")))
              .params(after.provider(), after.account(), after.callId(), after.eventKey())
              .params("%" + digits + "%", "%" + digits + "%", PAGE)
              .query(
                  (row, n) ->
                      new Candidate(
                          row.getString("provider"),
                          row.getString("account"),
                          row.getString("call_id"),
                          row.getString("event_key"),
                          pattern.matcher(row.getString("content")).find()
                              ? CallJson.readEvent(row.getString("event"))
                              : null))
              .list();
      for (Candidate each : page) {
        after = each;
        if (each.event() != null) {
          found.add(each.event());
        }
      }
    } while (page.size() == PAGE);
    return found;
  }

  /**
   * @param event null if it only looked as if
   */
  private record Candidate(
      String provider, String account, String callId, String eventKey, CallEvent event) {}

  /** The calls that the events under an id count for. */
  private List<Long> callsOf(CallKey key) {
    return reader
        .sql(
            """
            SELECT id FROM call
            WHERE provider = ? AND account = ? AND erased_at IS NULL AND (call_id = ? OR call_id IN (
              SELECT call_id FROM call_alias WHERE provider = ? AND account = ? AND other_id = ?))""")
        .params(key.provider(), key.account(), key.callId())
        .params(key.provider(), key.account(), key.callId())
        .query(Long.class)
        .list();
  }

  private List<Object> rows(String search, SoughtNumber number, Pattern pattern, Instant now) {
    return reader
        .sql(search)
        .param("before", Micros.of(now.minus(CLICK_UNDER_WAY)))
        .param("digits", "%" + number.lastDigits() + "%")
        .query(
            (row, n) ->
                pattern.matcher(String.valueOf(row.getString("content"))).find()
                    ? List.of(row.getObject("id"))
                    : List.of())
        .list()
        .stream()
        .flatMap(Collection::stream)
        .map(Object.class::cast)
        .toList();
  }

  private int clicksUnderWay(SoughtNumber number, Instant now) {
    return reader
        .sql(
            "SELECT COUNT(*) FROM click WHERE at >= :before"
                + " AND (agent IN (:forms) OR customer IN (:forms))")
        .param("before", Micros.of(now.minus(CLICK_UNDER_WAY)))
        .param("forms", number.forms())
        .query(Integer.class)
        .single();
  }

  private String text(String column) {
    return dialect.bytesAsText().formatted(column);
  }

  private static void add(Map<String, Integer> rows, String table, int more) {
    rows.merge(table, more, Integer::sum);
  }

  private static <T> List<List<T>> chunks(List<T> all) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += PER_CHANGE) {
      chunks.add(all.subList(from, Math.min(all.size(), from + PER_CHANGE)));
    }
    return chunks;
  }

  /** For the tables that are not about one call: what may hold a number, and what becomes of it. */
  private static final class Statements {

    static final Map<String, String> SEARCHES =
        Map.of(
            "quarantine",
            """
            SELECT id, path || ' ' || reason || ' ' || COALESCE(%1$s, '') AS content
            FROM quarantine
            WHERE path LIKE :digits OR reason LIKE :digits OR %1$s LIKE :digits""",
            "command",
            """
            SELECT c.id, c.request || ' ' || COALESCE(c.words, '') || ' ' || COALESCE(k.body, '')
              AS content
            FROM command c LEFT JOIN idempotency_key k ON k.command = c.id
            WHERE c.completed_at IS NOT NULL
              AND (c.request LIKE :digits OR c.words LIKE :digits OR k.body LIKE :digits)""",
            "click",
            """
            SELECT id, customer || ' ' || COALESCE(agent, '') || ' ' || COALESCE(display, '')
              || ' ' || COALESCE(message, '') AS content
            FROM click WHERE at < :before
              AND (customer LIKE :digits OR agent LIKE :digits OR display LIKE :digits
                OR message LIKE :digits)""",
            "click_pair",
            """
            SELECT click AS id, customer || ' ' || agent AS content
            FROM click_pair WHERE at < :before AND (customer LIKE :digits OR agent LIKE :digits)""",
            "collection_job",
            """
            SELECT id, would_add AS content FROM collection_job
            WHERE would_add LIKE :digits""");

    static final Map<String, List<String>> CHANGES =
        Map.of(
            "quarantine",
            List.of("DELETE FROM quarantine WHERE id = ?"),
            "command",
            List.of(
                "UPDATE command SET request = 'erased', words = NULL WHERE id = ?",
                "UPDATE idempotency_key SET body = NULL, location = NULL WHERE command = ?"),
            "click",
            List.of(
                """
                UPDATE click SET customer = 'erased', agent = NULL, display = NULL, message = NULL
                WHERE id = ?"""),
            "click_pair",
            List.of("DELETE FROM click_pair WHERE click = ?"),
            "collection_job",
            List.of("UPDATE collection_job SET would_add = NULL WHERE id = ?"));
  }
}
