package io.callbridge.kit.cases;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;

/**
 * What routes do on threads of their own. In a case it is done in the order in which it was begun,
 * so that a case always goes the same way, and one can wait for its end.
 */
final class SideWork extends AbstractExecutorService {

  private static final long PATIENCE_SECONDS = 60;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(run -> new Thread(run, "case-side-work"));
  private int open;

  @Override
  public void execute(Runnable work) {
    synchronized (this) {
      open++;
    }
    thread.execute(
        () -> {
          try {
            work.run();
          } finally {
            end();
          }
        });
  }

  private synchronized void end() {
    open--;
    notifyAll();
  }

  /**
   * @throws IllegalStateException if it doesn't end within a minute
   */
  synchronized void await() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (open > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new IllegalStateException("a route doesn't end");
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", interrupted);
      }
    }
  }

  /** Camel's pools; whatever isn't timed is work of this kind. */
  DefaultThreadPoolFactory pools() {
    return new DefaultThreadPoolFactory() {
      @Override
      public ExecutorService newCachedThreadPool(ThreadFactory threads) {
        return SideWork.this;
      }

      @Override
      public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
        return SideWork.this;
      }
    };
  }

  /** Whoever got this as a pool may end it; it ends with the application. */
  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }

  void end(Runnable last) {
    last.run();
    thread.shutdownNow();
  }
}
