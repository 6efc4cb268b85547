package io.callbridge.day;

import io.callbridge.bandwidth.BandwidthList;
import io.callbridge.bandwidth.TestBandwidth;
import io.callbridge.broadbanddynamics.TestBroadbandDynamics;
import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.collect.CollectFailedException;
import io.callbridge.collect.Collection;
import io.callbridge.dispatch.Claim;
import io.callbridge.leadsquared.TestLeadSquared;
import io.callbridge.recording.RecordingLook;
import io.callbridge.recording.RecordingResult;
import io.callbridge.store.Journal;
import io.callbridge.store.TestStore;
import io.callbridge.task.SettableClock;
import io.callbridge.vonage.TestVonage;
import io.callbridge.vonage.TestVonageTokens.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A day of calls, played against everything between the providers' wires and the CRM's. The clock
 * is virtual: it goes from one happening to the next, and nothing waits. The process is killed on
 * the way, and goes on with what is in its store.
 */
final class Day implements AutoCloseable {

  static final Instant MIDNIGHT = Instant.parse("2026-01-05T00:00:00Z");
  private static final Instant START = MIDNIGHT.minus(Duration.ofHours(1));
  private static final Instant END = MIDNIGHT.plus(Duration.ofHours(30));

  /** The schedules come round more often, but with less to do each time. */
  private static final Duration WORK_PAUSE = Duration.ofSeconds(1);

  private static final Duration ASSEMBLY_PAUSE = Duration.ofSeconds(4);

  private final Path folder;
  private final Random random;
  private final SettableClock clock = new SettableClock();
  private final Timeline timeline = new Timeline(clock);
  final Outages outages;
  final Map<String, SimulatedCrm> crms = new HashMap<>();
  final Map<String, Line> lines = new HashMap<>();
  final List<TrueCall> calls;
  final List<Posted> posted = new ArrayList<>();
  final RecorderLine recorder;
  final VonageLogin vonageLogin;
  private final BandwidthLine bandwidthLine;
  private final VonageLine vonageLine;

  private final Map<String, TrueCall> bySessionId = new HashMap<>();
  private final Map<TrueCall, Set<String>> received = new HashMap<>();
  private final Map<TrueCall, Instant> finalReceivedAt = new HashMap<>();
  private final List<Runnable> heard = new ArrayList<>();
  private final List<Journal.Entry> delivered = new ArrayList<>();
  private Instant nextWork = Instant.MAX;
  private Application application;

  /** A call log that left, and what was known by then. */
  record Posted(TrueCall call, Instant at, Map<String, String> fields, Set<String> sources) {}

  Day(Path folder, long seed, int count) {
    this.folder = folder;
    random = new Random(seed);
    outages = new Outages(random, MIDNIGHT);
    clock.set(START);
    recorder = new RecorderLine(outages, random, clock);
    vonageLogin = new VonageLogin(outages, random, clock);
    bandwidthLine = new BandwidthLine(new TestBandwidth(Settings.bandwidth(), clock));
    vonageLine = new VonageLine(new TestVonage(Settings.vonage(), clock));
    lines.put("bandwidth", bandwidthLine);
    lines.put("vonage", vonageLine);
    lines.put(
        "broadband-dynamics",
        new BroadbandDynamicsLine(new TestBroadbandDynamics(Settings.broadbandDynamics(), clock)));
    calls = new Scenario(random, this::someTime).calls(count);
    calls.forEach(call -> call.ids().forEach(id -> bySessionId.put(id, call)));
    new TestLeadSquared(Settings.leadSquared(), new ProviderAccounts(List.of()))
        .crmAccounts()
        .all()
        .forEach(crm -> crms.put(crm.name(), new SimulatedCrm(crm.limits(), random)));
    start();
  }

  private void start() {
    application =
        new Application(folder, crms, vonageLogin, recorder, timeline, clock, random, this::left);
  }

  TestStore store() {
    return application.store;
  }

  ProviderAccounts providers() {
    return application.providers;
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
    calls.forEach(this::begin);
    every(Duration.ofSeconds(30), this::collect);
    every(Duration.ofMinutes(10), () -> application.assembler.closeSilent());
    every(Duration.ofMinutes(10), () -> application.dispatcher.loseExpired());
    every(Duration.ofMinutes(10), this::findOpenCalls);
    revokeTokens();
    kills();
    timeline.playUntil(END);
    work();
  }

  private void every(Duration period, Runnable what) {
    timeline.at(
        clock.instant().plus(period),
        () -> {
          if (!application.isStopped()) {
            what.run();
          }
          every(period, what);
        });
  }

  private Instant duringTheDay() {
    return MIDNIGHT.plusSeconds(7 * 3600 + random.nextInt(13 * 3600));
  }

  private void revokeTokens() {
    for (int times = 0; times < 3; times++) {
      timeline.at(duringTheDay(), vonageLogin::revokeAll);
      timeline.at(duringTheDay(), recorder::forgetTokens);
    }
  }

  /** One short interruption, and one of some minutes. */
  private void kills() {
    for (int seconds : new int[] {3, 60 + random.nextInt(900)}) {
      timeline.at(duringTheDay(), () -> kill(Duration.ofSeconds(seconds)));
    }
  }

  private void kill(Duration downFor) {
    if (application.isStopped()) {
      return;
    }
    application.kill();
    vonageLogin.unlock();
    delivered.clear();
    heard.clear();
    timeline.at(
        clock.instant().plus(downFor),
        () -> {
          start();
          workAt(clock.instant());
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
    recorder.hear(call);
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

  /** What is delivered is answered with the next commit, unless the process dies before. */
  private void deliver(Webhook webhook) {
    if (application.isStopped()) {
      return;
    }
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
    for (Collection pass : application.collections.due("bandwidth")) {
      BandwidthList list = application.bandwidth.begin(pass);
      nextPage(application, pass, list::isMore, () -> bandwidthPage(pass, list));
    }
    for (Collection pass : application.collections.due("vonage")) {
      TestVonage.Pages pages = application.vonage.begin(pass);
      nextPage(application, pass, pages::isMore, () -> vonagePage(pass, pages));
    }
  }

  private void nextPage(
      Application asking, Collection pass, BooleanSupplier isMore, Runnable readPage) {
    if (!isMore.getAsBoolean()) {
      asking.collections.complete(pass);
      workAt(clock.instant());
      return;
    }
    timeline.at(
        clock.instant().plusMillis(200 + random.nextInt(3000)),
        () -> {
          if (asking.isStopped()) {
            return;
          }
          try {
            readPage.run();
          } catch (CollectFailedException failed) {
            asking.collections.failed(pass, failed);
            return;
          } catch (VonageFailedException failed) {
            asking.vonageTokens.failed(asking.collections, pass, failed.failure);
            return;
          }
          workAt(clock.instant());
          nextPage(asking, pass, isMore, readPage);
        });
  }

  /** Something between us and Vonage went wrong. */
  private static final class VonageFailedException extends RuntimeException {

    private final RuntimeException failure;

    VonageFailedException(RuntimeException failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private void bandwidthPage(Collection pass, BandwidthList list) {
    int luck = random.nextInt(50);
    if (luck < 2 || outages.isDown("bandwidth", clock.instant())) {
      Duration wait = luck == 0 ? Duration.ofMinutes(2) : null;
      throw new CollectFailedException("no answer", wait);
    }
    var page = bandwidthLine.page(pass.getAccount(), list, clock.instant(), this::see);
    application.bandwidth.take(application.collections, pass, list, page.json(), page.next());
  }

  private void vonagePage(Collection pass, TestVonage.Pages pages) {
    String page;
    try {
      page = application.vonageTokens.ask(pass.getAccount(), token -> report(pass, pages, token));
    } catch (RuntimeException failed) {
      throw new VonageFailedException(failed);
    }
    pages.take(application.collections, page);
  }

  private Optional<Reply> report(Collection pass, TestVonage.Pages pages, String token) {
    int luck = random.nextInt(100);
    if (luck < 2 || outages.isDown("vonage", clock.instant())) {
      return Optional.empty();
    }
    if (luck < 5) {
      return Optional.of(new Reply(luck == 2 ? 429 : 503, "<html>busy</html>"));
    }
    if (luck < 7 || !vonageLogin.isGood(token)) {
      return Optional.of(
          new Reply(401, "{\"msg\": \"Problem with provided token\", \"status\": 401}"));
    }
    return Optional.of(
        new Reply(
            200,
            vonageLine.page(
                pass.getAccount(), pages.query(), pages.page(), clock.instant(), this::see)));
  }

  /** Asks for the calls whose end may have been lost, one by one. */
  private void findOpenCalls() {
    for (CallKey key : application.openCalls.of("bandwidth")) {
      if (random.nextInt(10) == 0 || outages.isDown("bandwidth", clock.instant())) {
        continue;
      }
      TrueCall call = bySessionId.get(key.callId());
      bandwidthLine
          .state(call, clock.instant(), this::see)
          .ifPresent(
              state ->
                  application.store.journal.append(
                      application.bandwidth.toCallEvent(state, key),
                      "application/json",
                      state.getBytes(StandardCharsets.UTF_8)));
    }
    workAt(clock.instant());
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

  /** What the schedules do over and over: journal, assemble, look for recordings, dispatch. */
  private void work() {
    if (application.isStopped()) {
      return;
    }
    if (!delivered.isEmpty()) {
      application.store.journal.appendAll(List.copyOf(delivered));
    }
    delivered.clear();
    heard.forEach(Runnable::run);
    heard.clear();
    application.assembler.assembleChanged();
    if (findRecordings()) {
      application.assembler.assembleChanged();
    }
    List<Claim> claims = application.dispatcher.claim();
    Consumer<Claim> send =
        claim -> application.traffic.send(claim, () -> workAt(clock.instant().plus(WORK_PAUSE)));
    claims.forEach(send);
    nextDue().ifPresent(due -> workAt(later(due, clock.instant().plus(WORK_PAUSE))));
  }

  /** Whether any was found. */
  private boolean findRecordings() {
    boolean found = false;
    List<RecordingLook> looks = application.recordings.claim();
    while (!looks.isEmpty()) {
      for (RecordingLook look : looks) {
        RecordingResult result = application.verba.find(look.search());
        application.recordings.take(look, result);
        application.recordings.done(look);
        if (result.isFound()) {
          found = true;
          see(bySessionId.get(look.key().callId()), "recorder");
        }
      }
      looks = application.recordings.claim();
    }
    return found;
  }

  private Optional<Instant> nextDue() {
    Long due =
        (Long)
            application
                .store
                .reader
                .sql(
                    """
                    SELECT MIN(due_at) FROM (
                      SELECT due_at FROM task
                      WHERE state IN ('WAITING', 'QUEUED', 'SUBMITTED') AND lease_until IS NULL
                      UNION ALL
                      SELECT due_at FROM recording_search WHERE state = 'SEARCHING')""")
                .query((row, n) -> row.getObject(1) == null ? null : (Long) row.getLong(1))
                .list()
                .get(0);
    return Optional.ofNullable(due).map(at -> Instant.EPOCH.plus(at, ChronoUnit.MICROS));
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
    ProviderAccount account = providers().find(call.provider(), call.account()).orElseThrow();
    return crms.get(account.crm());
  }

  @Override
  public void close() {
    if (!application.isStopped()) {
      application.kill();
    }
  }
}
