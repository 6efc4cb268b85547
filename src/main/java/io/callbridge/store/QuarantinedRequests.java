package io.callbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is in quarantine, and what becomes of it. */
public class QuarantinedRequests {

  private static final String COLUMNS =
      """
      id, received_at, method, path, media_type, LENGTH(body) AS bytes, whole, account, reason,
      replays, asked_by, asked_why, asked_as""";

  private final GroupCommit store;
  private final JdbcClient reader;

  QuarantinedRequests(GroupCommit store, JdbcClient reader) {
    this.store = store;
    this.reader = reader;
  }

  /**
   * @param path a secret at its end is masked
   * @param bytes the length of the body
   * @param body null if it has none, and in lists
   * @param whole whether that is all of the body
   * @param account the account that its sender was checked for; null if nobody checked the sender
   * @param replays how often it was replayed, and refused again
   * @param wish of the user who wants it replayed; null if nobody does
   */
  public record Kept(
      long id,
      Instant receivedAt,
      String method,
      String path,
      String mediaType,
      int bytes,
      byte[] body,
      boolean whole,
      String account,
      String reason,
      int replays,
      Wish wish) {}

  /**
   * @param account the account that it is to be taken in for
   */
  public record Wish(String user, String why, String account) {}

  /**
   * What to look for; null means any.
   *
   * @param reason part of it, in any case
   * @param path how it begins
   * @param from received at this moment or later
   * @param to received before this moment
   */
  public record Query(String reason, String path, Instant from, Instant to) {}

  /** How many have the same reason. */
  public record Reason(String reason, long count) {}

  public Optional<Kept> find(long id) {
    return reader
        .sql("SELECT body, " + COLUMNS + " FROM quarantine WHERE id = ?")
        .param(id)
        .query((row, n) -> kept(row, row.getBytes("body")))
        .optional();
  }

  /** Newest first. */
  public List<Kept> find(Query query, int page, int size) {
    var filter = new Filter(query);
    filter.values.add(size);
    filter.values.add((long) page * size);
    return reader
        .sql(
            "SELECT "
                + COLUMNS
                + " FROM quarantine"
                + filter.where()
                + " ORDER BY id DESC LIMIT ? OFFSET ?")
        .params(filter.values)
        .query((row, n) -> kept(row, null))
        .list();
  }

  public long count(Query query) {
    var filter = new Filter(query);
    return reader
        .sql("SELECT COUNT(*) FROM quarantine" + filter.where())
        .params(filter.values)
        .query(Long.class)
        .single();
  }

  /** The most frequent reasons of those that fit, at most so many. */
  public List<Reason> reasons(Query query, int most) {
    var filter = new Filter(query);
    filter.values.add(most);
    return reader
        .sql(
            "SELECT reason, COUNT(*) AS n FROM quarantine"
                + filter.where()
                + " GROUP BY reason ORDER BY n DESC, reason LIMIT ?")
        .params(filter.values)
        .query((row, n) -> new Reason(row.getString("reason"), row.getLong("n")))
        .list();
  }

  /**
   * Has a request replayed by whoever {@link #claim claims} it next.
   *
   * @return whether it is still there
   */
  public boolean ask(long id, Wish wish) {
    return store.write(
            client ->
                client
                    .sql(
                        """
                        UPDATE quarantine SET asked_by = ?, asked_why = ?, asked_as = ?
                        WHERE id = ?""")
                    .params(wish.user(), wish.why(), wish.account(), id)
                    .update())
        == 1;
  }

  /** Some of those that wait to be replayed, longest in quarantine first. */
  public List<Long> asked(int most) {
    return reader
        .sql("SELECT id FROM quarantine WHERE asked_by IS NOT NULL ORDER BY id LIMIT ?")
        .param(most)
        .query(Long.class)
        .list();
  }

  /** Takes on the replay of a request that waits for it, so that nobody else does. */
  public Optional<Kept> claim(long id) {
    return store.write(
        client -> {
          Optional<Kept> kept =
              client
                  .sql(
                      "SELECT body, "
                          + COLUMNS
                          + " FROM quarantine WHERE id = ? AND asked_by IS NOT NULL")
                  .param(id)
                  .query((row, n) -> kept(row, row.getBytes("body")))
                  .optional();
          kept.ifPresent(
              request ->
                  client
                      .sql(
                          """
                          UPDATE quarantine SET asked_by = NULL, replays = replays + 1
                          WHERE id = ?""")
                      .param(id)
                      .update());
          return kept;
        });
  }

  /** It was refused again, so it stays. */
  public void refused(long id, String reason) {
    store.write(
        client ->
            client
                .sql("UPDATE quarantine SET reason = ? WHERE id = ?")
                .params(Quarantine.words(reason), id)
                .update());
  }

  /**
   * @return whether it was still there
   */
  public boolean remove(long id) {
    return store.write(
            client -> client.sql("DELETE FROM quarantine WHERE id = ?").param(id).update())
        == 1;
  }

  private static Kept kept(ResultSet row, byte[] body) throws SQLException {
    String askedBy = row.getString("asked_by");
    return new Kept(
        row.getLong("id"),
        Micros.read(row, "received_at"),
        row.getString("method"),
        row.getString("path"),
        row.getString("media_type"),
        row.getInt("bytes"),
        body,
        row.getBoolean("whole"),
        row.getString("account"),
        row.getString("reason"),
        row.getInt("replays"),
        askedBy == null
            ? null
            : new Wish(askedBy, row.getString("asked_why"), row.getString("asked_as")));
  }

  /** The conditions that a query adds up to. */
  private static final class Filter {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Filter(Query query) {
      add("LOWER(reason) LIKE ? ESCAPE '!'", contains(query.reason()));
      add("path LIKE ? ESCAPE '!'", query.path() == null ? null : escaped(query.path()) + "%");
      add("received_at >= ?", Micros.of(query.from()));
      add("received_at < ?", Micros.of(query.to()));
    }

    private static String contains(String text) {
      return text == null ? null : "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%";
    }

    private static String escaped(String text) {
      return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private void add(String condition, Object value) {
      if (value != null) {
        conditions.add(condition);
        values.add(value);
      }
    }

    String where() {
      return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }
  }
}
