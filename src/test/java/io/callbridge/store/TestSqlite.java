package io.callbridge.store;

import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a process has of a store, on a SQLite database of the test's own. */
public final class TestSqlite {

  private TestSqlite() {}

  /** What the migrations call by a name. */
  public static Map<String, String> placeholders() {
    return Dialect.SQLITE.placeholders();
  }

  public static GroupCommit commits(DataSource writer) {
    return new GroupCommit(writer, Dialect.SQLITE, Duration.ofSeconds(60));
  }

  public static Leaders leaders(GroupCommit commits, JdbcClient reader) {
    return new Leaders(commits, reader, Dialect.SQLITE);
  }

  /** Where anybody may do what only the leader may. */
  public static Leaders anarchy(GroupCommit commits, JdbcClient reader) {
    return new Leaders(commits, reader, Dialect.SQLITE) {
      @Override
      void check(JdbcClient client) {
        // Everybody leads.
      }
    };
  }

  public static Tasks tasks(GroupCommit commits, JdbcClient reader, Leaders leaders) {
    return new Tasks(commits, reader, leaders, Dialect.SQLITE);
  }

  public static RecordingSearches searches(
      GroupCommit commits, JdbcClient reader, Leaders leaders) {
    return new RecordingSearches(commits, reader, leaders, Dialect.SQLITE);
  }

  public static CollectionJobs collectionJobs(
      GroupCommit commits, JdbcClient reader, Leaders leaders) {
    return new CollectionJobs(commits, reader, leaders);
  }
}
