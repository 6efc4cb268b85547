package io.callbridge.day;

import io.callbridge.bandwidth.BandwidthList;
import io.callbridge.bandwidth.TestBandwidth;
import io.callbridge.broadbanddynamics.TestBroadbandDynamics;
import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.collect.CollectFailedException;
import io.callbridge.collect.CollectPlan;
import io.callbridge.collect.Collection;
import io.callbridge.collect.Collections;
import io.callbridge.dispatch.Answers;
import io.callbridge.dispatch.Assembler;
import io.callbridge.dispatch.Budgets;
import io.callbridge.dispatch.Claim;
import io.callbridge.dispatch.Dispatcher;
import io.callbridge.dispatch.FindAnswers;
import io.callbridge.dispatch.LookAnswers;
import io.callbridge.dispatch.PostAnswers;
import io.callbridge.dispatch.TestExclusions;
import io.callbridge.dispatch.Unconfirmed;
import io.callbridge.dispatch.UpdateAnswers;
import io.callbridge.leadsquared.TestLeadSquared;
import io.callbridge.store.Journal;
import io.callbridge.store.TestStore;
import io.callbridge.task.Backoff;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.PollPlan;
import io.callbridge.task.SettableClock;
import io.callbridge.vonage.TestVonage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A day of calls, played against everything between the providers' wires and the CRM's. The clock
 * is virtual: it goes from one happening to the next, and nothing waits.
 */
final class Day implements AutoCloseable {

  static final Instant MIDNIGHT = Instant.parse("2026-01-05T00:00:00Z");
  private static final Instant START = MIDNIGHT.minus(Duration.ofHours(1));
  private static final Instant END = MIDNIGHT.plus(Duration.ofHours(30));

  /** The schedules come round more often, but with less to do each time. */
  private static final Duration WORK_PAUSE = Duration.ofSeconds(1);

  private static final Duration ASSEMBLY_PAUSE = Duration.ofSeconds(4);

  private final Random random;
  private final SettableClock clock = new SettableClock();
  private final Timeline timeline = new Timeline(clock);
  private final Outages outages;

  final TestStore store;
  final ProviderAccounts providers;
  final Map<String, SimulatedCrm> crms = new HashMap<>();
  final Map<String, Line> lines = new HashMap<>();
  final List<TrueCall> calls;
  final List<Posted> posted = new ArrayList<>();

  private final TestBandwidth bandwidth;
  private final TestVonage vonage;
  private final BandwidthLine bandwidthLine;
  private final VonageLine vonageLine;
  private final Assembler assembler;
  private final Collections collections;
  private final Dispatcher dispatcher;
  private final CrmTraffic traffic;

  private final Map<String, TrueCall> bySessionId = new HashMap<>();
  private final Map<TrueCall, Set<String>> received = new HashMap<>();
  private final Map<TrueCall, Instant> finalReceivedAt = new HashMap<>();
  private final List<Runnable> heard = new ArrayList<>();
  private final List<Journal.Entry> delivered = new ArrayList<>();
  private Instant nextWork = Instant.MAX;

  /** A call log that left, and what was known by then. */
  record Posted(TrueCall call, Instant at, Map<String, String> fields, Set<String> sources) {}

  Day(Path folder, long seed, int count) {
    random = new Random(seed);
    outages = new Outages(random, MIDNIGHT);
    clock.set(START);
    bandwidth = new TestBandwidth(Settings.bandwidth(), clock);
    vonage = new TestVonage(Settings.vonage(), clock);
    var broadbandDynamics = new TestBroadbandDynamics(Settings.broadbandDynamics(), clock);
    bandwidthLine = new BandwidthLine(bandwidth);
    vonageLine = new VonageLine(vonage);
    lines.put("bandwidth", bandwidthLine);
    lines.put("vonage", vonageLine);
    lines.put("broadband-dynamics", new BroadbandDynamicsLine(broadbandDynamics));
    providers =
        new ProviderAccounts(
            Stream.of(
                    bandwidth.providerAccounts(),
                    vonage.providerAccounts(),
                    broadbandDynamics.providerAccounts())
                .flatMap(List::stream)
                .toList());
    var leadSquared = new TestLeadSquared(Settings.leadSquared(), providers);
    CrmAccounts crmAccounts = leadSquared.crmAccounts();
    crmAccounts.all().forEach(crm -> crms.put(crm.name(), new SimulatedCrm(crm.limits(), random)));
    store = TestStore.openQuick(folder, providers, clock);
    var budgets = new Budgets(crmAccounts, clock);
    assembler =
        new Assembler(
            store.commits,
            store.calls,
            store.tasks,
            store.searches,
            providers,
            crmAccounts,
            TestExclusions.none(),
            Duration.ofHours(4),
            clock);
    List<CollectPlan> plans =
        Stream.concat(bandwidth.collectPlans().stream(), vonage.collectPlans().stream()).toList();
    collections =
        new Collections(
            plans,
            store.journal,
            store.cursors,
            assembler,
            store.tasks,
            store.collectionJobs,
            clock);
    var unconfirmed = new Unconfirmed(store.tasks, store.activitySearches, crmAccounts);
    dispatcher =
        new Dispatcher(
            store.commits,
            store.tasks,
            store.calls,
            providers,
            crmAccounts,
            budgets,
            unconfirmed,
            store.pauses,
            64,
            clock);
    var answers =
        new Answers(store.commits, store.tasks, unconfirmed, budgets, answered -> {}, clock);
    var backoff = new Backoff(random);
    traffic =
        new CrmTraffic(
            crms,
            dispatcher,
            new CrmRoutes(
                leadSquared,
                new PostAnswers(answers, new PollPlan(), backoff, clock),
                new LookAnswers(answers, new PollPlan(), backoff, clock),
                new UpdateAnswers(answers, backoff, clock),
                new FindAnswers(answers, store.activitySearches, crmAccounts, backoff, clock)),
            timeline,
            clock,
            random,
            this::left);
    calls = new Scenario(random, this::someTime).calls(count);
    calls.forEach(call -> call.ids().forEach(id -> bySessionId.put(id, call)));
  }

  /** Any time of the day, most in the middle of it, some just before midnight. */
  private Instant someTime() {
    double hour =
        switch (random.nextInt(20)) {
          case 0 -> 23.9 + random.nextDouble() / 10;
          case 1, 2, 3 -> random.nextDouble() * 24;
          default -> 8 + random.nextDouble() * 11;
        };
    return MIDNIGHT.plusMillis((long) (hour * 3_600_000));
  }

  void play() {
    dispatcher.takeOver();
    calls.forEach(this::begin);
    every(Duration.ofSeconds(30), this::collect);
    every(Duration.ofMinutes(10), assembler::closeSilent);
    every(Duration.ofMinutes(10), dispatcher::loseExpired);
    timeline.playUntil(END);
    work();
  }

  private void every(Duration period, Runnable what) {
    timeline.at(
        clock.instant().plus(period),
        () -> {
          what.run();
          every(period, what);
        });
  }

  /** Sends what the provider would send, by its own clock, as far as it arrives. */
  private void begin(TrueCall call) {
    Duration skew = Duration.ofMillis(random.nextInt(8000) - 4000);
    if (call.provider().equals("bandwidth")) {
      bandwidthLine.list(call, Duration.ofSeconds(random.nextInt(240)));
    } else if (call.provider().equals("vonage")) {
      long seconds = (long) (480 + random.nextGaussian() * 120);
      vonageLine.list(call, Duration.ofSeconds(Math.max(60, Math.min(780, seconds))));
    }
    for (Webhook webhook : lines.get(call.provider()).webhooks(call)) {
      Instant sentAt = webhook.statedAt().plus(skew);
      boolean isLost = random.nextInt(100) < 30 || outages.isDown(call.provider(), sentAt);
      int copies = isLost ? 0 : random.nextInt(10) == 0 ? 2 : 1;
      for (int copy = 0; copy < copies; copy++) {
        timeline.at(sentAt.plus(delay()), () -> deliver(webhook));
      }
    }
  }

  private Duration delay() {
    return Duration.ofMillis(
        random.nextInt(8) == 0 ? random.nextInt(300_000) : 50 + random.nextInt(2000));
  }

  private void deliver(Webhook webhook) {
    Line line = lines.get(webhook.call().provider());
    CallEvent event = line.toCallEvent(webhook);
    delivered.add(new Journal.Entry(event, "application/json", webhook.json().getBytes()));
    Instant at = clock.instant();
    heard.add(() -> hear(webhook.call(), webhook.source(), at));
    workAt(at.plus(ASSEMBLY_PAUSE));
  }

  private void see(TrueCall call, String source) {
    hear(call, source, clock.instant());
  }

  private void hear(TrueCall call, String source, Instant at) {
    Set<String> sources = received.computeIfAbsent(call, known -> new HashSet<>());
    sources.add(source);
    if (!finalReceivedAt.containsKey(call)
        && lines.get(call.provider()).expected(call, sources).isPresent()) {
      finalReceivedAt.put(call, at);
    }
  }

  Set<String> received(TrueCall call) {
    return received.getOrDefault(call, Set.of());
  }

  Instant finalReceivedAt(TrueCall call) {
    return finalReceivedAt.get(call);
  }

  private void collect() {
    for (Collection pass : collections.due("bandwidth")) {
      BandwidthList list = bandwidth.begin(pass);
      nextPage(pass, list::isMore, () -> bandwidthPage(pass, list));
    }
    for (Collection pass : collections.due("vonage")) {
      TestVonage.Pages pages = vonage.begin(pass);
      nextPage(pass, pages::isMore, () -> vonagePage(pass, pages));
    }
  }

  private void nextPage(
      Collection pass, java.util.function.BooleanSupplier isMore, Runnable readPage) {
    if (!isMore.getAsBoolean()) {
      collections.complete(pass);
      workAt(clock.instant());
      return;
    }
    timeline.at(
        clock.instant().plusMillis(200 + random.nextInt(3000)),
        () -> {
          if (outages.isDown(pass.getProvider(), clock.instant()) || random.nextInt(25) == 0) {
            collections.failed(pass, new CollectFailedException("no answer", null));
            return;
          }
          readPage.run();
          workAt(clock.instant());
          nextPage(pass, isMore, readPage);
        });
  }

  private void bandwidthPage(Collection pass, BandwidthList list) {
    var page = bandwidthLine.page(pass.getAccount(), list, clock.instant(), this::see);
    bandwidth.take(collections, pass, list, page.json(), page.next());
  }

  private void vonagePage(Collection pass, TestVonage.Pages pages) {
    pages.take(
        collections,
        vonageLine.page(
            pass.getAccount(), pages.query(), pages.page(), clock.instant(), this::see));
  }

  private void workAt(Instant at) {
    if (at.isBefore(nextWork)) {
      nextWork = at;
      timeline.at(
          at,
          () -> {
            if (at.equals(nextWork)) {
              nextWork = Instant.MAX;
              work();
            }
          });
    }
  }

  /** What the schedules do over and over: journal, assemble, dispatch. */
  private void work() {
    if (!delivered.isEmpty()) {
      store.journal.appendAll(List.copyOf(delivered));
    }
    delivered.clear();
    heard.forEach(Runnable::run);
    heard.clear();
    assembler.assembleChanged();
    List<Claim> claims = dispatcher.claim();
    Consumer<Claim> send =
        claim -> traffic.send(claim, () -> workAt(clock.instant().plus(WORK_PAUSE)));
    claims.forEach(send);
    nextDue().ifPresent(due -> workAt(later(due, clock.instant().plus(WORK_PAUSE))));
  }

  private java.util.Optional<Instant> nextDue() {
    Long due =
        (Long)
            store
                .reader
                .sql(
                    """
                    SELECT MIN(due_at) FROM task
                    WHERE state IN ('WAITING', 'QUEUED', 'SUBMITTED') AND lease_until IS NULL""")
                .query((row, n) -> row.getObject(1) == null ? null : (Long) row.getLong(1))
                .list()
                .get(0);
    return java.util.Optional.ofNullable(due).map(at -> Instant.EPOCH.plus(at, ChronoUnit.MICROS));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void left(Call call, String body) {
    TrueCall truth = bySessionId.get(call.key().callId());
    posted.add(
        new Posted(truth, clock.instant(), SimulatedCrm.read(body), Set.copyOf(received(truth))));
  }

  SimulatedCrm crmOf(TrueCall call) {
    ProviderAccount account = providers.find(call.provider(), call.account()).orElseThrow();
    return crms.get(account.crm());
  }

  @Override
  public void close() {
    store.close();
  }
}
