package io.callbridge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.process.StrictLeadSquared.Fate;
import io.callbridge.process.StrictLeadSquared.Fate.End;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process at random moments while calls are reported and posted, and then compares what
 * was acknowledged with what the CRM holds.
 *
 * <p>{@code -Dcallbridge.crash.rounds} says how often, {@code -Dcallbridge.crash.seed} repeats the
 * moments and what the CRM does.
 */
class CrashIT {

  private static final int REPORTERS = 4;
  private static final int MOST_UNDER_WAY = 16;

  @RegisterExtension final Bridges bridges = new Bridges();

  @TempDir Path directory;

  private final long seed = Long.getLong("callbridge.crash.seed", System.nanoTime());
  private final int rounds = Integer.getInteger("callbridge.crash.rounds", 3);
  private final Random moments = new Random(seed);
  private final Random fates = new Random(seed + 1);
  private final AtomicInteger unseen = new AtomicInteger();

  private final StrictLeadSquared crm =
      new StrictLeadSquared(200, Duration.ofSeconds(1), this::fate);
  private final ExecutorService reporters = Executors.newFixedThreadPool(REPORTERS);
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger reported = new AtomicInteger();
  private volatile Fate usualFate;
  private volatile Bridge bridge;
  private volatile boolean calling = true;

  @AfterEach
  void stop() throws InterruptedException {
    calling = false;
    reporters.shutdownNow();
    crm.close();
    assertThat(reporters.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void everyAcknowledgedCallIsLoggedOnceOrUnconfirmedHoweverOftenTheProcessIsKilled()
      throws Exception {
    System.out.printf("crash rounds: %d, seed: %d%n", rounds, seed);
    bridge = start();
    for (int i = 0; i < REPORTERS; i++) {
      reporters.submit(this::reportCalls);
    }
    for (int round = 0; round < rounds; round++) {
      boolean whileStarting = round % 4 == 3;
      if (!whileStarting) {
        awaitPosts();
      }
      LockSupport.parkNanos(moments.nextLong(TimeUnit.SECONDS.toNanos(3)));
      bridge.kill();
      bridge = start();
    }
    bridge.ready();
    int before = acknowledged.size();
    await("more calls")
        .atMost(Duration.ofMinutes(1))
        .until(() -> acknowledged.size() > before + 20);
    calling = false;
    reporters.shutdown();
    assertThat(reporters.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

    await("the end of every task")
        .atMost(Duration.ofMinutes(3L + rounds))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> bridge.callLogs().stream().allMatch(CrashIT::isAtItsEnd));
    check(
        bridge.callLogs().stream()
            .collect(Collectors.toMap(log -> log.path("callId").asText(), log -> log)));
  }

  @Test
  void anOrderlyStopWaitsForTheAnswersThatAreUnderWay() {
    int calls = MOST_UNDER_WAY;
    usualFate = new Fate(End.ACCEPTED, Duration.ofSeconds(3));
    bridge = start().ready();
    Instant end = Instant.now();
    IntStream.range(0, calls)
        .parallel()
        .forEach(call -> assertThat(Reporter.report(bridge, "c-" + call, end)).isTrue());
    await("every post to have arrived")
        .atMost(Duration.ofMinutes(1))
        .until(() -> crm.activities().size() == calls);

    bridge.stop();
    bridge = start().ready();

    assertThat(bridge.callLogs())
        .as("call logs after the next start")
        .hasSize(calls)
        .allSatisfy(log -> assertThat(log.path("state").asText()).isIn("SUBMITTED", "LOGGED"));
  }

  /** Waits until the process that runs now posts calls. */
  private void awaitPosts() {
    bridge.ready();
    int before = crm.activities().size();
    await("posts")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> crm.activities().size() > before);
  }

  private void check(Map<String, JsonNode> logs) {
    Map<String, List<String>> activities = crm.activities();
    List<String> unconfirmed = new ArrayList<>();
    assertThat(crm.complaints()).as("requests that no CRM would take").isEmpty();
    assertThat(crm.overLimit()).as("requests over the limit").isZero();
    assertThat(activities).allSatisfy((call, posted) -> assertThat(posted).as(call).hasSize(1));
    assertThat(logs.keySet()).as("calls that were acknowledged").containsAll(acknowledged);
    logs.forEach(
        (call, log) -> {
          if (log.path("state").asText().equals("LOGGED")) {
            assertThat(activities.get(call)).containsExactly(log.path("activityId").asText());
          } else {
            assertThat(log.path("reason").asText("")).as(call).isNotBlank();
            unconfirmed.add(log.path("reason").asText());
          }
        });
    assertThat(logs.keySet()).as("calls that the CRM has").containsAll(activities.keySet());
    long stopped =
        unconfirmed.stream().filter(reason -> reason.startsWith("the process stopped")).count();
    System.out.printf(
        "%d calls acknowledged, %d in the CRM, %d UNCONFIRMED: %d by a kill, %d by a lost answer;"
            + " %d answers were lost%n",
        acknowledged.size(),
        activities.size(),
        unconfirmed.size(),
        stopped,
        unconfirmed.size() - stopped,
        unseen.get());
    assertThat(unconfirmed.size() - stopped)
        .as("UNCONFIRMED for another reason than a kill, of %s", Set.copyOf(unconfirmed))
        .isLessThanOrEqualTo(unseen.get());
    assertThat(stopped)
        .as("posts under way when the process was killed; none would show nothing")
        .isBetween(1L, (long) MOST_UNDER_WAY * rounds);
    assertThat(logs.size() - unconfirmed.size()).as("calls that are LOGGED").isGreaterThan(10);
  }

  private static boolean isAtItsEnd(JsonNode log) {
    return Set.of("LOGGED", "UNCONFIRMED").contains(log.path("state").asText());
  }

  private Bridge start() {
    return bridges.start(
        Stream.of(
                Stream.of(crm.account()),
                Stream.of(Reporter.account()),
                Stream.of(
                    "--spring.config.location=classpath:/",
                    "--callbridge.admin.password=admin",
                    "--callbridge.calls.most-under-way=" + MOST_UNDER_WAY,
                    "--callbridge.leadsquared.accounts.main.settle=100ms",
                    "--callbridge.store.file=" + directory.resolve("calls.db")))
            .flatMap(arguments -> arguments)
            .toArray(String[]::new));
  }

  /** Reports one call after the other; most are said again until they are acknowledged. */
  private void reportCalls() {
    while (calling) {
      int number = reported.incrementAndGet();
      Instant end = Instant.now();
      boolean stubborn = number % 4 != 0;
      boolean isKnown;
      do {
        isKnown = Reporter.report(bridge, "c-" + number, end);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      } while (!isKnown && stubborn && calling);
      if (isKnown) {
        acknowledged.add("c-" + number);
      }
    }
  }

  private synchronized Fate fate() {
    if (usualFate != null) {
      return usualFate;
    }
    Duration after = Duration.ofMillis(fates.nextInt(300));
    double draw = fates.nextDouble();
    if (draw < 0.05) {
      return new Fate(End.REFUSED, after);
    }
    if (draw < 0.12) {
      unseen.incrementAndGet();
      return new Fate(End.ACCEPTED_UNSEEN, after);
    }
    return new Fate(End.ACCEPTED, draw < 0.4 ? after.plusSeconds(1) : after);
  }
}
