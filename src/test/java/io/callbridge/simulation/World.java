package io.callbridge.simulation;

import io.callbridge.bandwidth.BandwidthList;
import io.callbridge.bandwidth.TestBandwidth;
import io.callbridge.broadbanddynamics.TestBroadbandDynamics;
import io.callbridge.call.CallEvent;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.collect.CollectFailedException;
import io.callbridge.collect.CollectPlan;
import io.callbridge.collect.Collection;
import io.callbridge.day.BandwidthLine;
import io.callbridge.day.BroadbandDynamicsLine;
import io.callbridge.day.Line;
import io.callbridge.day.Scenario;
import io.callbridge.day.Settings;
import io.callbridge.day.Timeline;
import io.callbridge.day.TrueCall;
import io.callbridge.day.VonageLine;
import io.callbridge.day.Webhook;
import io.callbridge.leadsquared.TestLeadSquared;
import io.callbridge.store.StoreUnavailableException;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.SettableClock;
import io.callbridge.vonage.TestVonage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * One seed, one run: some hours of calls against the real parts on a real store, with providers, a
 * CRM and a clock that are simulated. The clock goes from one happening to the next and nothing
 * waits. After each happening the invariants are checked.
 */
final class World implements AutoCloseable {

  private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

  /** From then on no process dies and no commit fails, so that everything can come to its end. */
  private static final Instant HEALED = BEGIN.plus(Duration.ofHours(14));

  private static final Instant END = BEGIN.plus(Duration.ofHours(60));
  private static final Duration RESTART = Duration.ofSeconds(8);
  private static final Duration COLLECT_PAUSE = Duration.ofMinutes(5);
  private static final Duration CLOSE_PAUSE = Duration.ofMinutes(30);
  private static final Duration EQUATION_PAUSE = Duration.ofMinutes(10);
  private static final Duration EXPIRE_PAUSE = Duration.ofMinutes(10);
  private static final int MOST_BREACHES = 20;

  final Parts parts;
  private final SettableClock clock = new SettableClock();
  private final Timeline timeline = new Timeline(clock);
  private final TestBandwidth bandwidth;
  private final TestVonage vonage;
  private final BandwidthLine bandwidthLine;
  private final VonageLine vonageLine;
  private final List<CollectPlan> plans;
  final TestLeadSquared leadSquared;
  private final CrmAccounts crmAccounts;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Desk> desks = new HashMap<>();
  private final Equations equations;
  private Instant lastEnd = BEGIN;
  private boolean settled;

  final long seed;
  final Random random;
  final Weather weather;
  final WorldStore store;
  final Ledger ledger;
  final ProviderAccounts providers;
  final Map<String, FarEnd> crms = new TreeMap<>();
  final Map<String, Line> lines = new HashMap<>();
  int steps;

  World(long seed, int count, Parts parts) {
    this.seed = seed;
    this.parts = parts;
    random = new Random(seed);
    clock.set(BEGIN.minus(Duration.ofMinutes(10)));
    weather = new Weather(random, BEGIN);
    bandwidth = new TestBandwidth(less(Settings.bandwidth()), clock);
    vonage = new TestVonage(less(Settings.vonage()), clock);
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
    plans =
        Stream.concat(bandwidth.collectPlans().stream(), vonage.collectPlans().stream()).toList();
    leadSquared = new TestLeadSquared(Settings.leadSquared(), providers);
    crmAccounts = leadSquared.crmAccounts();
    ledger = new Ledger(new Scenario(random, this::someTime).calls(count).subList(0, count), clock);
    crmAccounts
        .all()
        .forEach(
            crm ->
                crms.put(
                    crm.name(),
                    new FarEnd(crm.limits(), weather, random, ledger::call, ledger::breach)));
    store = new WorldStore(weather, random);
    equations = new Equations(store, providers, plans);
  }

  private static Map<String, String> less(Map<String, String> settings) {
    settings.replaceAll((key, value) -> key.endsWith("collect-every") ? "55m" : value);
    return settings;
  }

  private Instant someTime() {
    return BEGIN.plusMillis((long) (random.nextDouble() * weather.span.toMillis()));
  }

  /** Plays the world to its end, or until too much is wrong with it. */
  List<Breach> play() {
    ledger.calls.forEach(this::begin);
    weather.stops.forEach(stop -> at(stop.at(), () -> stop(stop)));
    at(HEALED, store::heal);
    for (int leader = 0; leader < parts.processes(); leader++) {
      at(clock.instant(), this::start);
    }
    timeline.playUntil(END);
    if (ledger.breaches.isEmpty()) {
      if (!settled) {
        ledger.breach(Invariant.ACCOUNTED_FOR, "still not at its end: " + unsettled());
      }
      new Verdict(this).check();
      equations.checkAll(BEGIN, ledger::breach);
    }
    if (seed % 3 == 0) {
      new Shuffle(this).check();
    }
    return ledger.breaches;
  }

  boolean isHealed() {
    return !now().isBefore(HEALED);
  }

  Instant now() {
    return clock.instant();
  }

  /** Has something happen later, and the invariants checked after it. */
  void at(Instant at, Runnable what) {
    timeline.at(at, () -> step(what));
  }

  /** The same, unless the process is dead by then. */
  void at(Node node, Instant at, Runnable what) {
    at(
        at,
        () -> {
          if (node.isAlive()) {
            what.run();
          }
        });
  }

  private void step(Runnable what) {
    if (ledger.breaches.size() >= MOST_BREACHES) {
      return;
    }
    steps++;
    try {
      what.run();
    } catch (RuntimeException surprise) {
      if (nodes.stream().noneMatch(node -> node.access.hasCrashed())) {
        ledger.breach(
            Invariant.NO_SURPRISE,
            surprise + " " + List.of(surprise.getStackTrace()).subList(0, 5));
      }
    }
    look();
    List.copyOf(nodes).stream()
        .filter(node -> node.access.hasCrashed())
        .forEach(node -> die(node, RESTART));
  }

  /** Takes note of what has changed in the store. */
  private int look() {
    return ledger.take(store.news());
  }

  private void start() {
    var node = new Node(parts, store, providers, crmAccounts, plans, leadSquared, random, clock);
    nodes.add(node);
    try {
      doubtAllUnderWay();
      node.lead();
    } catch (StoreUnavailableException storeDown) {
      die(node, RESTART);
      return;
    }
    int kept = store.reader.sql("SELECT COUNT(*) FROM call_event").query(Integer.class).single();
    look();
    if (kept != ledger.journaled()) {
      ledger.breach(
          Invariant.ACKNOWLEDGED_IS_JOURNALED,
          "%d events after a start, not %d".formatted(kept, ledger.journaled()));
    }
    var desk = new Desk(this, node, parts);
    desks.put(node, desk);
    desk.wake(now());
    every(node, COLLECT_PAUSE, () -> collect(node, desk));
    every(node, CLOSE_PAUSE, node.assembler::closeSilent);
    every(
        node,
        EXPIRE_PAUSE,
        () -> {
          node.dispatcher.loseExpired();
          node.dispatcher.takeBack();
          desk.wake(now());
        });
    every(node, EQUATION_PAUSE, () -> checkEquations(node));
  }

  private void stop(Weather.Stop stop) {
    if (!stop.survives()) {
      List.copyOf(nodes).forEach(node -> die(node, stop.down()));
    } else if (nodes.size() == 1) {
      Node replaced = nodes.get(0);
      start();
      at(replaced, now().plusSeconds(1 + random.nextInt(600)), () -> end(replaced));
    }
  }

  /** The process dies, and is started again after a while. What it had under way is in doubt. */
  void die(Node node, Duration down) {
    if (!node.isAlive()) {
      return;
    }
    end(node);
    at(later(now().plus(down), now().plusMillis(1)), this::start);
  }

  private void end(Node node) {
    doubtAllUnderWay();
    node.kill();
    nodes.remove(node);
    desks.remove(node);
  }

  private void doubtAllUnderWay() {
    for (Node node : nodes) {
      node.underWay.stream()
          .filter(claim -> claim.isPost())
          .forEach(claim -> doubt(claim.getCall().key().callId()));
    }
  }

  void doubt(String callId) {
    ledger.doubt(ledger.call(callId));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void every(Node node, Duration period, Runnable what) {
    at(
        node,
        now().plus(period),
        () -> {
          schedule(what);
          if (!settled) {
            every(node, period, what);
          }
        });
  }

  /** What fails on a schedule takes its next turn. */
  void schedule(Runnable what) {
    try {
      what.run();
    } catch (StoreUnavailableException nextTurn) {
      look();
    }
  }

  private void checkEquations(Node node) {
    if (!equations.isAnythingHalfCollected()) {
      schedule(
          () -> {
            node.assembler.assembleChanged();
            look();
            ledger.assembled();
            equations.checkNext(BEGIN, ledger::breach);
          });
    }
    settled =
        now().isAfter(lastEnd.plus(Duration.ofMinutes(45)))
            && isAllCollected()
            && ledger.tasksIn("WAITING", "QUEUED", "SUBMITTING", "SUBMITTED") == 0
            && store
                    .reader
                    .sql(
                        """
                        SELECT (SELECT COUNT(*) FROM call
                            WHERE state = 'OPEN' OR changed_at IS NOT NULL)
                          + (SELECT COUNT(*) FROM task
                            WHERE state = 'UNCONFIRMED' AND due_at IS NOT NULL)""")
                    .query(Integer.class)
                    .single()
                == 0;
  }

  private String unsettled() {
    return "%s, %s"
        .formatted(
            isAllCollected() ? "all collected" : "not all collected",
            store
                .reader
                .sql(
                    """
                    SELECT c.call_id || ' ' || c.state || ' ' || COALESCE(c.changed_at, '') || ' '
                      || COALESCE(t.kind, '') || ' ' || COALESCE(t.state, '') || ' '
                      || COALESCE(t.due_at, '') || ' ' || COALESCE(t.lease_until, '')
                    FROM call c LEFT JOIN task t ON t.call = c.id
                    WHERE c.state = 'OPEN' OR c.changed_at IS NOT NULL
                      OR t.state IN ('WAITING', 'QUEUED', 'SUBMITTING', 'SUBMITTED') LIMIT 5""")
                .query(String.class)
                .list());
  }

  private boolean isAllCollected() {
    return ledger.calls.stream()
        .filter(call -> !call.provider().equals("broadband-dynamics") && !call.isLong())
        .allMatch(call -> ledger.received(call).contains("row"));
  }

  /** Sends what the provider would send, by its own clock, as far as it arrives. */
  private void begin(TrueCall call) {
    lastEnd = later(lastEnd, call.endedAt());
    Duration skew = Duration.ofMillis(random.nextInt(8000) - 4000);
    if (call.provider().equals("bandwidth")) {
      bandwidthLine.list(call, Duration.ofSeconds(random.nextInt(240)));
    } else if (call.provider().equals("vonage")) {
      long seconds = (long) (480 + random.nextGaussian() * 120);
      vonageLine.list(call, Duration.ofSeconds(Math.max(60, Math.min(780, seconds))));
    }
    for (Webhook webhook : lines.get(call.provider()).webhooks(call)) {
      if (random.nextDouble() < weather.lost) {
        continue;
      }
      int copies = random.nextDouble() < weather.doubled ? 2 : 1;
      for (int copy = 0; copy < copies; copy++) {
        at(webhook.statedAt().plus(skew).plus(delay()), () -> deliver(webhook, 0));
      }
    }
  }

  private Duration delay() {
    return Duration.ofMillis(
        random.nextDouble() < weather.late ? random.nextInt(900_000) : 50 + random.nextInt(2000));
  }

  /** Like the routes of ingestion: a 2xx only if the journal has it. Providers try thrice more. */
  private void deliver(Webhook webhook, int triesBefore) {
    boolean isTaken = !nodes.isEmpty() && nodes.get(0).isAlive() && take(nodes.get(0), webhook);
    if (!isTaken && triesBefore < 3) {
      at(now().plusSeconds(5 + random.nextInt(90)), () -> deliver(webhook, triesBefore + 1));
    }
  }

  private boolean take(Node node, Webhook webhook) {
    Line line = lines.get(webhook.call().provider());
    CallEvent event = line.toCallEvent(webhook);
    ledger.comes(event, webhook.call(), webhook.source());
    try {
      node.journal.append(event, "application/json", webhook.json().getBytes());
    } catch (StoreUnavailableException storeDown) {
      return false;
    } finally {
      look();
    }
    ledger.acknowledge(event);
    desks.get(node).wake(now().plusMillis(100));
    return true;
  }

  private void collect(Node node, Desk desk) {
    for (Collection pass : node.collections.due("bandwidth")) {
      BandwidthList list = bandwidth.begin(pass);
      nextPage(node, desk, pass, list::isMore, () -> bandwidthPage(node, pass, list));
    }
    for (Collection pass : node.collections.due("vonage")) {
      TestVonage.Pages pages = vonage.begin(pass);
      nextPage(node, desk, pass, pages::isMore, () -> vonagePage(node, pass, pages));
    }
  }

  private void nextPage(
      Node node, Desk desk, Collection pass, BooleanSupplier isMore, Runnable readPage) {
    if (!isMore.getAsBoolean()) {
      try {
        node.collections.complete(pass);
        equations.collected(pass);
      } catch (StoreUnavailableException storeDown) {
        node.collections.failed(pass, storeDown);
      }
      desk.wake(now());
      return;
    }
    at(
        node,
        now().plusMillis(200 + random.nextInt(3000)),
        () -> {
          if (random.nextInt(25) == 0) {
            node.collections.failed(pass, new CollectFailedException("no answer", null));
            return;
          }
          try {
            readPage.run();
          } catch (StoreUnavailableException storeDown) {
            equations.halfCollected(pass);
            node.collections.failed(pass, storeDown);
            desk.wake(now());
            return;
          }
          desk.wake(now());
          nextPage(node, desk, pass, isMore, readPage);
        });
  }

  private record Seen(TrueCall call, String source) {}

  private void bandwidthPage(Node node, Collection pass, BandwidthList list) {
    List<Seen> seen = new ArrayList<>();
    var page =
        bandwidthLine.page(
            pass.getAccount(), list, now(), (call, source) -> seen.add(new Seen(call, source)));
    keepPage(seen, () -> bandwidth.take(node.collections, pass, list, page.json(), page.next()));
  }

  private void vonagePage(Node node, Collection pass, TestVonage.Pages pages) {
    List<Seen> seen = new ArrayList<>();
    String page =
        vonageLine.page(
            pass.getAccount(),
            pages.query(),
            pages.page(),
            now(),
            (call, source) -> seen.add(new Seen(call, source)));
    keepPage(seen, () -> pages.take(node.collections, page));
  }

  /** A page is journaled as a whole; if its commit was cut off, the store says whether it was. */
  private void keepPage(List<Seen> seen, Runnable keep) {
    boolean kept = false;
    try {
      keep.run();
      kept = true;
    } finally {
      if (look() > 0 || kept) {
        seen.forEach(one -> ledger.hear(one.call(), one.source()));
      }
    }
  }

  FarEnd crmOf(TrueCall call) {
    ProviderAccount account = providers.find(call.provider(), call.account()).orElseThrow();
    return crms.get(account.crm());
  }

  @Override
  public void close() {
    nodes.forEach(Node::kill);
    store.close();
  }
}
