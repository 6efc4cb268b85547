package io.callbridge.sandbox;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * A few threads of its own. Whatever is not due when it is closed is dropped.
 *
 * <p>The executor is no bean: Spring Boot would take it for the application's scheduler.
 */
public final class ThreadTimetable implements Timetable, AutoCloseable {

  private static final int THREADS = 4;

  private final ScheduledExecutorService threads;

  /**
   * @param name of the simulator
   */
  public ThreadTimetable(String name) {
    var factory = new CustomizableThreadFactory("sandbox-" + name + "-");
    factory.setDaemon(true);
    threads = Executors.newScheduledThreadPool(THREADS, factory);
  }

  @Override
  public void in(Duration delay, Runnable task) {
    try {
      threads.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // Closed in the meantime.
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
