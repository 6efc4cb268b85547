package io.callbridge.store;

import io.callbridge.call.CallKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What users did by hand that stands in no other trail. */
public class Deeds {

  private static final int LONGEST = 500;

  private final GroupCommit store;
  private final JdbcClient reader;
  private final InstantSource clock;

  Deeds(GroupCommit store, JdbcClient reader, InstantSource clock) {
    this.store = store;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * @param action one word, such as {@code REPLAY}
   * @param subject what it was done to; neither a number nor a secret
   * @param reason the user's own; may be null
   * @param outcome may be null
   */
  public record Deed(
      Instant at, String user, String action, String subject, String reason, String outcome) {}

  /** Writes down what a user did. */
  public void add(String user, String action, String subject, String reason, String outcome) {
    store.write(client -> add(client, user, action, subject, reason, outcome));
  }

  int add(
      JdbcClient client, String user, String action, String subject, String reason, String words) {
    return client
        .sql(
            """
            INSERT INTO deed (at, user_name, action, subject, reason, outcome)
            VALUES (?, ?, ?, ?, ?, ?)""")
        .params(Micros.of(clock.instant()), printable(user), action, printable(subject))
        .params(printable(reason), printable(words))
        .update();
  }

  private static String printable(String text) {
    return text == null ? null : CallKey.printable(text, LONGEST);
  }

  /** Newest first. */
  public List<Deed> find(int page, int size) {
    return reader
        .sql("SELECT * FROM deed ORDER BY id DESC LIMIT ? OFFSET ?")
        .params(size, (long) page * size)
        .query(
            (row, n) ->
                new Deed(
                    Micros.read(row, "at"),
                    row.getString("user_name"),
                    row.getString("action"),
                    row.getString("subject"),
                    row.getString("reason"),
                    row.getString("outcome")))
        .list();
  }

  public long count() {
    return reader.sql("SELECT COUNT(*) FROM deed").query(Long.class).single();
  }
}
