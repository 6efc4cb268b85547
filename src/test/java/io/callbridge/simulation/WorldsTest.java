package io.callbridge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Plays many worlds. {@code -Dcallbridge.worlds=} says how many, {@code -Dcallbridge.worlds.seed=}
 * which is the first: with a seed alone, just that world is played again.
 */
class WorldsTest {

  private static final int CALLS = 200;

  /** A build tells of a change, not of luck: it plays the same worlds each time. */
  private static final long FIRST = 509_130_656_924L;

  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.callbridge");
  private static Level level;

  /** Worlds have more to say than anybody reads. */
  @BeforeAll
  static void beQuiet() {
    level = LOG.getLevel();
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOG.setLevel(level);
  }

  /** What is left of a world that was played. */
  private record Played(long seed, int steps, int requests, int logged, List<Breach> breaches) {}

  @Test
  void everyWorldKeepsItsInvariants() throws Exception {
    Long one = Long.getLong("callbridge.worlds.seed");
    int worlds = Integer.getInteger("callbridge.worlds", one == null ? 500 : 1);
    long first = one != null ? one : FIRST;
    long begin = System.nanoTime();
    List<Played> played = play(LongStream.range(first, first + worlds));
    List<Played> failed = played.stream().filter(world -> !world.breaches().isEmpty()).toList();
    System.out.printf(
        "%d worlds of %d calls from seed %d: %d steps, %d requests, %d logged, %d worlds failed, %d s, %d s of CPU%n",
        worlds,
        CALLS,
        first,
        played.stream().mapToInt(Played::steps).sum(),
        played.stream().mapToInt(Played::requests).sum(),
        played.stream().mapToInt(Played::logged).sum(),
        failed.size(),
        Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toSeconds());

    assertThat(failed.stream().limit(5).map(WorldsTest::words).toList()).isEmpty();
  }

  private static String words(Played world) {
    return "-Dcallbridge.worlds.seed=%d: %s"
        .formatted(world.seed(), world.breaches().stream().limit(3).toList());
  }

  private static List<Played> play(LongStream seeds)
      throws InterruptedException, ExecutionException {
    // Each world has a thread of the store beside it, and they take turns.
    int threads = Runtime.getRuntime().availableProcessors() * 3 / 2;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Played>> running = seeds.mapToObj(seed -> pool.submit(() -> play(seed))).toList();
      List<Played> played = new ArrayList<>();
      for (Future<Played> world : running) {
        played.add(world.get());
      }
      return played;
    } finally {
      pool.shutdownNow();
    }
  }

  private static Played play(long seed) {
    try (var world = new World(seed, CALLS, new Parts())) {
      List<Breach> breaches = world.play();
      return new Played(
          seed,
          world.steps,
          world.crms.values().stream().mapToInt(FarEnd::requests).sum(),
          world.ledger.tasksIn("LOGGED"),
          breaches);
    }
  }
}
