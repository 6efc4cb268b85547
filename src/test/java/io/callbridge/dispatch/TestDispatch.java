package io.callbridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.Outcome;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.CallLogs.CallLog;
import io.callbridge.store.CallLogs.Query;
import io.callbridge.store.CallLogs.Step;
import io.callbridge.store.TestStore;
import io.callbridge.task.Backoff;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.Limit;
import io.callbridge.task.PollPlan;
import io.callbridge.task.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The moving parts over a real store and a clock that stands still. The CRM account {@code main}
 * takes 3 requests in 5 seconds, {@code second} 2; calls settle for 30 seconds.
 */
final class TestDispatch implements AutoCloseable {

  static final Instant T0 = SettableClock.START;
  static final Duration SETTLE = Duration.ofSeconds(30);
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** After an answer a request still counts for its window and the margin. */
  static final Duration WINDOW = Duration.ofMillis(5011);

  final SettableClock clock = new SettableClock();

  /** The clock of the budgets, which never jumps; the same one unless a test sets it apart. */
  final SettableClock budgetClock;

  final TestStore store;
  Budgets budgets;
  Assembler assembler;
  Dispatcher dispatcher;
  PostAnswers posts;
  LookAnswers looks;
  FindAnswers finds;
  OperatorDecisions operator;
  UpdateAnswers updates;
  QueueQuestions questions;

  /** Is told of each answer. */
  Consumer<Answered> listener = answered -> {};

  private Unconfirmed unconfirmed;

  /** The owner's rules; count from the next start on. */
  Map<String, ExclusionRule> exclusions = Map.of();

  /** Whether the CRM accounts have lost posts made again; counts from the next start on. */
  boolean reposts;

  /** Whether the CRM accounts have no REST host; counts from the next start on. */
  boolean withoutRestHost;

  private final ProviderAccounts providers =
      new ProviderAccounts(List.of(TestStore.ACMETEL, second(), joined()));

  TestDispatch(Path folder) {
    budgetClock = clock;
    store = TestStore.open(folder, providers, clock);
    start(64);
  }

  TestDispatch(Path folder, SettableClock budgetClock) {
    this.budgetClock = budgetClock;
    store = TestStore.open(folder, providers, clock);
    start(64);
  }

  /** A process begins over the store as it is; what an earlier one knew is gone. */
  void start(int mostUnderWay) {
    start(mostUnderWay, "3/5s", "100/1m");
  }

  /**
   * @param limits of the account {@code main}
   */
  void start(int mostUnderWay, String... limits) {
    var crms = new CrmAccounts(List.of(crm("main", limits), crm("second", "2/5s", "100/1m")));
    budgets = new Budgets(crms, budgetClock);
    assembler =
        new Assembler(
            store.commits,
            store.calls,
            store.tasks,
            store.searches,
            providers,
            crms,
            new Exclusions(exclusions),
            Duration.ofHours(4),
            clock);
    unconfirmed = new Unconfirmed(store.tasks, store.activitySearches, crms);
    dispatcher = dispatcher(crms, budgets, mostUnderWay);
    var answers =
        new Answers(
            store.commits,
            store.tasks,
            unconfirmed,
            budgets,
            answered -> listener.accept(answered),
            clock);
    var plan = new PollPlan();
    questions =
        new QueueQuestions(store.commits, store.tasks, crms, budgets, store.pauses, plan, clock);
    posts = new PostAnswers(answers, plan, new Backoff(longest()), clock);
    finds = new FindAnswers(answers, store.activitySearches, crms, new Backoff(longest()), clock);
    updates = new UpdateAnswers(answers, new Backoff(longest()), clock);
    operator =
        new OperatorDecisions(
            store.commits, store.calls, store.tasks, store.activitySearches, clock);
    looks = new LookAnswers(answers, plan, new Backoff(longest()), clock);
  }

  /** Another dispatcher over the same store, with a budget that never ends. */
  Dispatcher unlimited() {
    var crms = new CrmAccounts(List.of(crm("main", "100000/1s")));
    return dispatcher(crms, new Budgets(crms, clock), 1000);
  }

  private Dispatcher dispatcher(CrmAccounts crms, Budgets theirs, int mostUnderWay) {
    return new Dispatcher(
        store.commits,
        store.tasks,
        store.calls,
        providers,
        crms,
        theirs,
        unconfirmed,
        store.pauses,
        mostUnderWay,
        clock);
  }

  private CrmAccount crm(String name, String... limits) {
    return new CrmAccount(
        name,
        java.util.Arrays.stream(limits).map(Limit::valueOf).toList(),
        SETTLE,
        TIMEOUT,
        !withoutRestHost,
        reposts,
        true);
  }

  private static ProviderAccount second() {
    return new ProviderAccount(
        "acmetel",
        "2",
        "second",
        new NumberPlan("1"),
        new ProviderAccount.Defaults(null, null, "+12025550177", null, null),
        ProviderAccount.Handling.PLAIN);
  }

  /** Account 3, whose webhooks and records may name one call differently. */
  private static ProviderAccount joined() {
    return new ProviderAccount(
        "acmetel",
        "3",
        "main",
        new NumberPlan("1"),
        new ProviderAccount.Defaults(null, "+12025550155", null, null, null),
        new ProviderAccount.Handling(null, false, false, true, Map.of()));
  }

  /** So that a backoff is its full wait: 2 s, 4 s, 8 s … */
  private static RandomGenerator longest() {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public long nextLong(long origin, long bound) {
        return bound - 1;
      }
    };
  }

  /** An event of account 1, received now. */
  CallEvent.Builder event(String callId, String eventKey) {
    return CallEvent.about(new CallKey("acmetel", "1", callId), eventKey, clock.instant());
  }

  /** A final event that no rule excludes. */
  CallEvent.Builder completed(String callId) {
    return event(callId, "completed")
        .outcome(Outcome.ANSWERED)
        .direction(Direction.OUTBOUND)
        .leadNumber("+12025550143")
        .agentNumber("+12025550155")
        .talkSeconds(73);
  }

  void append(CallEvent.Builder event) {
    assertThat(store.journal.append(event.build(), null, null)).isTrue();
  }

  /** Appends and folds. */
  void take(CallEvent.Builder event) {
    append(event);
    assembler.assembleChanged();
  }

  /** Calls that ended just now and, the clock having been advanced, have settled. */
  void settled(String... callIds) {
    for (String callId : callIds) {
      append(completed(callId));
    }
    assembler.assembleChanged();
    clock.advance(SETTLE);
  }

  /** The only request that may be sent now. */
  Claim claimOne() {
    List<Claim> claims = dispatcher.claim();
    assertThat(claims).hasSize(1);
    return claims.get(0);
  }

  /** The only request that may be sent now, written down as if it left. */
  Claim sendOne() {
    Claim claim = claimOne();
    dispatcher.sending(claim, claim.isPost() ? "{}" : null);
    return claim;
  }

  CallLog log(String callId) {
    var query = new Query(null, null, null, null, callId, null, null, null, null, null, null);
    return store.callLogs.find(query, 0, 1).get(0);
  }

  List<Step> steps(String callId) {
    return store.callLogs.find(log(callId).id()).orElseThrow().steps();
  }

  Step lastStep(String callId) {
    List<Step> steps = steps(callId);
    return steps.get(steps.size() - 1);
  }

  /** It is unconfirmed since now: its activity is looked for later, and it isn't posted again. */
  void assertItsActivityIsLookedFor(String callId) {
    assertThat(log(callId).dueAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));
    clock.advance(Duration.ofDays(30));
    assertThat(dispatcher.claim())
        .singleElement()
        .satisfies(claim -> assertThat(claim.isPost()).isFalse())
        .satisfies(claim -> assertThat(claim.isLeadSearch()).isTrue());
  }

  int available() {
    return budgets.of("main").available();
  }

  @Override
  public void close() {
    store.close();
  }
}
