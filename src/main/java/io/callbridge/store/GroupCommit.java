package io.callbridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
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
 * <p>A change that fails is undone alone, by a savepoint; the others of its commit are kept.
 */
public final class GroupCommit implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
  private static final int MOST_PER_COMMIT = 256;
  private static final int MOST_WAITING = 10_000;

  private final DataSource writer;
  private final Duration timeout;
  private final BlockingQueue<Change<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread = new Thread(this::run, "store-writer");
  private volatile boolean closed;

  /**
   * @param timeout how long a caller waits for its commit before it is told that the store is
   *     unavailable
   */
  public GroupCommit(DataSource writer, Duration timeout) {
    this.writer = writer;
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
    if (closed || !waiting.offer(entry)) {
      throw new StoreUnavailableException("too many changes are waiting for the store", null);
    }
    try {
      return entry.result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      if (entry.started.compareAndSet(false, true)) {
        throw new StoreUnavailableException("no commit within " + timeout, late);
      }
      return entry.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted before the commit", interrupted);
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
        batch.removeIf(change -> !change.started.compareAndSet(false, true));
        commit(batch);
      } catch (InterruptedException interrupted) {
        log.debug("The store writer was interrupted");
      } catch (RuntimeException | Error unexpected) {
        log.error("The store writer met an unexpected failure", unexpected);
        batch.forEach(change -> change.result.completeExceptionally(unexpected));
      } finally {
        batch.clear();
      }
    }
  }

  private void commit(List<Change<?>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try (Connection connection = writer.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        for (Change<?> change : batch) {
          Savepoint before = connection.setSavepoint();
          if (change.run(client)) {
            connection.releaseSavepoint(before);
          } else {
            connection.rollback(before);
          }
        }
        connection.commit();
      } catch (SQLException | RuntimeException failed) {
        rollback(connection, failed);
        throw failed;
      }
      batch.forEach(Change::committed);
    } catch (SQLException | RuntimeException failed) {
      log.warn("The store took none of {} changes: {}", batch.size(), failed.getMessage());
      batch.forEach(change -> change.lost(failed));
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException alsoFailed) {
      cause.addSuppressed(alsoFailed);
    }
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
        lost(failure);
      } else {
        result.completeExceptionally(failure);
      }
    }

    void lost(Exception cause) {
      result.completeExceptionally(
          new StoreUnavailableException("the store did not take it: " + cause.getMessage(), cause));
    }

    T join() {
      try {
        return result.get();
      } catch (ExecutionException failed) {
        throw asRuntime(failed.getCause());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new StoreUnavailableException("interrupted before the commit", interrupted);
      }
    }
  }
}
