package io.callbridge.simulation;

import com.sun.management.OperatingSystemMXBean;
import io.callbridge.broadbanddynamics.TestBroadbandDynamics;
import io.callbridge.call.CallEvent;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.day.CrmRoutes;
import io.callbridge.day.Settings;
import io.callbridge.dispatch.Answers;
import io.callbridge.dispatch.Budgets;
import io.callbridge.dispatch.Claim;
import io.callbridge.dispatch.Dispatcher;
import io.callbridge.dispatch.LookAnswers;
import io.callbridge.dispatch.Unconfirmed;
import io.callbridge.leadsquared.TestLeadSquared;
import io.callbridge.store.TestStore;
import io.callbridge.task.Backoff;
import io.callbridge.task.PollPlan;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * 1,000 CRM accounts with 1,000 open tasks each in one process: how late looks are, and what it
 * costs. Real time, a real store with durable commits; only the CRM's 20 ms are played.
 */
final class OpenTasksBench {

  private static final int ACCOUNTS = 1_000;
  private static final int TASKS = 1_000;
  private static final Duration SPREAD = Duration.ofHours(1);

  /** More than a million tasks take to be written. */
  private static final Duration TO_FILL = Duration.ofMinutes(4);

  private static final Duration MEASURED = Duration.ofSeconds(60);
  private static final InstantSource CLOCK = InstantSource.system();

  private final Map<Long, Long> lateMillis = new ConcurrentHashMap<>();
  private final ProviderAccounts providers =
      new ProviderAccounts(
          new TestBroadbandDynamics(Settings.broadbandDynamics(), CLOCK).providerAccounts());
  private final TestLeadSquared leadSquared = new TestLeadSquared(accounts(), providers);
  private final TestStore store;
  private final Dispatcher dispatcher;
  private final CrmRoutes routes;
  private final Path file;
  private Instant firstDue;

  private OpenTasksBench(Path folder) {
    file = folder.resolve("callbridge.db");
    store = TestStore.open(folder, providers, CLOCK);
    var crms = leadSquared.crmAccounts();
    var budgets = new Budgets(crms, CLOCK);
    var unconfirmed = new Unconfirmed(store.tasks, store.activitySearches, crms);
    dispatcher =
        new Dispatcher(
            store.commits,
            store.tasks,
            store.calls,
            providers,
            crms,
            budgets,
            unconfirmed,
            store.pauses,
            64,
            CLOCK);
    var answers =
        new Answers(store.commits, store.tasks, unconfirmed, budgets, answered -> {}, CLOCK);
    routes =
        new CrmRoutes(
            leadSquared,
            null,
            new LookAnswers(answers, new PollPlan(), new Backoff(new Random()), CLOCK),
            null,
            null);
  }

  private static Map<String, String> accounts() {
    var keys = new TreeMap<String, String>(Settings.leadSquared());
    for (int account = 0; account < ACCOUNTS; account++) {
      String prefix = "callbridge.leadsquared.accounts.crm" + account + ".";
      keys.put(prefix + "url", "https://async.example");
      keys.put(prefix + "call-log-path", "/calls");
      keys.put(prefix + "api-key", "key");
      keys.put(prefix + "limits[0]", "25/5s");
      keys.put(prefix + "limits[1]", "250000/1d");
    }
    return keys;
  }

  /** What came of it, in words and a table. */
  static String run(Path folder) throws InterruptedException, SQLException {
    var bench = new OpenTasksBench(folder);
    try {
      return bench.measure();
    } finally {
      bench.store.close();
    }
  }

  private String measure() throws InterruptedException, SQLException {
    fill();
    checkpoint();
    while (CLOCK.instant().isBefore(firstDue)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    long cpuBefore = cpuNanos();
    Instant begin = CLOCK.instant();
    ExecutorService requests = Executors.newFixedThreadPool(64);
    while (CLOCK.instant().isBefore(firstDue.plus(MEASURED))) {
      dispatcher.claim().forEach(claim -> requests.submit(() -> look(claim)));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    requests.shutdown();
    requests.awaitTermination(1, TimeUnit.MINUTES);
    double share =
        (double) (cpuNanos() - cpuBefore) / Duration.between(begin, CLOCK.instant()).toNanos();
    System.gc();
    long heap =
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024 / 1024;
    return words(share, heap);
  }

  private String words(double share, long heap) {
    long[] late = lateMillis.values().stream().mapToLong(Long::longValue).sorted().toArray();
    return String.format(
        Locale.ROOT,
        """
        ## %,d CRM accounts with %,d open tasks each in one process

        Looks that fall due spread over %d min, measured for %d s in real time, each answered after \
        20 ms; every commit durable.

        | Looks a second | Late, median | Late, 99 %% | Late, at most | CPU, of one core | Heap in use |
        |---|---|---|---|---|---|
        | %.0f | %d ms | %d ms | %d ms | %.0f %% | %d MiB |
        """,
        ACCOUNTS,
        TASKS,
        SPREAD.toMinutes(),
        MEASURED.toSeconds(),
        (double) late.length / MEASURED.toSeconds(),
        at(late, 0.5),
        at(late, 0.99),
        at(late, 1),
        100 * share,
        heap);
  }

  private static long at(long[] sorted, double share) {
    return sorted.length == 0
        ? -1
        : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private void look(Claim claim) {
    try {
      dispatcher.sending(claim, null);
      long number = Long.parseLong(claim.getRequestId().substring(2));
      Instant due = firstDue.plusMillis(dueMillis(number));
      lateMillis.putIfAbsent(number, Duration.between(due, CLOCK.instant()).toMillis());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      dispatcher.arrived(claim);
      routes.answered(claim, 200, "{\"TaskStatus\": {\"Status\": \"In-Queue\"}}");
    } finally {
      dispatcher.done(claim);
    }
  }

  /** Filling it is not what is measured, nor what is left to do on the disk after that. */
  private void checkpoint() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  /** Spread evenly, and neighbours far apart. */
  private static long dueMillis(long number) {
    return number * 7_919 % SPREAD.toMillis();
  }

  private void fill() {
    CallEvent ended = PolicyBench.ended(0);
    store.journal.append(ended, null, null);
    store.commits.write(client -> store.calls.foldChanged(client, 1));
    insert(
        """
        WITH RECURSIVE number (n) AS (
          SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < %d)
        INSERT INTO call (provider, account, call_id, crm, state, folded, last_received_at)
        SELECT provider, account, 'copy-' || n, 'crm' || (n %% %d), 'ENDED', folded, last_received_at
        FROM number, call WHERE call_id = 'c-0'"""
            .formatted(ACCOUNTS * TASKS, ACCOUNTS));
    firstDue = CLOCK.instant().plus(TO_FILL);
    long from = firstDue.getEpochSecond() * 1_000_000 + firstDue.getNano() / 1000;
    insert(
        """
        INSERT INTO task (call, kind, crm, state, request_id, attempts, accepted_at, due_at, changed_at)
        SELECT id, 'LOG', crm, 'SUBMITTED', 'r-' || id, 1, %d, %d + id * 7919 %% %d * 1000, %d
        FROM call WHERE call_id LIKE 'copy-%%'"""
            .formatted(from - 600_000_000L, from, SPREAD.toMillis(), from));
  }

  private void insert(String sql) {
    store.commits.write(client -> client.sql(sql).update());
  }
}
