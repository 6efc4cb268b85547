package io.callbridge.simulation;

import io.callbridge.store.KeptStatements;
import io.callbridge.store.TestSqlite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The disk of a world: a real SQLite database with the real migrations, and triggers that note what
 * becomes of events and tasks, so that a step's changes can be checked without reading it all. It
 * is in memory and outlives the processes that use it, one after the other, by one connection.
 */
final class WorldStore implements AutoCloseable {

  private static final Path TEMPLATE = template();
  private static final ExecutorService UNDERTAKERS =
      Executors.newCachedThreadPool(
          work -> {
            var thread = new Thread(work, "undertaker");
            thread.setDaemon(true);
            return thread;
          });

  /** What a trigger has noted. */
  record Note(String what, String subject, String before, String after, String reason) {}

  private final Weather weather;
  private final Random random;
  private final Connection connection;
  private final PreparedStatement notes;
  private final PreparedStatement due;
  private final List<Future<?>> ends = new ArrayList<>();
  private long noted;
  private volatile boolean healthy;

  final JdbcClient reader;

  WorldStore(Weather weather, Random random) {
    this.weather = weather;
    this.random = random;
    try {
      connection = KeptStatements.of(open());
      reader = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      notes =
          connection.prepareStatement(
              "SELECT n, what, subject, before, after, reason FROM note WHERE n > ? ORDER BY n");
      due =
          connection.prepareStatement(
              """
              SELECT MIN(MAX(due_at, COALESCE(lease_until + 1, due_at))) FROM task
              WHERE state IN ('WAITING', 'QUEUED', 'SUBMITTED', 'UNCONFIRMED')""");
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Connection open() throws SQLException {
    var config = new SQLiteConfig();
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    Connection opened = config.createConnection("jdbc:sqlite::memory:");
    try (var statement = opened.createStatement()) {
      statement.executeUpdate("restore from " + TEMPLATE);
    }
    return opened;
  }

  /** No commit fails from now on. */
  void heal() {
    healthy = true;
  }

  /** What has been committed since the last time. */
  List<Note> news() {
    List<Note> news = new ArrayList<>();
    try {
      notes.setLong(1, noted);
      try (ResultSet row = notes.executeQuery()) {
        while (row.next()) {
          noted = row.getLong(1);
          news.add(
              new Note(
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6)));
        }
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return news;
  }

  /** When the next task is due; empty if none is due by itself. */
  Optional<Instant> nextDue() {
    try (ResultSet row = due.executeQuery()) {
      long at = row.next() ? row.getLong(1) : 0;
      return at == 0 ? Optional.empty() : Optional.of(Instant.EPOCH.plus(at, ChronoUnit.MICROS));
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Does something that takes real time, but none of the world's. */
  void bury(Runnable end) {
    ends.add(UNDERTAKERS.submit(end));
  }

  /** What one process has of the store. Its commits can fail, lie, or be its last. */
  final class Access extends AbstractDataSource {

    private volatile boolean cutOff;
    private volatile boolean crashed;

    /** Whether the process came to its end in the midst of a commit. */
    boolean hasCrashed() {
      return crashed;
    }

    /** The process is dead: whatever it still tries has no effect. */
    void cutOff() {
      cutOff = true;
    }

    @Override
    public Connection getConnection() throws SQLException {
      check();
      return (Connection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  undo();
                  return null;
                }
                check();
                boolean isCommit =
                    method.getName().equals("commit")
                        || (method.getName().equals("setAutoCommit")
                            && (Boolean) arguments[0]
                            && !connection.getAutoCommit());
                String failure = isCommit ? failure() : null;
                if (failure != null && failure.startsWith("before")) {
                  throw new SQLException(failure);
                }
                try {
                  Object result = method.invoke(connection, arguments);
                  if (failure != null) {
                    throw new SQLException(failure);
                  }
                  return result;
                } catch (InvocationTargetException failed) {
                  throw failed.getCause();
                }
              });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }

    /** As a connection that is cut off undoes what it hasn't committed. */
    private void undo() throws SQLException {
      if (!cutOff && !connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }

    private void check() throws SQLException {
      if (cutOff || crashed) {
        throw new SQLException("this process is dead");
      }
    }

    private String failure() {
      if (healthy) {
        return null;
      }
      double luck = random.nextDouble();
      if (luck < weather.crashAtCommit) {
        crashed = true;
        return luck < weather.crashAtCommit / 2 ? "before: crashed" : "after: crashed";
      }
      luck -= weather.crashAtCommit;
      if (luck < weather.commitFails) {
        return "before: the disk is full";
      }
      return luck - weather.commitFails < weather.commitLies
          ? "after: nobody heard of the commit"
          : null;
    }
  }

  Access access() {
    return new Access();
  }

  @Override
  public void close() {
    UNDERTAKERS.submit(
        () -> {
          for (Future<?> end : ends) {
            end.get();
          }
          connection.close();
          return null;
        });
  }

  /** The empty store, made once. */
  private static Path template() {
    try {
      Path file = Files.createTempFile("world", ".db");
      file.toFile().deleteOnExit();
      var config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.DELETE);
      var source = new SQLiteDataSource(config);
      source.setUrl("jdbc:sqlite:" + file);
      Flyway.configure()
          .dataSource(source)
          .placeholders(TestSqlite.placeholders())
          .load()
          .migrate();
      try (Connection connection = source.getConnection();
          var statement = connection.createStatement()) {
        for (String trigger : WATCH.split(";;")) {
          statement.execute(trigger);
        }
      }
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static final String WATCH =
      """
      CREATE TABLE note (
        n INTEGER PRIMARY KEY, what TEXT, subject TEXT, before TEXT, after TEXT, reason TEXT);;
      CREATE TRIGGER event_kept AFTER INSERT ON call_event BEGIN
        INSERT INTO note (what, subject)
        VALUES ('EVENT', NEW.provider || '/' || NEW.account || '/' || NEW.call_id || '/' || NEW.event_key);
      END;;
      CREATE TRIGGER event_changed AFTER UPDATE ON call_event BEGIN
        INSERT INTO note (what, subject) VALUES ('EVENT CHANGED', NEW.call_id);
      END;;
      CREATE TRIGGER event_gone AFTER DELETE ON call_event BEGIN
        INSERT INTO note (what, subject) VALUES ('EVENT GONE', OLD.call_id);
      END;;
      CREATE TRIGGER task_made AFTER INSERT ON task BEGIN
        INSERT INTO note (what, subject, after, reason)
        VALUES (NEW.kind, (SELECT call_id FROM call WHERE id = NEW.call), NEW.state, NEW.reason);
      END;;
      CREATE TRIGGER task_moved AFTER UPDATE OF state ON task WHEN OLD.state <> NEW.state BEGIN
        INSERT INTO note (what, subject, before, after, reason)
        VALUES (NEW.kind, (SELECT call_id FROM call WHERE id = NEW.call), OLD.state, NEW.state, NEW.reason);
      END;;
      CREATE TRIGGER task_gone AFTER DELETE ON task BEGIN
        INSERT INTO note (what, subject, before)
        VALUES (OLD.kind, (SELECT call_id FROM call WHERE id = OLD.call), OLD.state);
      END
      """;
}
