package io.callbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Leg;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.Outcome;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.CallLogs.CallLog;
import io.callbridge.store.CallLogs.Query;
import io.callbridge.store.DayCounts.HourCount;
import io.callbridge.store.DayCounts.LoggedAfter;
import io.callbridge.store.Decisions.Decision;
import io.callbridge.store.StoppedCalls.Group;
import io.callbridge.store.Tasks.Change;
import io.callbridge.task.Answer;
import io.callbridge.task.SettableClock;
import io.callbridge.task.Task;
import io.callbridge.task.TaskKind;
import io.callbridge.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLogsTest {

  private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-03-03");
  private static final Query ANY = Query.ANY;

  @TempDir Path folder;

  private TestStore store;

  /** Four calls: waiting, logged, excluded (of another provider and CRM), and open. */
  @BeforeEach
  void open() {
    var other =
        new ProviderAccount(
            "beltel",
            "9",
            "second",
            new NumberPlan("1"),
            new ProviderAccount.Defaults(null, null, null, null, null),
            ProviderAccount.Handling.PLAIN);
    store =
        TestStore.open(
            folder,
            new ProviderAccounts(
                List.of(TestStore.ACMETEL, TestStore.account("acmetel", "2"), other)),
            InstantSource.system());
    waiting(ended("acmetel", "1", "waiting", NOON, "+12025550143", "101", "+12025550199"));
    logged(ended("acmetel", "2", "logged", NOON.plusSeconds(60), "+13035550143", "102", null));
    excluded(ended("beltel", "9", "excluded", NOON.plusSeconds(120), null, "103", "+442079460000"));
    append(
        CallEvent.about(new CallKey("acmetel", "1", "open"), "1", NOON.plusSeconds(30))
            .createdAt(NOON.plusSeconds(30))
            .leadNumber("+14045550143"));
    fold();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theNewestCallComesFirst() {
    assertThat(find(ANY)).containsExactly("excluded", "logged", "open", "waiting");
    assertThat(store.callLogs.count(ANY)).isEqualTo(4);
  }

  @Test
  void ofCallsThatBeganTogetherTheLaterKnownOneComesFirst() {
    waiting(ended("acmetel", "1", "twin", NOON, null, null, null));

    assertThat(find(ANY)).endsWith("twin", "waiting");
  }

  @Test
  void aPageIsAPartOfTheWhole() {
    assertThat(page(0, 3)).containsExactly("excluded", "logged", "open");
    assertThat(page(1, 3)).containsExactly("waiting");
    assertThat(page(2, 3)).isEmpty();
    assertThat(page(Integer.MAX_VALUE, 500)).isEmpty();
  }

  @Test
  void findsByState() {
    assertThat(find(byState("WAITING"))).containsExactly("waiting");
    assertThat(find(byState("LOGGED"))).containsExactly("logged");
    assertThat(find(byState("EXCLUDED"))).containsExactly("excluded");
    assertThat(find(byState("OPEN"))).containsExactly("open");
    assertThat(find(byState("REJECTED"))).isEmpty();
    assertThat(store.callLogs.count(byState("OPEN"))).isEqualTo(1);
  }

  @Test
  void findsByProviderAccountAndCrm() {
    assertThat(
            find(new Query(null, "beltel", null, null, null, null, null, null, null, null, null)))
        .containsExactly("excluded");
    assertThat(find(new Query(null, null, "1", null, null, null, null, null, null, null, null)))
        .containsExactly("open", "waiting");
    assertThat(
            find(new Query(null, null, null, "second", null, null, null, null, null, null, null)))
        .containsExactly("excluded");
    assertThat(find(new Query(null, "beltel", "1", null, null, null, null, null, null, null, null)))
        .isEmpty();
  }

  @Test
  void findsByTheExactIdsOfProviderAndCrm() {
    assertThat(
            find(new Query(null, null, null, null, "logged", null, null, null, null, null, null)))
        .containsExactly("logged");
    assertThat(find(new Query(null, null, null, null, "logge", null, null, null, null, null, null)))
        .isEmpty();
    assertThat(
            find(
                new Query(null, null, null, null, null, "request-1", null, null, null, null, null)))
        .containsExactly("logged");
    assertThat(
            find(new Query(null, null, null, null, null, "request", null, null, null, null, null)))
        .isEmpty();
  }

  @Test
  void findsByPartOfAnyNumber() {
    assertThat(find(byDigits("5550143"))).containsExactly("logged", "open", "waiting");
    assertThat(find(byDigits("1303"))).containsExactly("logged");
    assertThat(find(byDigits("103"))).containsExactly("excluded");
    assertThat(find(byDigits("5550199"))).containsExactly("waiting");
    assertThat(find(byDigits("999999"))).isEmpty();
    assertThat(store.callLogs.count(byDigits("5550143"))).isEqualTo(3);
  }

  @Test
  void searchesAllIdsAndNumbersAtOnce() {
    append(
        CallEvent.about(new CallKey("acmetel", "1", "waiting"), "2", NOON.plusSeconds(80))
            .leg(new Leg("leg-1", null, null, null))
            .alias("leg-1"));

    assertThat(find(bySearch("logged"))).containsExactly("logged");
    assertThat(find(bySearch("request-1"))).containsExactly("logged");
    assertThat(find(bySearch("activity-1"))).containsExactly("logged");
    assertThat(find(bySearch("leg-1"))).containsExactly("waiting");
    assertThat(find(bySearch("(303) 555-0143"))).containsExactly("logged");
    assertThat(find(bySearch("555-0143"))).containsExactly("logged", "open", "waiting");
    assertThat(find(bySearch("logge"))).isEmpty();
    assertThat(find(bySearch("logged 303"))).isEmpty();
  }

  @Test
  void findsByTheExactReason() {
    assertThat(find(byReason("internal: both are ours"))).containsExactly("excluded");
    assertThat(find(byReason("internal"))).isEmpty();
  }

  @Test
  void whatIsStoppedIsCountedByItsReason() {
    long first = ended("acmetel", "1", "stopped-1", NOON, null, null, null);
    create(first, "main", TaskState.REJECTED, "no such lead");
    long second = ended("acmetel", "1", "stopped-2", NOON.plusSeconds(60), null, null, null);
    create(second, "main", TaskState.REJECTED, "no such lead");
    long third = ended("acmetel", "1", "stopped-3", NOON, null, null, null);
    create(third, "main", TaskState.UNCONFIRMED, "no answer");
    unreadable("open", "its times are impossible");

    assertThat(store.stoppedCalls.byReason())
        .containsExactly(
            new Group(
                "main", "REJECTED", "no such lead", 2, NOON.plusSeconds(73), NOON.plusSeconds(133)),
            new Group(
                "main", "UNCONFIRMED", "no answer", 1, NOON.plusSeconds(73), NOON.plusSeconds(73)),
            new Group(
                "main",
                "UNREADABLE",
                "its times are impossible",
                1,
                NOON.plusSeconds(30),
                NOON.plusSeconds(30)));
  }

  @Test
  void whatOperatorsDecidedIsToldNewestFirst() {
    long one = ended("acmetel", "1", "decided-1", NOON, null, null, null);
    create(one, "main", TaskState.REJECTED, "no such lead");
    long other = ended("acmetel", "1", "decided-2", NOON, null, null, null);
    create(other, "main", TaskState.REJECTED, "no such lead");
    store.commits.write(
        client -> {
          Task task = store.tasks.ofCall(client, one, TaskKind.LOG).orElseThrow();
          store.tasks.retry(client, task, "retried by anna: mended", NOON.plusSeconds(1));
          Task last = store.tasks.ofCall(client, other, TaskKind.LOG).orElseThrow();
          store.tasks.abandon(client, last, "abandoned by ben: a test", NOON.plusSeconds(2));
          return null;
        });

    assertThat(store.decisions.latest(10))
        .containsExactly(
            new Decision(
                NOON.plusSeconds(2), other, "decided-2", "main", "abandoned by ben: a test"),
            new Decision(NOON.plusSeconds(1), one, "decided-1", "main", "retried by anna: mended"));
    assertThat(store.decisions.latest(1)).hasSize(1);
  }

  private void unreadable(String callId, String trouble) {
    store.commits.write(
        client ->
            client
                .sql("UPDATE call SET state = 'UNREADABLE', trouble = ? WHERE call_id = ?")
                .params(trouble, callId)
                .update());
  }

  @Test
  void aDaysCallsAreCountedByTheHourOfTheirEnd() {
    long late = ended("acmetel", "2", "late", NOON.plusSeconds(3_590), null, null, null);
    create(late, "main", TaskState.REJECTED, "no such lead");
    ended("acmetel", "2", "of another day", NOON.plusSeconds(86_400), null, null, null);

    assertThat(store.dayCounts.byHour("acmetel", "2", DAY))
        .containsExactlyInAnyOrder(
            new HourCount(NOON, TaskState.LOGGED, 1),
            new HourCount(NOON.plusSeconds(3_600), TaskState.REJECTED, 1));
    assertThat(store.dayCounts.byHour("acmetel", "9", DAY)).isEmpty();
  }

  @Test
  void halfOfTheCallsAndNearlyAllAreLoggedWithin() {
    for (int n = 1; n <= 20; n++) {
      loggedAfter("took-" + n, Duration.ofSeconds(n));
    }
    loggedAfter("took-ages", Duration.ofHours(9));

    assertThat(store.dayCounts.loggedAfter("acmetel", "1", DAY))
        .contains(new LoggedAfter(Duration.ofSeconds(11), Duration.ofSeconds(20)));
    assertThat(store.dayCounts.loggedAfter("acmetel", "1", DAY.plusDays(1))).isEmpty();
  }

  private void loggedAfter(String callId, Duration took) {
    long call = ended("acmetel", "1", callId, NOON, null, null, null);
    create(call, "main", TaskState.LOGGED, null);
    long at = Micros.of(NOON.plusSeconds(73).plus(took));
    store.commits.write(
        client ->
            client.sql("UPDATE task SET changed_at = ? WHERE call = ?").params(at, call).update());
  }

  @Test
  void anEventIsKeptAsItCame() {
    byte[] bytes = {'{', '}'};
    var key = new CallKey("acmetel", "1", "open");
    var second = CallEvent.about(key, "2", NOON.plusSeconds(40)).build();
    store.journal.append(second, "application/json", bytes);

    assertThat(store.callLogs.rawOf(one("open"), 1))
        .hasValueSatisfying(
            raw -> {
              assertThat(raw.mediaType()).isEqualTo("application/json");
              assertThat(raw.bytes()).isEqualTo(bytes);
            });
    assertThat(store.callLogs.rawOf(one("open"), 0).orElseThrow().bytes()).isNull();
    assertThat(store.callLogs.rawOf(one("open"), 2)).isEmpty();
    assertThat(store.callLogs.rawOf(one("open"), -1)).isEmpty();
  }

  @Test
  void findsByTheStartIncludingTheFirstMomentAndNotTheLast() {
    assertThat(find(byTime(NOON, NOON.plusSeconds(60)))).containsExactly("open", "waiting");
    assertThat(find(byTime(NOON.plusSeconds(60), null))).containsExactly("excluded", "logged");
    assertThat(find(byTime(null, NOON))).isEmpty();
    assertThat(find(byTime(null, NOON.plusNanos(1000)))).containsExactly("waiting");
  }

  @Test
  void conditionsAddUp() {
    assertThat(
            find(
                new Query(
                    "LOGGED",
                    "acmetel",
                    "2",
                    "main",
                    "logged",
                    "request-1",
                    "5550143",
                    NOON,
                    NOON.plusSeconds(61),
                    null,
                    null)))
        .containsExactly("logged");
    assertThat(
            find(
                new Query(
                    "WAITING", null, null, null, "logged", null, null, null, null, null, null)))
        .isEmpty();
  }

  @Test
  void aCallLogShowsTheCallAndItsTask() {
    CallLog logged = one("logged");

    assertThat(logged)
        .isEqualTo(
            new CallLog(
                logged.id(),
                new CallKey("acmetel", "2", "logged"),
                "main",
                "INBOUND",
                "+13035550143",
                "102",
                null,
                NOON.plusSeconds(60),
                NOON.plusSeconds(133),
                "ANSWERED",
                73,
                "https://recordings.example/logged",
                "LOGGED",
                "request-1",
                "activity-1",
                1,
                null,
                null,
                null));
    assertThat(story("logged").callLog()).isEqualTo(logged);
    assertThat(store.callLogs.find(99)).isEmpty();
  }

  @Test
  void whatIsReadAtOneMomentKnowsNothingOfALaterOne() {
    long before = store.callLogs.count(ANY);

    long during =
        store.readers.atOneMoment(
            () -> {
              store.callLogs.count(ANY);
              waiting(ended("acmetel", "1", "later", NOON, null, null, null));
              return store.callLogs.count(ANY);
            });

    assertThat(during).isEqualTo(before);
    assertThat(store.callLogs.count(ANY)).isEqualTo(before + 1);
  }

  @Test
  void anOpenCallHasNoTaskYet() {
    CallLog open = one("open");

    assertThat(open.state()).isEqualTo("OPEN");
    assertThat(open.attempts()).isZero();
    assertThat(open.durationSeconds()).isNull();
    assertThat(open.endTime()).isNull();
    assertThat(story("open").steps()).isEmpty();
  }

  @Test
  void aCallThatIsNotFoldedYetIsShownToo() {
    append(CallEvent.about(new CallKey("acmetel", "1", "new"), "1", NOON));

    assertThat(find(ANY)).hasSize(5).contains("new");
    assertThat(one("new").state()).isEqualTo("OPEN");
    assertThat(one("new").startTime()).isNull();
  }

  @Test
  void aCallWithALaterUpdateIsStillOneCallLog() {
    long call = one("logged").id();
    store.commits.write(
        client ->
            client
                .sql(
                    "INSERT INTO task (call, kind, crm, state, changed_at)"
                        + " VALUES (?, 'UPDATE', 'main', 'QUEUED', 0)")
                .param(call)
                .update());

    assertThat(find(ANY)).hasSize(4);
    assertThat(store.callLogs.count(ANY)).isEqualTo(4);
    assertThat(one("logged").state()).isEqualTo("LOGGED");
  }

  @Test
  void theStepsTellWhatWasSentAndWhatCameBack() {
    assertThat(story("logged").steps())
        .containsExactly(
            new CallLogs.Step(1, "QUEUED", SettableClock.START, null, null, null, null, null, null),
            new CallLogs.Step(
                2,
                "POST",
                SettableClock.START,
                SettableClock.START,
                SettableClock.START.plusSeconds(1),
                "{}",
                200,
                "done",
                "accepted"));
  }

  @Test
  void theStepsOfAnUpdateFollow() {
    long call = one("logged").id();
    store.commits.write(
        client -> {
          long update =
              client
                  .sql(
                      "INSERT INTO task (call, kind, crm, state, changed_at)"
                          + " VALUES (?, 'UPDATE', 'main', 'LOGGED', 0) RETURNING id")
                  .param(call)
                  .query(Long.class)
                  .single();
          return client
              .sql(
                  "INSERT INTO task_step (task, n, crm, kind, at) VALUES (?, 1, 'main', 'UPDATE', 0)")
              .param(update)
              .update();
        });

    assertThat(story("logged").steps())
        .extracting(CallLogs.Step::n, CallLogs.Step::kind)
        .containsExactly(tuple(1, "QUEUED"), tuple(2, "POST"), tuple(3, "UPDATE"));
  }

  @Test
  void theEventsAreInOrderOfReceipt() {
    append(CallEvent.about(new CallKey("acmetel", "1", "open"), "0", NOON.plusSeconds(29)));

    assertThat(story("open").events()).extracting(CallEvent::eventKey).containsExactly("0", "1");
  }

  private long ended(
      String provider,
      String account,
      String callId,
      Instant start,
      String lead,
      String agent,
      String display) {
    append(
        CallEvent.about(new CallKey(provider, account, callId), "1", start.plusSeconds(75))
            .outcome(Outcome.ANSWERED)
            .direction(Direction.INBOUND)
            .leadNumber(lead)
            .agentNumber(agent)
            .displayNumber(display)
            .answeredAt(start)
            .endedAt(start.plusSeconds(73))
            .recordingUrl("https://recordings.example/" + callId));
    return fold();
  }

  private void waiting(long call) {
    create(call, "main", TaskState.WAITING, null);
  }

  private void excluded(long call) {
    create(call, "second", TaskState.EXCLUDED, "internal: both are ours");
  }

  private void logged(long call) {
    create(call, "main", TaskState.QUEUED, null);
    Instant now = SettableClock.START;
    store.commits.write(
        client -> {
          Task claim =
              store
                  .tasks
                  .claim(client, "main", TaskState.QUEUED, now, now, now.plusSeconds(60), 1)
                  .get(0);
          int step = store.tasks.sending(client, claim, "{}", null, now.plusSeconds(60), now).get();
          Change done =
              Change.to(TaskState.LOGGED, null, null)
                  .countingAttempt()
                  .accepted("request-1", now)
                  .logged("activity-1");
          return store.tasks.answered(
              client,
              claim,
              step,
              new Answer(200, "done", "accepted"),
              () -> done,
              now.plusSeconds(1));
        });
  }

  private void create(long call, String crm, TaskState state, String reason) {
    store.commits.write(
        client -> {
          store.tasks.create(
              client,
              call,
              TaskKind.LOG,
              crm,
              state,
              reason,
              SettableClock.START,
              SettableClock.START);
          return null;
        });
  }

  private void append(CallEvent.Builder event) {
    store.journal.append(event.build(), null, null);
  }

  private long fold() {
    var folded = store.commits.write(client -> store.calls.foldChanged(client, 10));
    return folded.get(folded.size() - 1).id();
  }

  private List<String> find(Query query) {
    return ids(store.callLogs.find(query, 0, 50));
  }

  private List<String> page(int page, int size) {
    return ids(store.callLogs.find(ANY, page, size));
  }

  private CallLog one(String callId) {
    var query = new Query(null, null, null, null, callId, null, null, null, null, null, null);
    return store.callLogs.find(query, 0, 2).get(0);
  }

  private CallLogs.Story story(String callId) {
    return store.callLogs.find(one(callId).id()).orElseThrow();
  }

  private static List<String> ids(List<CallLog> logs) {
    return logs.stream().map(log -> log.key().callId()).toList();
  }

  private static Query byState(String state) {
    return new Query(state, null, null, null, null, null, null, null, null, null, null);
  }

  private static Query byDigits(String digits) {
    return new Query(null, null, null, null, null, null, digits, null, null, null, null);
  }

  private static Query byTime(Instant from, Instant to) {
    return new Query(null, null, null, null, null, null, null, from, to, null, null);
  }

  private static Query bySearch(String text) {
    return new Query(null, null, null, null, null, null, null, null, null, text, null);
  }

  private static Query byReason(String reason) {
    return new Query(null, null, null, null, null, null, null, null, null, null, reason);
  }
}
