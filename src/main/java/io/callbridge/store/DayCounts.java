package io.callbridge.store;

import io.callbridge.task.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of the calls of a day, and of those that the provider lists for it. */
public class DayCounts {

  private final JdbcClient reader;

  public DayCounts(JdbcClient reader) {
    this.reader = reader;
  }

  /**
   * The calls of a day in one state, for one reason.
   *
   * @param state null for ended calls that have no task
   * @param reason null where the state says it all
   * @param oldestEnd the earliest end among them
   */
  public record Count(TaskState state, String reason, long calls, Instant oldestEnd) {}

  /** The calls that ended on a UTC day, or were closed silent on it. */
  public List<Count> ended(String provider, String account, LocalDate day) {
    return reader
        .sql(
            """
            SELECT t.state, t.reason, COUNT(*) AS calls, MIN(COALESCE(c.end_time, c.last_received_at)) AS oldest
            FROM call c LEFT JOIN task t ON t.call = c.id AND t.kind = 'LOG'
            WHERE c.provider = ? AND c.account = ? AND c.state <> 'OPEN'
              AND (t.id IS NOT NULL OR c.state <> 'UNREADABLE')
              AND COALESCE(c.end_time, c.last_received_at) >= ?
              AND COALESCE(c.end_time, c.last_received_at) < ?
            GROUP BY t.state, t.reason""")
        .params(provider, account, start(day), start(day.plusDays(1)))
        .query(DayCounts::count)
        .list();
  }

  /** The calls of a day of which nothing can be made, by the reason; they have no task. */
  public Map<String, Long> unreadable(String provider, String account, LocalDate day) {
    var byReason = new TreeMap<String, Long>();
    reader
        .sql(
            """
            SELECT c.trouble FROM call c LEFT JOIN task t ON t.call = c.id AND t.kind = 'LOG'
            WHERE c.provider = ? AND c.account = ? AND c.state = 'UNREADABLE' AND t.id IS NULL
              AND COALESCE(c.end_time, c.last_received_at) >= ?
              AND COALESCE(c.end_time, c.last_received_at) < ?""")
        .params(provider, account, start(day), start(day.plusDays(1)))
        .query(String.class)
        .list()
        .forEach(trouble -> byReason.merge(trouble, 1L, Long::sum));
    return byReason;
  }

  /**
   * The calls that the provider lists for a day and that have neither ended here nor have a task:
   * read but not journaled, or journaled but not assembled.
   */
  public List<String> missing(String provider, String account, LocalDate day) {
    return reader
        .sql(
            """
            SELECT d.call_id FROM provider_day d
            LEFT JOIN call_alias a
              ON a.provider = d.provider AND a.account = d.account AND a.other_id = d.call_id
            LEFT JOIN call c
              ON c.provider = d.provider AND c.account = d.account
                AND c.call_id = COALESCE(a.call_id, d.call_id)
            LEFT JOIN task t ON t.call = c.id AND t.kind = 'LOG'
            WHERE d.provider = ? AND d.account = ? AND d.day = ? AND t.id IS NULL
              AND (c.id IS NULL OR c.state <> 'UNREADABLE')
            ORDER BY d.call_id""")
        .params(provider, account, day.toString())
        .query(String.class)
        .list();
  }

  /** How many parent calls the provider lists for a day. */
  public long listed(String provider, String account, LocalDate day) {
    return reader
        .sql("SELECT COUNT(*) FROM provider_day WHERE provider = ? AND account = ? AND day = ?")
        .params(provider, account, day.toString())
        .query(Long.class)
        .single();
  }

  /**
   * How many of the calls that ended in an hour are in one state.
   *
   * @param hour its beginning
   * @param state null for ended calls that have no task
   */
  public record HourCount(Instant hour, TaskState state, long calls) {}

  /** The calls that ended, or were closed silent, on a UTC day, by the hour of it. */
  public List<HourCount> byHour(String provider, String account, LocalDate day) {
    return reader
        .sql(
            """
            SELECT COALESCE(c.end_time, c.last_received_at) / 3600000000 AS hour, t.state,
              COUNT(*) AS calls
            FROM call c LEFT JOIN task t ON t.call = c.id AND t.kind = 'LOG'
            WHERE c.provider = ? AND c.account = ? AND c.state <> 'OPEN'
              AND COALESCE(c.end_time, c.last_received_at) >= ?
              AND COALESCE(c.end_time, c.last_received_at) < ?
            GROUP BY 1, t.state""")
        .params(provider, account, start(day), start(day.plusDays(1)))
        .query(
            (row, n) ->
                new HourCount(
                    Instant.ofEpochSecond(row.getLong("hour") * 3600),
                    state(row.getString("state")),
                    row.getLong("calls")))
        .list();
  }

  /** From hang-up to the activity in the CRM: half of the calls took no longer, and 95 of 100. */
  public record LoggedAfter(Duration p50, Duration p95) {}

  /**
   * @return empty if no call that ended on that UTC day is logged
   */
  public Optional<LoggedAfter> loggedAfter(String provider, String account, LocalDate day) {
    return reader
        .sql(
            """
            SELECT MIN(CASE WHEN place * 100 >= logged * 50 THEN took END) AS p50,
              MIN(CASE WHEN place * 100 >= logged * 95 THEN took END) AS p95
            FROM (
              SELECT took, ROW_NUMBER() OVER (ORDER BY took) AS place, COUNT(*) OVER () AS logged
              FROM (
                SELECT t.changed_at - COALESCE(c.end_time, c.last_received_at) AS took
                FROM call c JOIN task t ON t.call = c.id AND t.kind = 'LOG'
                WHERE c.provider = ? AND c.account = ? AND t.state = 'LOGGED'
                  AND COALESCE(c.end_time, c.last_received_at) >= ?
                  AND COALESCE(c.end_time, c.last_received_at) < ?) each_one) ranked""")
        .params(provider, account, start(day), start(day.plusDays(1)))
        .query(
            (row, n) ->
                row.getObject("p50") == null
                    ? null
                    : new LoggedAfter(micros(row.getLong("p50")), micros(row.getLong("p95"))))
        .optional();
  }

  private static Duration micros(long micros) {
    return Duration.of(Math.max(0, micros), ChronoUnit.MICROS);
  }

  private static TaskState state(String name) {
    return name == null ? null : TaskState.valueOf(name);
  }

  private static Long start(LocalDate day) {
    return Micros.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Count count(ResultSet row, int n) throws SQLException {
    return new Count(
        state(row.getString("state")),
        row.getString("reason"),
        row.getLong("calls"),
        Micros.read(row, "oldest"));
  }
}
