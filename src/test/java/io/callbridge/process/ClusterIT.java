package io.callbridge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.process.StrictLeadSquared.Fate;
import io.callbridge.process.StrictLeadSquared.Fate.End;
import io.callbridge.store.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Nodes on one PostgreSQL, under load, while one of them is killed or PostgreSQL is restarted: what
 * was acknowledged is in the CRM once, or {@code UNCONFIRMED} because its post was under way.
 */
class ClusterIT {

  private static final int REPORTERS = 4;
  private static final int MOST_UNDER_WAY = 16;
  private static final Duration LEASE = Duration.ofSeconds(3);

  @RegisterExtension final Bridges bridges = new Bridges();

  private final StrictLeadSquared crm =
      new StrictLeadSquared(
          50, Duration.ofSeconds(1), () -> new Fate(End.ACCEPTED, Duration.ofMillis(300)));
  private final ExecutorService reporters = Executors.newFixedThreadPool(REPORTERS);
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger reported = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<Bridge> nodes = new CopyOnWriteArrayList<>();
  private volatile boolean calling = true;
  private TestPostgres postgres;

  @BeforeEach
  void startPostgres() {
    try {
      postgres = TestPostgres.start();
    } catch (TestPostgres.UnavailableException reason) {
      abort("no PostgreSQL: " + reason.getMessage());
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    calling = false;
    reporters.shutdownNow();
    crm.close();
    assertThat(reporters.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void theOtherNodeTakesOverFromALeaderThatIsKilled() throws Exception {
    Map<String, Bridge> byName = Map.of("one", start("one"), "other", start("other"));
    byName.values().forEach(Bridge::ready);
    nodes.addAll(byName.values());
    startReporting();
    awaitPosts(30);
    String leader = leader();

    Bridge killed = byName.get(leader);
    killed.kill();
    nodes.remove(killed);
    Instant killedAt = Instant.now();
    await("another leader").atMost(Duration.ofSeconds(30)).until(() -> !leader().equals(leader));
    Duration leaderless = Duration.between(killedAt, Instant.now());
    awaitPosts(30);

    Map<String, Long> states = finish();
    System.out.printf(
        "a killed leader: replaced after %d ms, %d calls acknowledged by two nodes, %d in the CRM,"
            + " %s, over the limit %d%n",
        leaderless.toMillis(),
        acknowledged.size(),
        crm.activities().size(),
        states,
        crm.overLimit());
    assertThat(states.getOrDefault("UNCONFIRMED", 0L))
        .as("posts under way when the leader was killed; none would show nothing")
        .isBetween(1L, (long) MOST_UNDER_WAY);
  }

  @Test
  void aRestartOfPostgresCostsNeitherACallNorTheLeadership() throws Exception {
    Bridge node = start("one").ready();
    nodes.add(node);
    startReporting();
    awaitPosts(30);
    long epoch = epoch();

    postgres.stop();
    await("a refusal").atMost(Duration.ofSeconds(30)).until(() -> refused.get() > REPORTERS);
    int before = acknowledged.size();
    postgres.startAgain();
    Instant back = Instant.now();
    await("a call").atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > before);
    Duration silent = Duration.between(back, Instant.now());
    awaitPosts(30);

    Map<String, Long> states = finish();
    System.out.printf(
        "a restart of PostgreSQL: %d refusals, calls taken again after %d ms, %d calls"
            + " acknowledged, %d in the CRM, %s, over the limit %d, leaders since %d%n",
        refused.get(),
        silent.toMillis(),
        acknowledged.size(),
        crm.activities().size(),
        states,
        crm.overLimit(),
        epoch() - epoch);
    assertThat(epoch()).as("the leader is still the same").isEqualTo(epoch);
    assertThat(states.getOrDefault("UNCONFIRMED", 0L))
        .as("posts whose write-ahead was cut off; answers are kept until they can be written down")
        .isLessThanOrEqualTo(MOST_UNDER_WAY / 2);
  }

  private Bridge start(String name) {
    return bridges.start(
        Stream.of(
                Stream.of(crm.account()),
                Stream.of(Reporter.account()),
                Stream.of(
                    "--spring.config.location=classpath:/",
                    "--spring.datasource.url=" + postgres.url(),
                    "--callbridge.admin.password=admin",
                    "--callbridge.cluster.node=" + name,
                    "--callbridge.cluster.lease=" + LEASE.toSeconds() + "s",
                    "--callbridge.calls.most-under-way=" + MOST_UNDER_WAY,
                    "--callbridge.leadsquared.response-timeout=5s",
                    "--callbridge.leadsquared.accounts.main.settle=100ms"))
            .flatMap(arguments -> arguments)
            .toArray(String[]::new));
  }

  private void startReporting() {
    for (int i = 0; i < REPORTERS; i++) {
      reporters.submit(this::reportCalls);
    }
  }

  /** Reports one call after the other, each to the next node, until it is acknowledged. */
  private void reportCalls() {
    while (calling) {
      int number = reported.incrementAndGet();
      Instant end = Instant.now();
      int attempt = number;
      while (calling && !Reporter.report(nodes.get(attempt % nodes.size()), "c-" + number, end)) {
        refused.incrementAndGet();
        attempt++;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      if (calling) {
        acknowledged.add("c-" + number);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private void awaitPosts(int more) {
    int before = crm.activities().size();
    await("posts")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> crm.activities().size() >= before + more);
  }

  /** Waits until every call has its end, and compares; returns how many ended in which state. */
  private Map<String, Long> finish() throws InterruptedException {
    calling = false;
    reporters.shutdown();
    assertThat(reporters.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    await("the end of every task")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> nodes.get(0).callLogs().stream().allMatch(ClusterIT::isAtItsEnd));
    Map<String, JsonNode> logs =
        nodes.get(0).callLogs().stream()
            .collect(Collectors.toMap(log -> log.path("callId").asText(), log -> log));
    assertThat(crm.complaints()).as("requests that no CRM would take").isEmpty();
    assertThat(crm.overLimit()).as("requests over the limit").isZero();
    assertThat(crm.activities())
        .allSatisfy((call, posted) -> assertThat(posted).as(call).hasSize(1));
    assertThat(logs.keySet()).as("calls that were acknowledged").containsAll(acknowledged);
    logs.forEach(
        (call, log) -> {
          if (log.path("state").asText().equals("LOGGED")) {
            assertThat(crm.activities().get(call)).containsExactly(log.path("activityId").asText());
          }
        });
    return logs.values().stream()
        .collect(Collectors.groupingBy(log -> log.path("state").asText(), Collectors.counting()));
  }

  private static boolean isAtItsEnd(JsonNode log) {
    return Arrays.asList("LOGGED", "UNCONFIRMED").contains(log.path("state").asText());
  }

  private String leader() {
    return store().sql("SELECT node FROM leader").query(String.class).single();
  }

  private long epoch() {
    return store().sql("SELECT epoch FROM leader").query(Long.class).single();
  }

  private JdbcClient store() {
    return JdbcClient.create(new DriverManagerDataSource(postgres.url()));
  }
}
