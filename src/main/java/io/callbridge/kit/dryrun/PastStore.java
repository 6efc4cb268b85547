package io.callbridge.kit.dryrun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.kit.dryrun.PastCall.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A store that is only read, whoever else has it open. */
final class PastStore {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JdbcClient reader;

  private PastStore(DataSource source) {
    this.reader = JdbcClient.create(source);
  }

  /**
   * @param url {@code jdbc:postgresql://…}
   */
  static PastStore postgres(String url, String user, String password) {
    var source = new DriverManagerDataSource(url, user, password);
    var properties = new java.util.Properties();
    properties.put("readOnly", "true");
    source.setConnectionProperties(properties);
    return new PastStore(source);
  }

  static PastStore sqlite(String file) {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(10_000);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return new PastStore(source);
  }

  /** The calls that an event came for since then, in the order of their first event. */
  List<PastCall> calls(Instant since) {
    Map<String, Posted> posted = posted();
    Map<String, String> states = states();
    Map<String, List<Event>> events = new LinkedHashMap<>();
    for (Event event : events(since)) {
      events.computeIfAbsent(key(event), none -> new ArrayList<>()).add(event);
    }
    return events.entrySet().stream()
        .map(each -> call(each.getKey(), each.getValue(), states, posted.get(each.getKey())))
        .toList();
  }

  private static PastCall call(
      String key, List<Event> events, Map<String, String> states, Posted posted) {
    if (posted == null) {
      return new PastCall(key, states.get(key), null, events);
    }
    List<Event> known =
        events.stream().filter(event -> !event.receivedAt().isAfter(posted.sentAt())).toList();
    return new PastCall(key, states.get(key), posted.body(), known);
  }

  private static String key(Event event) {
    return event.provider() + "/" + event.account() + "/" + event.callId();
  }

  private List<Event> events(Instant since) {
    return reader
        .sql(
            """
            SELECT e.* FROM call_event e
            WHERE EXISTS (SELECT 1 FROM call_event n WHERE n.provider = e.provider
              AND n.account = e.account AND n.call_id = e.call_id AND n.received_at >= ?)
            ORDER BY e.received_at, e.event_key
            """)
        .param(ChronoUnit.MICROS.between(Instant.EPOCH, since))
        .query((row, n) -> event(row))
        .list();
  }

  private static Event event(ResultSet row) throws SQLException {
    String text = row.getString("event");
    return new Event(
        row.getString("provider"),
        row.getString("account"),
        row.getString("call_id"),
        Instant.EPOCH.plus(row.getLong("received_at"), ChronoUnit.MICROS),
        source(text),
        text,
        row.getString("media_type"),
        row.getBytes("raw"));
  }

  private static String source(String event) {
    try {
      return JSON.readTree(event).path("source").asText("WEBHOOK");
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("an event in the store is not readable", damaged);
    }
  }

  private record Posted(String body, Instant sentAt) {}

  private Map<String, Posted> posted() {
    Map<String, Posted> posted = new LinkedHashMap<>();
    reader
        .sql(
            """
            SELECT c.provider, c.account, c.call_id, s.request, s.sent_at
            FROM task_step s JOIN task t ON t.id = s.task JOIN call c ON c.id = t.call
            WHERE s.kind = 'POST' AND t.kind = 'LOG' AND s.request IS NOT NULL
              AND s.sent_at IS NOT NULL
            ORDER BY s.task, s.n
            """)
        .query(
            row -> {
              posted.put(
                  keyOf(row),
                  new Posted(
                      row.getString("request"),
                      Instant.EPOCH.plus(row.getLong("sent_at"), ChronoUnit.MICROS)));
            });
    return posted;
  }

  /** The bodies that were posted, by call. */
  Map<String, String> bodies() {
    Map<String, String> bodies = new LinkedHashMap<>();
    posted().forEach((key, posted) -> bodies.put(key, posted.body()));
    return bodies;
  }

  /** What is to be said of each call: the state of its call log, with the reason. */
  Map<String, String> states() {
    Map<String, String> states = new LinkedHashMap<>();
    reader
        .sql(
            """
            SELECT c.provider, c.account, c.call_id, c.state AS call_state, t.state, t.reason
            FROM call c LEFT JOIN task t ON t.call = c.id AND t.kind = 'LOG'
            """)
        .query(
            row -> {
              String state = row.getString("state");
              String reason = row.getString("reason");
              states.put(
                  keyOf(row),
                  (state == null ? row.getString("call_state") : state)
                      + (reason == null ? "" : ": " + reason));
            });
    return states;
  }

  private static String keyOf(ResultSet row) throws SQLException {
    return row.getString("provider")
        + "/"
        + row.getString("account")
        + "/"
        + row.getString("call_id");
  }
}
