package io.callbridge.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The trail of changed route files: what was taken in, refused or taken back. */
public class RouteChanges {

  private static final int LONGEST_DIFF = 100_000;
  private static final int LONGEST_REASON = 4_000;

  private final GroupCommit store;
  private final JdbcClient reader;
  private final InstantSource clock;

  RouteChanges(GroupCommit store, JdbcClient reader, InstantSource clock) {
    this.store = store;
    this.reader = reader;
    this.clock = clock;
  }

  /** What was done. */
  public enum Kind {
    TAKEN,
    REFUSED,
    TAKEN_BACK
  }

  /**
   * @param author the user, or the owner of the files; null if nobody knows
   * @param files their paths
   * @param reason why it was refused; null if it wasn't
   */
  public record Change(
      Instant at, String author, Kind kind, String files, String diff, String reason) {}

  public void add(String author, Kind kind, List<String> files, String diff, String reason) {
    store.write(
        client ->
            client
                .sql(
                    """
                    INSERT INTO route_change (at, author, kind, files, diff, reason)
                    VALUES (?, ?, ?, ?, ?, ?)\
                    """)
                .params(Micros.of(clock.instant()), author, kind.name())
                .params(String.join("\n", files), cut(diff, LONGEST_DIFF))
                .param(cut(reason, LONGEST_REASON))
                .update());
  }

  /** The newest ones, newest first. */
  public List<Change> newest(int size) {
    return reader
        .sql("SELECT * FROM route_change ORDER BY id DESC LIMIT ?")
        .param(size)
        .query(
            (row, n) ->
                new Change(
                    Micros.read(row, "at"),
                    row.getString("author"),
                    Kind.valueOf(row.getString("kind")),
                    row.getString("files"),
                    row.getString("diff"),
                    row.getString("reason")))
        .list();
  }

  /** Some databases take no NUL. */
  private static String cut(String text, int longest) {
    if (text == null) {
      return null;
    }
    String clean = text.replace('\0', '\uFFFD');
    return clean.length() <= longest ? clean : clean.substring(0, longest) + "…";
  }
}
