package io.callbridge.store;

import com.zaxxer.hikari.HikariDataSource;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/** A migrated store in a folder, put together as in production ({@link Store}). */
public final class TestStore implements AutoCloseable {

  /** The account of every test that needs no other: provider {@code acmetel}, CRM {@code main}. */
  public static final ProviderAccount ACMETEL = account("acmetel", "1");

  public final GroupCommit commits;
  public final JdbcClient reader;
  public final Journal journal;
  public final Calls calls;
  public final Tasks tasks;
  public final CallLogs callLogs;
  public final RecordingSearches searches;
  public final Quarantine quarantine;
  public final Cursors cursors;
  public final DayCounts dayCounts;
  public final RefreshTokens refreshTokens;
  final DataSource writer;
  private final SqliteFile file;
  private final HikariDataSource readers;

  private TestStore(
      StoreSettings settings, ProviderAccounts providers, InstantSource clock, boolean isDurable) {
    var store = new Store();
    file = store.sqliteFile(settings);
    writer = file.writer();
    if (!isDurable) {
      ((SQLiteDataSource) writer).getConfig().setSynchronous(SynchronousMode.OFF);
    }
    store.migrations(writer).migrate();
    readers = file.readers();
    commits = store.groupCommit(writer, settings);
    reader = store.storeReader(readers);
    journal = store.journal(commits, reader, providers);
    calls = store.calls(reader, journal, providers);
    tasks = store.tasks(commits, reader);
    callLogs = store.callLogs(reader, journal);
    searches = store.recordingSearches(commits, reader);
    quarantine = store.quarantine(commits, clock);
    cursors = store.cursors(commits, reader);
    dayCounts = store.dayCounts(reader);
    refreshTokens = store.refreshTokens(commits);
  }

  /** A store whose only provider account is {@link #ACMETEL}. */
  static TestStore open(Path folder) {
    return open(folder, new ProviderAccounts(List.of(ACMETEL)), InstantSource.system());
  }

  public static TestStore open(Path folder, ProviderAccounts providers, InstantSource clock) {
    return new TestStore(settings(folder), providers, clock, true);
  }

  /** The same without waiting for the disk, for a test that no power cut concerns. */
  public static TestStore openQuick(Path folder, ProviderAccounts providers, InstantSource clock) {
    return new TestStore(settings(folder), providers, clock, false);
  }

  static StoreSettings settings(Path folder) {
    return new StoreSettings(
        folder.resolve("callbridge.db"), Duration.ofSeconds(20), Duration.ofMillis(200), false);
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

  /** Stops; what is in the file stays. */
  @Override
  public void close() {
    commits.close();
    readers.close();
    file.close();
  }
}
