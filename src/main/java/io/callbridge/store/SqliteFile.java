package io.callbridge.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded database, held by this process alone: a lock file beside it refuses a second one. A
 * commit survives a power cut (WAL, {@code synchronous=FULL}).
 */
final class SqliteFile implements Database {

  private static final int READERS = 4;

  /**
   * What this process holds. Opening a lock file to try a lock that we hold, and closing it again,
   * would loosen it (POSIX).
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final Duration busyTimeout;
  private final FileChannel lockFile;

  private SqliteFile(Path file, Duration busyTimeout, FileChannel lockFile) {
    this.file = file;
    this.busyTimeout = busyTimeout;
    this.lockFile = lockFile;
  }

  /**
   * @throws StoreInUseException if another process holds it, or this one does already
   */
  static SqliteFile open(StoreSettings settings) {
    Path file = settings.file().toAbsolutePath().normalize();
    if (!HELD.add(file)) {
      throw new StoreInUseException(settings.file());
    }
    FileChannel lockFile = null;
    try {
      Files.createDirectories(file.getParent());
      lockFile =
          FileChannel.open(
              Path.of(file + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lockFile.tryLock() == null) {
        throw new StoreInUseException(settings.file());
      }
      if (settings.fresh()) {
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
          Files.deleteIfExists(Path.of(file + suffix));
        }
      }
      return new SqliteFile(file, settings.busyTimeout(), lockFile);
    } catch (IOException failed) {
      release(file, lockFile);
      throw new UncheckedIOException("can't open the store " + settings.file(), failed);
    } catch (RuntimeException refused) {
      release(file, lockFile);
      throw refused;
    }
  }

  private static void release(Path file, FileChannel lockFile) {
    try {
      if (lockFile != null) {
        lockFile.close();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("can't close the lock of " + file, impossible);
    } finally {
      HELD.remove(file);
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  /** For one connection at a time: SQLite has one writer. */
  @Override
  public DataSource writer() {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    return source(config);
  }

  @Override
  public HikariDataSource readers() {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    var pool = new HikariConfig();
    pool.setPoolName("store-readers");
    pool.setDataSource(source(config));
    pool.setMaximumPoolSize(READERS);
    pool.setReadOnly(true);
    pool.setMaxLifetime(0);
    return new HikariDataSource(pool);
  }

  private DataSource source(SQLiteConfig config) {
    // Nobody asks for them, and the driver would run one more query after each INSERT.
    config.setGetGeneratedKeys(false);
    config.setBusyTimeout((int) busyTimeout.toMillis());
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return new KeptStatements(source);
  }

  @Override
  public void close() {
    release(file, lockFile);
  }
}
