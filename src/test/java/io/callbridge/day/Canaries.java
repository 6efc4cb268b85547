package io.callbridge.day;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Reads every line that Callbridge logs, down to DEBUG, and every metric, and looks for numbers and
 * secrets of the day in them. Nobody else gets to read these lines.
 */
final class Canaries implements AutoCloseable {

  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.callbridge");

  /** A number of the day, in full, or a secret. */
  private static final Pattern CANARY =
      Pattern.compile("(?<![0-9])1?(202555|303)[0-9]{4,7}(?![0-9])|" + Settings.SECRET);

  private final AtomicLong lines = new AtomicLong();
  private final ConcurrentLinkedQueue<String> found = new ConcurrentLinkedQueue<>();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Level level = LOG.getLevel();
  private final AppenderBase<ILoggingEvent> reader =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
          lines.incrementAndGet();
          look(line.getFormattedMessage());
          for (IThrowableProxy each = line.getThrowableProxy();
              each != null;
              each = each.getCause()) {
            look(String.valueOf(each.getMessage()));
          }
        }
      };

  Canaries() {
    reader.start();
    LOG.addAppender(reader);
    LOG.setAdditive(false);
    LOG.setLevel(Level.DEBUG);
    Metrics.addRegistry(metrics);
  }

  private void look(String text) {
    if (CANARY.matcher(text).find() && found.size() < 10) {
      found.add(text);
    }
  }

  /** How many lines were read. */
  long lines() {
    return lines.get();
  }

  /** Some of the lines and metrics that show what they may not. */
  List<String> found() {
    metrics.getMeters().forEach(meter -> look(meter.getId().toString()));
    return List.copyOf(found);
  }

  @Override
  public void close() {
    Metrics.removeRegistry(metrics);
    LOG.detachAppender(reader);
    LOG.setAdditive(true);
    LOG.setLevel(level);
  }
}
