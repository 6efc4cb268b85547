package io.callbridge.simulation;

import io.callbridge.broadbanddynamics.TestBroadbandDynamics;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.day.Settings;
import io.callbridge.day.Timeline;
import io.callbridge.dispatch.Budgets;
import io.callbridge.dispatch.Claim;
import io.callbridge.leadsquared.TestLeadSquared;
import io.callbridge.store.Journal;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;

/**
 * How much of the CRM's limit of 25 calls in 5 s a backlog of call logs uses, and how many calls
 * each costs, by the product's own way and by two that are usual. The CRM answers within 50 ms,
 * counts strictly, and what it counts as too many it refuses. The clock is virtual.
 */
final class PolicyBench {

  private static final int LOGS = 3_000;
  private static final int ALLOWED = 25;
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration TURN = Duration.ofMillis(20);
  private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

  /** Seconds from an accepted post to its activity, of a CRM whose delays are steady. */
  static final ToLongFunction<Random> STEADY = random -> 3_500 + random.nextInt(1_000);

  /** The same of one that takes minutes for some: log-normal, median 4 s, a tenth over 24 s. */
  static final ToLongFunction<Random> LONG_TAIL =
      random -> (long) (4_000 * Math.exp(1.4 * random.nextGaussian()));

  /**
   * What came of a policy.
   *
   * @param used share of the allowed calls that were made while there were call logs to post
   */
  record Result(
      String policy, String delays, double used, double callsPerLog, int refused, Duration took) {}

  /** A way to keep to the limit and to look. */
  enum Policy {
    CALLBRIDGE("Callbridge", new Parts(), false),
    FIXED_POLLING("looks every 15 s", new Parts(), true),
    TOKEN_BUCKET(
        "token bucket at 80 %",
        new Parts() {
          @Override
          Budgets budgets(CrmAccounts crms, InstantSource clock) {
            return new TokenBuckets(crms, clock, 0.8);
          }
        },
        false);

    private final String words;
    private final Parts parts;
    private final boolean looksEvery15s;

    Policy(String words, Parts parts, boolean looksEvery15s) {
      this.words = words;
      this.parts = parts;
      this.looksEvery15s = looksEvery15s;
    }
  }

  private final Policy policy;
  private final ToLongFunction<Random> delays;
  private final Random random = new Random(1);
  private final SettableClock clock = new SettableClock();
  private final Timeline timeline = new Timeline(clock);
  private final Deque<Long> window = new ArrayDeque<>();
  private final Map<String, Instant> doneAt = new HashMap<>();
  private final WorldStore store = new WorldStore(new Weather(new Random(0), BEGIN), random);
  private final Node node;
  private int arrived;
  private int arrivedByLastPost;
  private int accepted;
  private int refused;
  private Instant lastPost = BEGIN;
  private boolean finished;

  private PolicyBench(Policy policy, ToLongFunction<Random> delays) {
    this.policy = policy;
    this.delays = delays;
    clock.set(BEGIN);
    store.heal();
    var providers =
        new ProviderAccounts(
            new TestBroadbandDynamics(Settings.broadbandDynamics(), clock).providerAccounts());
    Map<String, String> settings = Settings.leadSquared();
    settings.put("callbridge.leadsquared.accounts.main.limits[0]", "25/5s");
    settings.put("callbridge.leadsquared.accounts.main.limits[1]", "250000/1d");
    var leadSquared = new TestLeadSquared(settings, providers);
    node =
        new Node(
            policy.parts,
            store,
            providers,
            leadSquared.crmAccounts(),
            List.of(),
            leadSquared,
            random,
            clock);
  }

  static Result run(Policy policy, String words, ToLongFunction<Random> delays) {
    var bench = new PolicyBench(policy, delays);
    try {
      return bench.play(words);
    } finally {
      bench.node.kill();
      bench.store.close();
    }
  }

  private Result play(String words) {
    node.lead();
    List<Journal.Entry> ended = new ArrayList<>();
    for (int call = 0; call < LOGS; call++) {
      ended.add(new Journal.Entry(ended(call), null, null));
    }
    node.journal.appendAll(ended);
    node.assembler.assembleChanged();
    timeline.at(BEGIN.plusSeconds(60), this::turn);
    timeline.playUntil(BEGIN.plus(Duration.ofHours(10)));
    Duration posting = Duration.between(BEGIN.plusSeconds(60), lastPost);
    double allowed = (double) ALLOWED * posting.toMillis() / WINDOW.toMillis();
    return new Result(
        policy.words,
        words,
        arrivedByLastPost / allowed,
        (double) arrived / LOGS,
        refused,
        Duration.between(BEGIN.plusSeconds(60), clock.instant()));
  }

  static CallEvent ended(int call) {
    return CallEvent.about(
            new CallKey("broadband-dynamics", "default", "c-" + call), "completed", BEGIN)
        .status("completed")
        .outcome(Outcome.ANSWERED)
        .direction(Direction.OUTBOUND)
        .leadNumber("+1303%07d".formatted(call))
        .agentNumber("+12025550155")
        .displayNumber("+12025550199")
        .createdAt(BEGIN.minusSeconds(60))
        .answeredAt(BEGIN.minusSeconds(50))
        .endedAt(BEGIN)
        .talkSeconds(50)
        .build();
  }

  private void turn() {
    node.dispatcher.claim().forEach(this::send);
    finished = finished || isFinished();
    if (!finished) {
      timeline.at(clock.instant().plus(TURN), this::turn);
    }
  }

  private boolean isFinished() {
    return accepted == LOGS
        && clock.instant().getEpochSecond() % 5 == 0
        && store.nextDue().isEmpty();
  }

  private void send(Claim claim) {
    String body = node.routes.body(claim);
    node.dispatcher.sending(claim, body);
    timeline.at(clock.instant().plusNanos(travel()), () -> arrive(claim));
  }

  private long travel() {
    return 2_000_000L + random.nextInt(23_000_000);
  }

  private void arrive(Claim claim) {
    long now = clock.instant().toEpochMilli();
    arrived++;
    window.addLast(now);
    while (window.getFirst() < now - WINDOW.toMillis()) {
      window.removeFirst();
    }
    FarEnd.Reply reply = window.size() > ALLOWED ? refuse() : serve(claim);
    timeline.at(
        clock.instant().plusNanos(travel()),
        () -> {
          node.dispatcher.arrived(claim);
          node.routes.answered(claim, reply.status(), reply.body());
          node.dispatcher.done(claim);
          if (policy.looksEvery15s) {
            lookIn15s();
          }
        });
  }

  private FarEnd.Reply refuse() {
    refused++;
    return new FarEnd.Reply(429, "API calls exceeded the limit of 25 in 5 second(s)");
  }

  private FarEnd.Reply serve(Claim claim) {
    if (claim.isPost()) {
      accepted++;
      lastPost = clock.instant();
      arrivedByLastPost = arrived;
      String request = "r-" + accepted;
      doneAt.put(request, clock.instant().plusMillis(delays.applyAsLong(random)));
      return new FarEnd.Reply(200, "{\"RequestID\": \"" + request + "\"}");
    }
    boolean isDone = !clock.instant().isBefore(doneAt.get(claim.getRequestId()));
    return new FarEnd.Reply(
        200,
        isDone
            ? "{\"TaskStatus\": {\"Status\": \"Success\", \"Message\": {\"ProspectActivityId\": \"a\"}}}"
            : "{\"TaskStatus\": {\"Status\": \"In-Queue\"}}");
  }

  /** Whatever the plan says, whoever has just been accepted or looked at comes 15 s later. */
  private void lookIn15s() {
    node.change(
        """
        UPDATE task SET due_at = changed_at + 15000000
        WHERE state = 'SUBMITTED' AND lease_until IS NULL AND due_at <> changed_at + 15000000""");
  }
}
