package io.callbridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The only way to change the store. Changes that arrive while a commit is under way share the next
 * one, so that the price of a durable commit is paid once for many callers; each caller gets its
 * answer only after the commit that holds its own change.
 *
 * <p>A change that fails is undone alone, by a savepoint; the others of its commit are kept. One
 * that has a commit to itself needs none.
 *
 * <p>On PostgreSQL a transaction begins by waiting until no other node is in one. So every change
 * of any node sees all that was committed before it, none is made on what is outdated, and no two
 * can deadlock: the same promises that SQLite makes with its one writer.
 */
public final class GroupCommit implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
  private static final int MOST_PER_COMMIT = 256;
  private static final int MOST_WAITING = 10_000;

  private final DataSource writer;
  private final Dialect dialect;
  private final Duration timeout;
  private final BlockingQueue<Change<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread = new Thread(this::run, "store-writer");
  private volatile boolean closed;
  private volatile long commits;

  /** The writer thread's own; null before the first change and after a failure. */
  private Connection connection;

  /** The connection's; made anew with it. */
  private JdbcClient client;

  /**
   * @param writer gives a connection that is kept for as long as it works
   * @param timeout how long a caller waits for its commit before it is told that the store is
   *     unavailable
   */
  GroupCommit(DataSource writer, Dialect dialect, Duration timeout) {
    this.writer = writer;
    this.dialect = dialect;
    this.timeout = timeout;
    thread.start();
  }

  /**
   * Runs a change on the writer's connection and returns its result once it is durable. The change
   * must not call this method again.
   *
   * @throws StoreUnavailableException if it could not be committed; then nothing of it was kept,
   *     save where the commit itself was cut off
   */
  public <T> T write(Function<JdbcClient, T> change) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a change of the store can't wait for another one");
    }
    var entry = new Change<>(change);
    if (closed) {
      throw new StoreUnavailableException("the store is closed", null);
    }
    if (!waiting.offer(entry)) {
      throw new StoreUnavailableException("too many changes are waiting for the store", null);
    }
    try {
      return entry.result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return entry.withdrawOrJoin("no commit within " + timeout, late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return entry.withdrawOrJoin("interrupted before the commit", interrupted);
    } catch (ExecutionException failed) {
      throw asRuntime(failed.getCause());
    }
  }

  private void run() {
    List<Change<?>> batch = new ArrayList<>();
    while (!closed || !waiting.isEmpty()) {
      try {
        Change<?> next = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (next == null) {
          continue;
        }
        batch.add(next);
        waiting.drainTo(batch, MOST_PER_COMMIT - 1);
        batch.removeIf(change -> !change.start());
        commit(batch);
      } catch (InterruptedException interrupted) {
        log.debug("The store writer was interrupted");
      } catch (RuntimeException | Error unexpected) {
        log.error("The store writer met an unexpected failure", unexpected);
        discardConnection();
        batch.forEach(change -> change.result.completeExceptionally(unexpected));
      } finally {
        batch.clear();
      }
    }
    discardConnection();
  }

  private void commit(List<Change<?>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      begin();
      if (batch.size() == 1) {
        makeAlone(batch.get(0));
      } else {
        for (Change<?> change : batch) {
          makeAmongOthers(change);
        }
      }
      if (connection != null) {
        // This commits. SQLite's commit() would begin the next transaction too, and may fail so.
        connection.setAutoCommit(true);
      }
    } catch (SQLException | RuntimeException failed) {
      discardConnection();
      log.warn("The store took none of {} changes: {}", batch.size(), failed.getMessage());
      batch.forEach(change -> change.lost(failed));
      return;
    } finally {
      commits++;
    }
    batch.forEach(Change::committed);
  }

  /** How often this process has tried to change the store: while it doesn't grow, it has not. */
  public long commits() {
    return commits;
  }

  /** Its caller learns why it failed, even where the connection can't go on after that. */
  private void makeAlone(Change<?> change) {
    if (change.run(client)) {
      return;
    }
    try {
      connection.rollback();
    } catch (SQLException stuck) {
      log.info("The store's connection is replaced after a failed change: {}", stuck.getMessage());
      discardConnection();
    }
  }

  private void makeAmongOthers(Change<?> change) throws SQLException {
    Savepoint before = connection.setSavepoint();
    if (change.run(client)) {
      connection.releaseSavepoint(before);
    } else {
      connection.rollback(before);
    }
  }

  /**
   * Begins a transaction. A connection that broke while nobody used it, as when the server was
   * restarted, is replaced: nothing was done on it yet.
   */
  private void begin() throws SQLException {
    if (connection != null) {
      try {
        beginOn(connection);
        return;
      } catch (SQLException failed) {
        if (isUsable()) {
          throw failed;
        }
        log.info("The store's connection was lost, another one is made: {}", failed.getMessage());
        discardConnection();
      }
    }
    connection = writer.getConnection();
    client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    beginOn(connection);
  }

  private void beginOn(Connection with) throws SQLException {
    with.setAutoCommit(false);
    if (dialect.soleWriter().isPresent()) {
      try (Statement lock = with.createStatement()) {
        lock.execute(dialect.soleWriter().get());
      }
    }
  }

  private boolean isUsable() {
    try {
      return connection.isValid(1);
    } catch (SQLException broken) {
      return false;
    }
  }

  /**
   * Closes the connection, which undoes what it hasn't committed. A connection that failed isn't
   * used again: after a failed begin, SQLite's driver would take the next changes without a
   * transaction.
   */
  private void discardConnection() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException alsoFailed) {
      log.warn("The store's connection could not be closed", alsoFailed);
    }
    connection = null;
  }

  private static RuntimeException asRuntime(Throwable cause) {
    return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
  }

  /** Finishes what is waiting, then stops. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(timeout.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Change<T> {

    private final Function<JdbcClient, T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private T value;
    private RuntimeException failure;

    Change(Function<JdbcClient, T> work) {
      this.work = work;
    }

    boolean run(JdbcClient client) {
      try {
        value = work.apply(client);
        return true;
      } catch (RuntimeException failed) {
        failure = failed;
        return false;
      }
    }

    void committed() {
      if (failure == null) {
        result.complete(value);
      } else if (failure instanceof DataAccessException) {
        result.completeExceptionally(new RefusedChangeException(failure));
      } else {
        result.completeExceptionally(failure);
      }
    }

    void lost(Exception cause) {
      result.completeExceptionally(
          new StoreUnavailableException("the store did not take it: " + cause.getMessage(), cause));
    }

    /** False if its caller has withdrawn it. */
    boolean start() {
      return started.compareAndSet(false, true);
    }

    /** Sees to it that the change is never made; if it is being made, waits for the truth. */
    T withdrawOrJoin(String message, Exception cause) {
      if (start()) {
        throw new StoreUnavailableException(message, cause);
      }
      try {
        return result.join();
      } catch (CompletionException failed) {
        throw asRuntime(failed.getCause());
      }
    }
  }
}
