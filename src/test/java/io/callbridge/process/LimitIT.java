package io.callbridge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.callbridge.process.StrictLeadSquared.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many calls at once, and a CRM that counts: never one request too many, and little of what it
 * allows left unused.
 *
 * <p>{@code -Dcallbridge.limit.calls}, {@code -Dcallbridge.limit.requests} and {@code
 * -Dcallbridge.limit.seconds} make it larger: 1000 calls at 25 requests per 5 s take 7 minutes.
 */
class LimitIT {

  @RegisterExtension final Bridges bridges = new Bridges();

  @TempDir Path directory;

  @Test
  void logsEveryCallWithoutOneRequestOverTheLimit() {
    int calls = Integer.getInteger("callbridge.limit.calls", 100);
    int requests = Integer.getInteger("callbridge.limit.requests", 25);
    Duration window = Duration.ofSeconds(Integer.getInteger("callbridge.limit.seconds", 2));
    try (var crm = new StrictLeadSquared(requests, window, () -> Fate.GOOD)) {
      Bridge bridge = start(crm).ready();

      report(bridge, calls);

      await("every call to be LOGGED")
          .atMost(window.multipliedBy(4L * calls / requests).plusMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> bridge.countOf("LOGGED") == calls);
      print(crm, calls, requests, window);
      assertThat(crm.overLimit()).as("requests over the limit").isZero();
      assertThat(crm.complaints()).isEmpty();
      assertThat(crm.activities()).hasSize(calls);
      assertThat(crm.activities()).allSatisfy((call, posted) -> assertThat(posted).hasSize(1));
    }
  }

  @Test
  void remembersWhatItSentBeforeItWasKilled() {
    int requests = 30;
    Duration window = Duration.ofSeconds(60);
    try (var crm = new StrictLeadSquared(requests, window, () -> Fate.GOOD)) {
      Bridge killed = start(crm).ready();
      report(killed, requests);
      await("all that the limit allows")
          .atMost(Duration.ofMinutes(1))
          .until(() -> killed.countOf("SUBMITTED") == requests);
      long started = System.nanoTime();

      killed.kill();
      Bridge bridge = start(crm).ready();

      assumeThat(Duration.ofNanos(System.nanoTime() - started))
          .as("the time to start again; too long to show anything")
          .isLessThan(window.minusSeconds(10));
      await("every call to be LOGGED")
          .atMost(Duration.ofMinutes(4))
          .until(() -> bridge.countOf("LOGGED") == requests);
      assertThat(crm.overLimit()).as("requests over the limit").isZero();
    }
  }

  private Bridge start(StrictLeadSquared crm) {
    return bridges.start(
        Stream.of(
                Stream.of(crm.account()),
                Stream.of(Reporter.account()),
                Stream.of(
                    "--spring.config.location=classpath:/",
                    "--callbridge.admin.password=admin",
                    "--callbridge.leadsquared.accounts.main.settle=100ms",
                    "--callbridge.store.file=" + directory.resolve("calls.db")))
            .flatMap(arguments -> arguments)
            .toArray(String[]::new));
  }

  private static void report(Bridge bridge, int calls) {
    Instant end = Instant.now();
    List<Integer> refused =
        IntStream.range(0, calls)
            .parallel()
            .filter(call -> !Reporter.report(bridge, "c-" + call, end))
            .boxed()
            .toList();
    assertThat(refused).as("calls that were not acknowledged").isEmpty();
  }

  /** The share is of what the limit allows from the first request to the last. */
  private static void print(StrictLeadSquared crm, int calls, int limit, Duration window) {
    List<Long> arrivals = crm.arrivals();
    double seconds = (arrivals.get(arrivals.size() - 1) - arrivals.get(0)) / 1000.0;
    double allowed = limit * (1 + seconds / window.toSeconds());
    System.out.printf(
        Locale.ROOT,
        "%d calls at %d/%ds: %d requests in %.1f s, %.1f %% of those allowed, %.3f per call log,"
            + " %d over the limit%n",
        calls,
        limit,
        window.toSeconds(),
        arrivals.size(),
        seconds,
        100 * arrivals.size() / allowed,
        (double) arrivals.size() / calls,
        crm.overLimit());
  }
}
