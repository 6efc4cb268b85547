package io.callbridge.store;

import io.callbridge.call.Call;
import io.callbridge.task.Task;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the search for the activity of an unconfirmed post has come (contracts/leadsquared.md,
 * sections 5 and 7.4). Methods that take a {@link JdbcClient} run within a change of the store.
 */
public class ActivitySearches {

  /** How far the start of a call may lie from where it was, or seemed to be, when it was posted. */
  private static final Duration CHANGED = Duration.ofHours(1);

  private final JdbcClient reader;

  public ActivitySearches(JdbcClient reader) {
    this.reader = reader;
  }

  /**
   * @param since when the post became {@code UNCONFIRMED}
   * @param reason why it did
   * @param checks how many were completed
   * @param leads the ids of the leads that have the call's number; null until they are known, then
   *     not empty
   * @param page the page of activities to ask for next, from 1
   * @param fitting the activities of earlier pages that may be the post's
   * @param reposted whether it has been posted again, by rule or by an operator
   */
  public record Search(
      Instant since,
      String reason,
      int checks,
      List<String> leads,
      int page,
      List<String> fitting,
      boolean reposted) {}

  /** Begins a search, or begins it anew. */
  public void begin(JdbcClient client, long task, String reason, Instant now) {
    client
        .sql(
            """
            INSERT INTO activity_search (task, since, reason) VALUES (?, ?, ?)
            ON CONFLICT (task) DO UPDATE SET since = excluded.since, reason = excluded.reason,
              checks = 0, leads = NULL, page = 1, fitting = ''""")
        .params(task, Micros.of(now), reason)
        .update();
  }

  /** Empty for a task that never was {@code UNCONFIRMED}. */
  public Optional<Search> find(long task) {
    return reader
        .sql("SELECT * FROM activity_search WHERE task = ?")
        .param(task)
        .query(ActivitySearches::search)
        .optional();
  }

  public void knowLeads(JdbcClient client, long task, List<String> leads) {
    client
        .sql("UPDATE activity_search SET leads = ?, page = 1, fitting = '' WHERE task = ?")
        .params(String.join(" ", leads), task)
        .update();
  }

  public void nextPage(JdbcClient client, long task, List<String> fitting) {
    client
        .sql("UPDATE activity_search SET page = page + 1, fitting = ? WHERE task = ?")
        .params(String.join(" ", fitting), task)
        .update();
  }

  /** A check is complete; the next one begins with the leads again. */
  public void checked(JdbcClient client, long task) {
    client
        .sql(
            """
            UPDATE activity_search SET checks = checks + 1, leads = NULL, page = 1, fitting = ''
            WHERE task = ?""")
        .param(task)
        .update();
  }

  /** The post is made again; never again by itself after this. */
  public void reposted(JdbcClient client, long task) {
    client.sql("UPDATE activity_search SET reposted = TRUE WHERE task = ?").param(task).update();
  }

  /**
   * Has activities looked for that couldn't be when their posts became {@code UNCONFIRMED}, for
   * want of a setting.
   */
  public void wake(JdbcClient client, String crm, Instant now) {
    client
        .sql(
            """
            UPDATE task SET due_at = ?,
              reason = (SELECT s.reason FROM activity_search s WHERE s.task = task.id)
            WHERE crm = ? AND state = 'UNCONFIRMED' AND due_at IS NULL
              AND id IN (SELECT s.task FROM activity_search s WHERE s.checks = 0)""")
        .params(Micros.of(now), crm)
        .update();
  }

  /** Whether an activity is known to be that of another call log. */
  public boolean isTaken(JdbcClient client, Task task, String activityId) {
    return client
        .sql(
            """
            SELECT EXISTS (SELECT 1 FROM task
              WHERE crm = ? AND kind = 'LOG' AND activity_id = ? AND id <> ?)""")
        .params(task.crm(), activityId, task.id())
        .query(Boolean.class)
        .single();
  }

  /**
   * How many other call logs may have made an activity that looks the same, and aren't known to
   * have another.
   *
   * @param posted the call as it was posted
   * @param apart how far apart the starts of two calls, as they were posted, may be that look the
   *     same
   */
  public int rivals(JdbcClient client, Task task, Call posted, Duration apart) {
    return client
        .sql(
            """
            SELECT t.posted FROM call c JOIN task t ON t.call = c.id AND t.kind = 'LOG'
            WHERE c.start_time BETWEEN ? AND ? AND c.crm = ? AND c.lead_number = ?
              AND c.direction = ? AND t.id <> ? AND t.posted IS NOT NULL
              AND t.activity_id IS NULL AND t.state <> 'REJECTED'""")
        .params(Micros.of(posted.start().minus(CHANGED)), Micros.of(posted.start().plus(CHANGED)))
        .params(task.crm(), posted.leadNumber(), posted.direction().name(), task.id())
        .query(String.class)
        .list()
        .stream()
        .map(CallJson::readCall)
        .filter(other -> isWithin(apart, posted, other))
        .toList()
        .size();
  }

  /** An activity shows the start of the conversation or the creation, as its account says. */
  private static boolean isWithin(Duration apart, Call one, Call other) {
    return isWithin(apart, one.start(), other.start())
        || isWithin(apart, one.created(), other.created());
  }

  private static boolean isWithin(Duration apart, Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(apart) <= 0;
  }

  private static Search search(ResultSet row, int n) throws SQLException {
    String leads = row.getString("leads");
    return new Search(
        Micros.read(row, "since"),
        row.getString("reason"),
        row.getInt("checks"),
        leads == null ? null : words(leads),
        row.getInt("page"),
        words(row.getString("fitting")),
        row.getBoolean("reposted"));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
