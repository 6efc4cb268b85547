package io.callbridge.kit.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the folder of routes from time to time, and has taken in what has come to rest. */
final class RouteWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RouteWatch.class);

  private final RouteReload reload;
  private final Path folder;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "routes");
            thread.setDaemon(true);
            return thread;
          });
  private RouteTexts last;

  RouteWatch(RouteReload reload, Path folder) {
    this.reload = reload;
    this.folder = folder;
  }

  void start(Duration every) {
    thread.scheduleWithFixedDelay(
        this::lookSafely, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void lookSafely() {
    try {
      look();
    } catch (IOException | RuntimeException failed) {
      log.warn("can't look at {}: {}", folder, failed.toString());
    }
  }

  /** A change counts once two looks agree: somebody may still be copying files. */
  void look() throws IOException {
    RouteTexts found;
    try {
      found = RouteTexts.read(folder);
    } catch (UncheckedIOException goneMeanwhile) {
      return;
    }
    if (found.equals(last)) {
      reload.take(found);
    }
    last = found;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
