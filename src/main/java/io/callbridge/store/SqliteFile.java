package io.callbridge.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded database, held by this process alone: a lock file beside it refuses a second one. A
 * commit survives a power cut (WAL, {@code synchronous=FULL}).
 */
final class SqliteFile implements AutoCloseable {

  private static final int READERS = 4;

  private final Path file;
  private final Duration busyTimeout;
  private final FileChannel lockFile;
  private final FileLock lock;

  private SqliteFile(Path file, Duration busyTimeout, FileChannel lockFile, FileLock lock) {
    this.file = file;
    this.busyTimeout = busyTimeout;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * @throws StoreInUseException if another process holds it
   */
  static SqliteFile open(StoreSettings settings) {
    Path file = settings.file().toAbsolutePath();
    try {
      Files.createDirectories(file.getParent());
      FileChannel lockFile =
          FileChannel.open(
              Path.of(file + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(lockFile);
      if (lock == null) {
        lockFile.close();
        throw new StoreInUseException(settings.file());
      }
      if (settings.fresh()) {
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
          Files.deleteIfExists(Path.of(file + suffix));
        }
      }
      return new SqliteFile(file, settings.busyTimeout(), lockFile, lock);
    } catch (IOException failed) {
      throw new UncheckedIOException("can't open the store " + settings.file(), failed);
    }
  }

  private static FileLock tryLock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** One connection: SQLite has one writer. */
  HikariDataSource writer() {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    return pool("store-writer", config, 1, false);
  }

  HikariDataSource readers() {
    var config = new SQLiteConfig();
    return pool("store-readers", config, READERS, true);
  }

  private HikariDataSource pool(String name, SQLiteConfig config, int size, boolean readOnly) {
    config.setReadOnly(readOnly);
    config.setBusyTimeout((int) busyTimeout.toMillis());
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    var pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setDataSource(source);
    pool.setMaximumPoolSize(size);
    pool.setReadOnly(readOnly);
    pool.setMaxLifetime(0);
    return new HikariDataSource(pool);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    lockFile.close();
  }
}
