package io.callbridge.store;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What happened to the calls, for people: each call with its task, newest first. A call that hasn't
 * ended has the state {@code OPEN}.
 */
public class CallLogs {

  private static final String FROM =
      """
       FROM call c LEFT JOIN task t ON t.call = c.id AND t.kind = 'LOG'
      """;

  private final Readers readers;
  private final JdbcClient reader;
  private final Journal journal;

  CallLogs(Readers readers, Journal journal) {
    this.readers = readers;
    reader = readers.client();
    this.journal = journal;
  }

  /**
   * What to look for; null means any.
   *
   * @param state a task state, or {@code OPEN}
   * @param callId the provider's id of the call, exact
   * @param requestId the CRM's id of the request, exact
   * @param digits part of any of the call's numbers
   * @param from calls that started at this moment or later
   * @param to calls that started before this moment
   * @param search the provider's id of the call or of a leg, the CRM's of the request or the
   *     activity, each exact, or part of a number
   * @param stoppedFor the reason of a call log, exact
   */
  public record Query(
      String state,
      String provider,
      String account,
      String crm,
      String callId,
      String requestId,
      String digits,
      Instant from,
      Instant to,
      String search,
      String stoppedFor) {

    /** All calls. */
    public static final Query ANY =
        new Query(null, null, null, null, null, null, null, null, null, null, null);
  }

  /**
   * One call log as it stands; numbers are normalised, names are those of DESIGN section 7.
   *
   * @param differs the names of what has changed since the post and is not posted, with commas;
   *     null if nothing
   */
  public record CallLog(
      long id,
      CallKey key,
      String crm,
      String direction,
      String leadNumber,
      String agentNumber,
      String displayNumber,
      Instant startTime,
      Instant endTime,
      String outcome,
      Integer durationSeconds,
      String recordingUrl,
      String state,
      String requestId,
      String activityId,
      int attempts,
      Instant dueAt,
      String reason,
      String differs) {

    /** The same for another reason. */
    public CallLog because(String otherReason) {
      return new CallLog(
          id,
          key,
          crm,
          direction,
          leadNumber,
          agentNumber,
          displayNumber,
          startTime,
          endTime,
          outcome,
          durationSeconds,
          recordingUrl,
          state,
          requestId,
          activityId,
          attempts,
          dueAt,
          otherReason,
          differs);
    }
  }

  /** A step of a task. {@code sentAt} is null for a step that was no request. */
  public record Step(
      int n,
      String kind,
      Instant at,
      Instant sentAt,
      Instant answeredAt,
      String request,
      Integer status,
      String response,
      String words) {}

  public long count(Query query) {
    var filter = new Filter(query);
    return reader
        .sql("SELECT COUNT(*)" + FROM + filter.where())
        .params(filter.values)
        .query(Long.class)
        .single();
  }

  public List<CallLog> find(Query query, int page, int size) {
    var filter = new Filter(query);
    filter.values.add(size);
    filter.values.add((long) page * size);
    return reader
        .sql(
            select()
                + filter.where()
                + " ORDER BY c.start_time DESC NULLS LAST, c.id DESC LIMIT ? OFFSET ?")
        .params(filter.values)
        .query(CallLogs::callLog)
        .list();
  }

  /**
   * A call log with all that led to it, as it stood at one moment.
   *
   * @param steps those of the call's log in order, then those of its updates
   */
  public record Story(CallLog callLog, List<CallEvent> events, List<Step> steps) {}

  public Optional<Story> find(long id) {
    return readers.atOneMoment(
        () ->
            reader
                .sql(select() + "WHERE c.id = ?")
                .param(id)
                .query(CallLogs::callLog)
                .optional()
                .map(found -> new Story(found, journal.eventsOf(found.key()), stepsOf(found))));
  }

  /**
   * @param n its place among the call's events, from 0; empty if there is none
   */
  public Optional<Journal.Raw> rawOf(CallLog callLog, int n) {
    return n < 0 ? Optional.empty() : journal.raw(callLog.key(), n);
  }

  private List<Step> stepsOf(CallLog callLog) {
    return reader
        .sql(
            """
            SELECT ROW_NUMBER() OVER (ORDER BY t.kind, s.n) AS n, s.kind, s.at, s.sent_at,
              s.answered_at, s.request, s.status, s.response, s.words
            FROM task_step s JOIN task t ON t.id = s.task
            WHERE t.call = ? ORDER BY t.kind, s.n""")
        .param(callLog.id())
        .query(CallLogs::step)
        .list();
  }

  private static String select() {
    return """
        SELECT c.*, COALESCE(t.state, CASE c.state WHEN 'UNREADABLE' THEN c.state ELSE 'OPEN' END) AS task_state, t.request_id, t.activity_id,
          COALESCE(t.attempts, 0) AS attempts, t.due_at, COALESCE(t.reason, c.trouble) AS reason, t.differs\s"""
        + FROM;
  }

  private static CallLog callLog(ResultSet row, int n) throws SQLException {
    return new CallLog(
        row.getLong("id"),
        new CallKey(row.getString("provider"), row.getString("account"), row.getString("call_id")),
        row.getString("crm"),
        row.getString("direction"),
        row.getString("lead_number"),
        row.getString("agent_number"),
        row.getString("display_number"),
        Micros.read(row, "start_time"),
        Micros.read(row, "end_time"),
        row.getString("outcome"),
        integer(row, "duration_seconds"),
        row.getString("recording_url"),
        row.getString("task_state"),
        row.getString("request_id"),
        row.getString("activity_id"),
        row.getInt("attempts"),
        Micros.read(row, "due_at"),
        row.getString("reason"),
        row.getString("differs"));
  }

  private static Step step(ResultSet row, int n) throws SQLException {
    return new Step(
        row.getInt("n"),
        row.getString("kind"),
        Micros.read(row, "at"),
        Micros.read(row, "sent_at"),
        Micros.read(row, "answered_at"),
        row.getString("request"),
        integer(row, "status"),
        row.getString("response"),
        row.getString("words"));
  }

  private static Integer integer(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  /** The conditions that a query adds up to. */
  private static final class Filter {

    /** What a person may write of a number. */
    private static final Pattern NUMBER = Pattern.compile("[-+0-9 ()./]*[0-9][-+0-9 ()./]*");

    private static final String NUMBERS =
        "c.lead_number LIKE ? OR c.agent_number LIKE ? OR c.display_number LIKE ?";

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Filter(Query query) {
      add(
          "COALESCE(t.state, CASE c.state WHEN 'UNREADABLE' THEN c.state ELSE 'OPEN' END) = ?",
          query.state());
      add("c.provider = ?", query.provider());
      add("c.account = ?", query.account());
      add("c.crm = ?", query.crm());
      add("c.call_id = ?", query.callId());
      add("t.request_id = ?", query.requestId());
      add("c.start_time >= ?", Micros.of(query.from()));
      add("c.start_time < ?", Micros.of(query.to()));
      add("COALESCE(t.reason, c.trouble) = ?", query.stoppedFor());
      if (query.digits() != null) {
        conditions.add("(" + NUMBERS + ")");
        addPart(query.digits());
      }
      if (query.search() != null) {
        search(query.search());
      }
    }

    private void search(String text) {
      boolean isNumber = NUMBER.matcher(text).matches();
      conditions.add(
          """
          (c.call_id = ? OR t.request_id = ? OR t.activity_id = ? OR EXISTS (
            SELECT 1 FROM call_alias a WHERE a.provider = c.provider AND a.account = c.account
              AND a.other_id = ? AND a.call_id = c.call_id)%s)"""
              .formatted(isNumber ? " OR " + NUMBERS : ""));
      values.addAll(List.of(text, text, text, text));
      if (isNumber) {
        addPart(text.replaceAll("[^0-9]", ""));
      }
    }

    private void addPart(String digits) {
      String part = "%" + digits + "%";
      values.addAll(List.of(part, part, part));
    }

    private void add(String condition, Object value) {
      if (value != null) {
        conditions.add(condition);
        values.add(value);
      }
    }

    String where() {
      return conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
    }
  }
}
