package io.callbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.call.NumberPlan;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * A migrated store in a folder, put together as in production ({@link Store}), in the database that
 * {@link TestDatabase} says. It leads.
 */
public final class TestStore implements AutoCloseable {

  /** The account of every test that needs no other: provider {@code acmetel}, CRM {@code main}. */
  public static final ProviderAccount ACMETEL = account("acmetel", "1");

  private static final List<String> TABLES =
      List.of(
          "call_event",
          "call",
          "call_alias",
          "task",
          "task_step",
          "activity_search",
          "recording_search",
          "collection_job",
          "quarantine",
          "deed",
          "command",
          "idempotency_key",
          "click",
          "click_pair");

  public final GroupCommit commits;
  public final JdbcClient reader;
  public final Journal journal;
  public final Calls calls;
  public final Tasks tasks;
  public final Learning learning;
  public final CallLogs callLogs;
  public final RecordingSearches searches;
  public final ActivitySearches activitySearches;
  public final Pauses pauses;
  public final Quarantine quarantine;
  public final QuarantinedRequests quarantinedRequests;
  public final Deeds deeds;
  public final Erasure erasure;
  public final ErasedCalls erasedCalls;
  public final Cursors cursors;
  public final DayCounts dayCounts;
  final StoppedCalls stoppedCalls;
  final Decisions decisions;
  public final RefreshTokens refreshTokens;
  public final CollectionJobs collectionJobs;
  final DataSource writer;
  public final Leaders leaders;
  private final Database database;
  final Readers readers;

  private TestStore(
      Path folder, ProviderAccounts providers, InstantSource clock, boolean isDurable) {
    StoreSettings settings = TestDatabase.settings(folder);
    var store = new Store();
    boolean isMigrated = TestDatabase.isReady(folder);
    database = TestDatabase.open(folder, settings);
    writer = database.writer();
    if (!isDurable && !TestDatabase.isPostgres()) {
      sqlite(writer).getConfig().setSynchronous(SynchronousMode.OFF);
    }
    if (!isMigrated) {
      store.migrations(database, writer).migrate();
    }
    readers = store.storeReaders(database);
    commits = store.groupCommit(database, writer, settings);
    reader = store.storeReader(readers);
    journal = store.journal(commits, reader, providers);
    calls = store.calls(reader, journal, providers);
    leaders = store.leaders(commits, reader, database);
    tasks = store.tasks(commits, reader, leaders, database);
    learning = store.learning(reader);
    callLogs = store.callLogs(readers, journal);
    activitySearches = store.activitySearches(reader);
    pauses = store.pauses(commits, reader);
    searches = store.recordingSearches(commits, reader, leaders, database);
    quarantine = store.quarantine(commits, clock);
    quarantinedRequests = store.quarantinedRequests(commits, reader);
    deeds = store.deeds(commits, reader, clock);
    erasedCalls = store.erasedCalls(providers);
    erasure = store.erasure(commits, reader, database, erasedCalls);
    cursors = store.cursors(commits, reader);
    dayCounts = store.dayCounts(reader);
    stoppedCalls = store.stoppedCalls(reader);
    decisions = store.decisions(reader);
    refreshTokens = store.refreshTokens(commits);
    collectionJobs = store.collectionJobs(commits, reader, leaders);
    assertThat(leaders.take("the test", Duration.ZERO)).isTrue();
  }

  private static SQLiteDataSource sqlite(DataSource writer) {
    return (SQLiteDataSource) ((DelegatingDataSource) writer).getTargetDataSource();
  }

  /** A store whose only provider account is {@link #ACMETEL}. */
  static TestStore open(Path folder) {
    return open(folder, new ProviderAccounts(List.of(ACMETEL)), InstantSource.system());
  }

  public static TestStore open(Path folder, ProviderAccounts providers, InstantSource clock) {
    return new TestStore(folder, providers, clock, true);
  }

  /** The same without waiting for the disk, for a test that no power cut concerns. */
  public static TestStore openQuick(Path folder, ProviderAccounts providers, InstantSource clock) {
    return new TestStore(folder, providers, clock, false);
  }

  /** An account of the CRM account {@code main}, without any defaults. */
  public static ProviderAccount account(String provider, String name) {
    return new ProviderAccount(
        provider,
        name,
        "main",
        new NumberPlan("1"),
        new ProviderAccount.Defaults(null, null, null, null, null),
        ProviderAccount.Handling.PLAIN);
  }

  /** Lets everything go that is older than this. */
  public Retention retention(Duration kept, InstantSource clock) {
    var settings = new RetentionSettings(kept, kept, kept, kept, kept, kept, kept, kept);
    return new Store().retention(commits, leaders, erasedCalls, settings, clock);
  }

  /** All that the store holds, as text. */
  public String everything() {
    var all = new StringBuilder();
    for (String table : TABLES) {
      for (Map<String, Object> row : reader.sql("SELECT * FROM " + table).query().listOfRows()) {
        row.values()
            .forEach(
                value ->
                    all.append(
                            value instanceof byte[] bytes
                                ? new String(bytes, StandardCharsets.ISO_8859_1)
                                : value)
                        .append(' '));
        all.append("in ").append(table).append('\n');
      }
    }
    return all.toString();
  }

  Dialect dialect() {
    return database.dialect();
  }

  public boolean isSqlite() {
    return dialect() == Dialect.SQLITE;
  }

  /** What another node would see and do. */
  public Leaders otherLeaders() {
    return new Leaders(commits, reader, dialect());
  }

  /** As if the leader had not been heard of for long. */
  public void expireLease() {
    commits.write(client -> client.sql("UPDATE leader SET lease_until = 0").update());
  }

  /** Has somebody else hold the store, so that no change can be made, until it is closed. */
  public Connection lock() throws SQLException {
    Connection other = database.writer().getConnection();
    try (Statement statement = other.createStatement()) {
      if (TestDatabase.isPostgres()) {
        other.setAutoCommit(false);
        statement.execute(dialect().soleWriter().orElseThrow());
      } else {
        statement.execute("BEGIN EXCLUSIVE");
      }
    }
    return other;
  }

  /** Stops; what is stored stays. */
  @Override
  public void close() {
    commits.close();
    readers.close();
    database.close();
  }
}
