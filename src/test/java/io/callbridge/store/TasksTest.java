package io.callbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Outcome;
import io.callbridge.store.CallLogs.Step;
import io.callbridge.store.Tasks.Change;
import io.callbridge.store.Tasks.NextDue;
import io.callbridge.store.Tasks.SentMinute;
import io.callbridge.store.Tasks.SentRequest;
import io.callbridge.task.Answer;
import io.callbridge.task.SettableClock;
import io.callbridge.task.Task;
import io.callbridge.task.TaskKind;
import io.callbridge.task.TaskState;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class TasksTest {

  private static final Instant T0 = SettableClock.START;
  private static final Instant LEASE = T0.plusSeconds(60);
  private static final Answer OK = new Answer(200, "{}", "accepted");

  @TempDir Path folder;

  private TestStore store;
  private Tasks tasks;

  @BeforeEach
  void open() {
    store = TestStore.open(folder);
    tasks = store.tasks;
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aNewTaskBeginsItsTrail() {
    long call = call("c-1");
    write(
        c ->
            tasks.create(
                c, call, TaskKind.LOG, "main", TaskState.WAITING, null, T0.plusSeconds(30), T0));

    assertThat(row(call)).isEqualTo(new Row("WAITING", null, 0, 0, 0, T0.plusSeconds(30), null));
    assertThat(steps(call)).containsExactly(note(1, "WAITING", T0, null));
    assertThat(ofCall(call)).map(Task::state).contains(TaskState.WAITING);
    assertThat(ofCall(99)).isEmpty();
  }

  @Test
  void aCallHasOneLog() {
    long call = waiting("c-1", T0);

    assertThatThrownBy(() -> create(call, TaskState.WAITING, T0))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageMatching("(?is).*unique constraint.*");
    assertThat(steps(call)).hasSize(1);
  }

  @Test
  void aTaskIsDueFromItsMomentOn() {
    waiting("c-1", T0);

    assertThat(isAnyDue(T0.minusNanos(1000))).isFalse();
    assertThat(isAnyDue(T0)).isTrue();
  }

  @Test
  void settledTasksOfTheAccountAreQueued() {
    long settled = waiting("c-1", T0);
    long settling = waiting("c-2", T0.plusSeconds(1));
    long second = call("c-3");
    write(c -> tasks.create(c, second, TaskKind.LOG, "second", TaskState.WAITING, null, T0, T0));

    write(c -> tasks.queueSettled(c, "main", T0));

    assertThat(row(settled).state()).isEqualTo("QUEUED");
    assertThat(row(settled).dueAt()).isEqualTo(T0);
    assertThat(row(settling).state()).isEqualTo("WAITING");
    assertThat(row(second).state()).isEqualTo("WAITING");
    assertThat(steps(settled)).endsWith(note(2, "QUEUED", T0, "settled"));
  }

  @Test
  void anUndecidedTaskIsDecidedAnewAndTheTrailSaysWhy() {
    long call = waiting("c-1", T0);

    redecide(call, TaskState.EXCLUDED, "internal: ours", null, T0.plusSeconds(1));
    assertThat(row(call)).isEqualTo(new Row("EXCLUDED", "internal: ours", 0, 0, 0, null, null));

    redecide(call, TaskState.WAITING, null, T0.plusSeconds(9), T0.plusSeconds(2));
    assertThat(row(call)).isEqualTo(new Row("WAITING", null, 0, 0, 0, T0.plusSeconds(9), null));

    // the same again is no news
    redecide(call, TaskState.WAITING, null, T0.plusSeconds(9), T0.plusSeconds(3));
    assertThat(steps(call))
        .containsExactly(
            note(1, "WAITING", T0, null),
            note(2, "EXCLUDED", T0.plusSeconds(1), "internal: ours"),
            note(3, "WAITING", T0.plusSeconds(2), null));
  }

  @Test
  void aTaskThatMovedOnMeanwhileIsNotDecidedAnew() {
    long call = waiting("c-1", T0);
    Task asRead = ofCall(call).orElseThrow();
    Task claim = claimOne();
    sending(claim, "{}");

    write(c -> tasks.redecide(c, asRead, TaskState.EXCLUDED, "late", null, T0));

    assertThat(row(call).state()).isEqualTo("SUBMITTING");
  }

  @Test
  void aClaimedTaskThatIsDecidedAnewIsNotSent() {
    long call = waiting("c-1", T0);
    Task claim = claimOne();

    redecide(call, TaskState.EXCLUDED, "internal: ours", null, T0);

    assertThat(row(call)).isEqualTo(new Row("EXCLUDED", "internal: ours", 0, 0, 0, null, null));
    assertThat(sending(claim, "{}")).isEmpty();
    assertThat(steps(call)).extracting(Step::kind).containsExactly("WAITING", "QUEUED", "EXCLUDED");
  }

  @Test
  void theLongestDueAreClaimedFirst() {
    long later = waiting("c-1", T0.minusSeconds(1));
    long earlier = waiting("c-2", T0.minusSeconds(2));
    long asLate = waiting("c-3", T0.minusSeconds(1));

    assertThat(claim(T0, 2)).extracting(Task::call).containsExactlyInAnyOrder(earlier, later);
    assertThat(claim(T0, 2)).extracting(Task::call).containsExactly(asLate);
    assertThat(claim(T0, 2)).isEmpty();
  }

  @Test
  void aClaimTellsWhatTheTaskIs() {
    long call = waiting("c-1", T0);

    Task claim = claimOne();

    assertThat(claim)
        .isEqualTo(
            new Task(
                claim.id(),
                call,
                TaskKind.LOG,
                "main",
                TaskState.QUEUED,
                null,
                null,
                0,
                0,
                0,
                null,
                null,
                Duration.ZERO,
                LEASE));
  }

  @Test
  void ofManyThatClaimTogetherEachTaskHasOneHolder() throws Exception {
    for (int n = 0; n < 20; n++) {
      waiting("c-" + n, T0);
    }
    var together = new CyclicBarrier(8);
    List<FutureTask<List<Task>>> claimers = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      var claimer =
          new FutureTask<>(
              () -> {
                together.await(20, TimeUnit.SECONDS);
                return claim(T0, 5);
              });
      new Thread(claimer).start();
      claimers.add(claimer);
    }

    List<Long> claimed = new ArrayList<>();
    for (FutureTask<List<Task>> claimer : claimers) {
      claimer.get(20, TimeUnit.SECONDS).forEach(task -> claimed.add(task.id()));
    }
    assertThat(claimed).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void aClaimThatRanOutCanBeTakenByAnother() {
    long call = waiting("c-1", T0);
    Task first = claimOne();

    assertThat(isAnyDue(LEASE)).isFalse();
    assertThat(claim(LEASE, 1)).isEmpty();
    assertThat(isAnyDue(LEASE.plusSeconds(1))).isTrue();
    List<Task> second =
        store.commits.write(c -> claim(c, LEASE.plusSeconds(1), LEASE.plusSeconds(61), 1));

    assertThat(second).hasSize(1);
    assertThat(sending(first, "{}")).isEmpty();
    assertThat(sending(second.get(0), "{}")).contains(3);
    assertThat(row(call).state()).isEqualTo("SUBMITTING");
  }

  @Test
  void aPostIsWrittenDownBeforeItLeaves() {
    long call = waiting("c-1", T0);
    Task claim = claimOne();

    Optional<Integer> step =
        store.commits.write(
            c -> tasks.sending(c, claim, "{\"a\":1}", null, T0.plusSeconds(90), T0.plusSeconds(5)));

    assertThat(step).contains(3);

    assertThat(row(call)).isEqualTo(new Row("SUBMITTING", null, 0, 0, 0, T0, T0.plusSeconds(90)));
    assertThat(steps(call))
        .endsWith(
            new Step(
                3,
                "POST",
                T0.plusSeconds(5),
                T0.plusSeconds(5),
                null,
                "{\"a\":1}",
                null,
                null,
                null));
    assertThat(sending(claim, "{}")).as("a second time").isEmpty();
    assertThat(claim(LEASE.plusSeconds(999), 1)).as("never due while it is under way").isEmpty();
  }

  @Test
  void aLookIsWrittenDownToo() {
    long call = submitted("c-1");
    Task look = claimOne();

    assertThat(sending(look, null)).isPresent();

    assertThat(row(call).state()).isEqualTo("SUBMITTED");
    assertThat(steps(call).get(3))
        .isEqualTo(new Step(4, "LOOK", T0, T0, null, null, null, null, null));
  }

  @Test
  void anAnswerIsRecordedAndChangesTheTask() {
    long call = waiting("c-1", T0);
    Task claim = claimOne();
    int step = sending(claim, "{}").orElseThrow();

    Change accepted =
        Change.to(TaskState.SUBMITTED, null, T0.plusSeconds(5))
            .countingAttempt()
            .accepted("request-1", T0.plusSeconds(2));
    assertThat(answered(claim, step, OK, accepted)).isTrue();

    assertThat(row(call)).isEqualTo(new Row("SUBMITTED", null, 1, 0, 0, T0.plusSeconds(5), null));
    Task look = claim(T0.plusSeconds(5), 1).get(0);
    assertThat(look.requestId()).isEqualTo("request-1");
    assertThat(look.acceptedAt()).isEqualTo(T0.plusSeconds(2));
    assertThat(steps(call))
        .endsWith(new Step(3, "POST", T0, T0, T0.plusSeconds(1), "{}", 200, "{}", "accepted"));
  }

  @Test
  void failuresInARowAreCountedAndForgotten() {
    long call = submitted("c-1");
    Change failed = Change.to(TaskState.SUBMITTED, null, T0).countingFailure();

    look(failed);
    look(failed);
    assertThat(row(call).failures()).isEqualTo(2);

    look(Change.to(TaskState.SUBMITTED, null, T0).countingLook());
    assertThat(row(call)).isEqualTo(new Row("SUBMITTED", null, 1, 1, 0, T0, null));
  }

  @Test
  void whatAnAnswerDoesNotSayIsKept() {
    submitted("c-1");

    look(Change.to(TaskState.LOGGED, null, null).countingLook().logged("activity-1"));

    var log = store.callLogs.find(1).orElseThrow().callLog();
    assertThat(log.state()).isEqualTo("LOGGED");
    assertThat(log.requestId()).isEqualTo("request-1");
    assertThat(log.activityId()).isEqualTo("activity-1");
    assertThat(claim(T0.plusSeconds(999), 1)).isEmpty();
  }

  @Test
  void anAnswerThatComesAfterItWasGivenUpStillCounts() {
    long call = waiting("c-1", T0);
    Task claim = claimOne();
    int step = sending(claim, "{}").orElseThrow();
    assertThat(loseExpired(LEASE.plusSeconds(1))).isEqualTo(1);
    assertThat(row(call).state()).isEqualTo("UNCONFIRMED");

    Change accepted =
        Change.to(TaskState.SUBMITTED, null, T0).countingAttempt().accepted("request-1", T0);
    assertThat(answered(claim, step, OK, accepted)).isTrue();

    assertThat(row(call)).isEqualTo(new Row("SUBMITTED", null, 1, 0, 0, T0, null));
  }

  @Test
  void anAnswerDoesNotUndoWhatAnOperatorDecided() {
    long call = waiting("c-1", T0);
    Task claim = claimOne();
    int step = sending(claim, "{}").orElseThrow();
    write(c -> c.sql("UPDATE task SET state = 'ABANDONED'").update());

    assertThat(answered(claim, step, OK, Change.to(TaskState.QUEUED, null, T0))).isFalse();

    assertThat(row(call).state()).isEqualTo("ABANDONED");
    assertThat(steps(call)).last().extracting(Step::words).isEqualTo("accepted");
  }

  @Test
  void anAnswerToAnEarlierRequestChangesNothing() {
    long call = submitted("c-1");
    Task slow = claimOne();
    int slowStep = sending(slow, null).orElseThrow();
    Task quick =
        store.commits.write(c -> claim(c, LEASE.plusSeconds(1), LEASE.plusSeconds(61), 1)).get(0);
    int quickStep = sending(quick, null).orElseThrow();

    assertThat(answered(slow, slowStep, OK, Change.to(TaskState.REJECTED, "no", null))).isFalse();
    assertThat(row(call).state()).isEqualTo("SUBMITTED");
    assertThat(answered(quick, quickStep, OK, Change.to(TaskState.LOGGED, null, null))).isTrue();
    assertThat(row(call).state()).isEqualTo("LOGGED");
  }

  @Test
  void theSameAnswerTwiceCountsOnce() {
    long call = waiting("c-1", T0);
    Task claim = claimOne();
    int step = sending(claim, "{}").orElseThrow();
    Change accepted =
        Change.to(TaskState.SUBMITTED, null, T0).countingAttempt().accepted("request-1", T0);

    assertThat(answered(claim, step, OK, accepted)).isTrue();
    assertThat(answered(claim, step, OK, accepted)).isFalse();

    assertThat(row(call).attempts()).isEqualTo(1);
  }

  @Test
  void aRefusedClaimIsOverForGood() {
    long call = waiting("c-1", T0);
    Task claim = claimOne();

    write(c -> tasks.refuse(c, claim, "it has no number", T0.plusSeconds(1)));

    assertThat(row(call)).isEqualTo(new Row("REJECTED", "it has no number", 0, 0, 0, null, null));
    assertThat(steps(call)).endsWith(note(3, "REJECTED", T0.plusSeconds(1), "it has no number"));
    assertThat(sending(claim, "{}")).isEmpty();
  }

  @Test
  void aLostClaimCannotBeRefused() {
    long call = waiting("c-1", T0);
    Task lost = claimOne();
    store.commits.write(c -> claim(c, LEASE.plusSeconds(1), LEASE.plusSeconds(61), 1));

    write(c -> tasks.refuse(c, lost, "late", T0));

    assertThat(row(call)).isEqualTo(new Row("QUEUED", null, 0, 0, 0, T0, LEASE.plusSeconds(61)));
  }

  @Test
  void onlyPostsUnderWayAreLostWhenTheirClaimRunsOut() {
    long post = waiting("post", T0);
    sending(claimOne(), "{}");
    long claimed = waiting("claimed", T0);
    claimOne();

    assertThat(loseExpired(LEASE)).isZero();
    assertThat(loseExpired(LEASE.plusNanos(1000))).isEqualTo(1);

    assertThat(row(post)).isEqualTo(new Row("UNCONFIRMED", "lost", 0, 0, 0, null, null));
    assertThat(steps(post)).endsWith(note(4, "UNCONFIRMED", LEASE.plusNanos(1000), "lost"));
    assertThat(row(claimed).state()).isEqualTo("QUEUED");
  }

  @Test
  void aLookWhoseClaimRanOutIsMadeAgain() {
    long call = submitted("c-1");
    sending(claimOne(), null);

    assertThat(loseExpired(LEASE.plusSeconds(1))).isZero();

    assertThat(row(call).state()).isEqualTo("SUBMITTED");
    assertThat(claim(LEASE.plusSeconds(1), 1)).hasSize(1);
  }

  @Test
  void aPostThatNobodyHoldsIsLost() {
    long call = waiting("c-1", T0);
    sending(claimOne(), "{}");

    write(tasks::releaseAll);
    assertThat(loseExpired(T0)).isEqualTo(1);

    assertThat(row(call).state()).isEqualTo("UNCONFIRMED");
  }

  @Test
  void allClaimsAreGivenUpAtOnce() {
    waiting("c-1", T0);
    waiting("c-2", T0);
    claim(T0, 2);

    write(tasks::releaseAll);

    assertThat(claim(T0, 5)).hasSize(2);
  }

  @Test
  void theRequestsSentSinceAMomentAreFound() {
    waiting("early", T0);
    Task early = claimOne();
    int earlyStep = sendingAt(early, T0.minusSeconds(100));
    waiting("slow", T0);
    Task slow = claimOne();
    int slowStep = sendingAt(slow, T0.minusSeconds(90));
    waiting("late", T0);
    sendingAt(claimOne(), T0);
    answeredAt(early, earlyStep, T0.minusSeconds(99));
    answeredAt(slow, slowStep, T0.plusSeconds(1));

    assertThat(tasks.sentSince(T0.minusSeconds(50)))
        .containsExactly(new SentRequest("main", T0, null));
    assertThat(tasks.sentSince(T0.minusSeconds(100)))
        .containsExactly(
            new SentRequest("main", T0.minusSeconds(100), T0.minusSeconds(99)),
            new SentRequest("main", T0.minusSeconds(90), T0.plusSeconds(1)),
            new SentRequest("main", T0, null));
  }

  @Test
  void requestsAreCountedPerMinute() {
    for (int n = 0; n < 3; n++) {
      waiting("c-" + n, T0);
      sendingAt(claimOne(), T0.plusSeconds(59L * n));
    }

    assertThat(tasks.sentPerMinute(T0, T0.plusSeconds(600)))
        .containsExactlyInAnyOrder(
            new SentMinute("main", T0, 2), new SentMinute("main", T0.plusSeconds(60), 1));
    assertThat(tasks.sentPerMinute(T0, T0.plusSeconds(60)))
        .containsExactly(new SentMinute("main", T0, 2));
    write(c -> tasks.forgetMinutes(c, "main", T0.plusSeconds(60)));
    assertThat(tasks.sentPerMinute(T0, T0.plusSeconds(600)))
        .containsExactly(new SentMinute("main", T0.plusSeconds(60), 1));
  }

  @Test
  void eachAccountIsNextDueWithItsFirstTaskInAnyState() {
    waiting("c-1", T0.plusSeconds(7));
    waiting("c-2", T0.plusSeconds(3));
    waiting("c-3", T0);
    claimOne();
    long later = call("c-6");
    write(
        c ->
            tasks.create(
                c, later, TaskKind.LOG, "main", TaskState.QUEUED, null, T0.plusSeconds(5), T0));
    long second = call("c-4");
    write(c -> tasks.create(c, second, TaskKind.LOG, "second", TaskState.QUEUED, null, T0, T0));
    long third = call("c-5");
    write(c -> tasks.create(c, third, TaskKind.LOG, "third", TaskState.EXCLUDED, "x", null, T0));

    assertThat(tasks.nextDue(T0))
        .containsExactly(
            new NextDue(
                "main",
                Map.of(TaskState.WAITING, T0.plusSeconds(3), TaskState.QUEUED, T0.plusSeconds(5))),
            new NextDue("second", Map.of(TaskState.QUEUED, T0)));
  }

  @Test
  void anAccountIsDueWithTheStateThatIsFirst() {
    var next = new NextDue("main", Map.of(TaskState.WAITING, T0.plusSeconds(3)));

    assertThat(next.first()).isEqualTo(T0.plusSeconds(3));
    assertThat(next.isDue(TaskState.WAITING, T0.plusSeconds(3))).isTrue();
    assertThat(next.isDue(TaskState.WAITING, T0.plusSeconds(2))).isFalse();
    assertThat(next.isDue(TaskState.QUEUED, T0.plusSeconds(3))).isFalse();
  }

  /** Not by reading every open task once for each account. */
  @Test
  void whatIsNextDueIsReadAtOnceHoweverManyAccountsAndTasksThereAre() {
    insertMany(
        """
        INSERT INTO call (provider, account, call_id, crm, state, last_received_at)
        SELECT 'acmetel', '1', 'many-' || n, 'crm-' || (n % 1000), 'ENDED', 0 FROM number""");
    insertMany(
        """
        INSERT INTO task (call, kind, crm, state, due_at, changed_at)
        SELECT id, 'LOG', crm, 'SUBMITTED', id, 0 FROM call WHERE call_id LIKE 'many-%'""");

    List<NextDue> next = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> tasks.nextDue(T0));

    assertThat(next).hasSize(1000);
  }

  private void insertMany(String insertion) {
    String numbers =
        """
        WITH RECURSIVE number (n) AS (
          SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 100000)
        """;
    store.commits.write(client -> client.sql(numbers + insertion).update());
  }

  private record Row(
      String state,
      String reason,
      int attempts,
      int looks,
      int failures,
      Instant dueAt,
      Instant leaseUntil) {

    static Row read(ResultSet row, int n) throws SQLException {
      return new Row(
          row.getString("state"),
          row.getString("reason"),
          row.getInt("attempts"),
          row.getInt("looks"),
          row.getInt("failures"),
          Micros.read(row, "due_at"),
          Micros.read(row, "lease_until"));
    }
  }

  private Row row(long call) {
    return store
        .reader
        .sql("SELECT * FROM task WHERE call = ?")
        .param(call)
        .query(Row::read)
        .single();
  }

  private List<Step> steps(long call) {
    return store.callLogs.find(call).orElseThrow().steps();
  }

  private static Step note(int n, String kind, Instant at, String words) {
    return new Step(n, kind, at, null, null, null, null, null, words);
  }

  /** A folded call without a task. */
  private long call(String callId) {
    store.journal.append(
        CallEvent.about(new CallKey("acmetel", "1", callId), "1", T0).outcome(Outcome.BUSY).build(),
        null,
        null);
    return store.commits.write(c -> store.calls.foldChanged(c, 1)).get(0).id();
  }

  private long waiting(String callId, Instant dueAt) {
    long call = call(callId);
    create(call, TaskState.WAITING, dueAt);
    return call;
  }

  /** Accepted as {@code request-1} and due for a look. */
  private long submitted(String callId) {
    long call = waiting(callId, T0);
    Task claim = claimOne();
    int step = sending(claim, "{}").orElseThrow();
    answered(
        claim,
        step,
        OK,
        Change.to(TaskState.SUBMITTED, null, T0).countingAttempt().accepted("request-1", T0));
    return call;
  }

  private Optional<Task> ofCall(long call) {
    return store.commits.write(c -> tasks.ofCall(c, call, TaskKind.LOG));
  }

  private void look(Change change) {
    Task claim = claimOne();
    int step = sending(claim, null).orElseThrow();
    assertThat(answered(claim, step, OK, change)).isTrue();
  }

  private void create(long call, TaskState state, Instant dueAt) {
    write(c -> tasks.create(c, call, TaskKind.LOG, "main", state, null, dueAt, T0));
  }

  private void redecide(long call, TaskState state, String reason, Instant dueAt, Instant now) {
    write(
        c ->
            tasks.redecide(
                c, tasks.ofCall(c, call, TaskKind.LOG).get(), state, reason, dueAt, now));
  }

  private Task claimOne() {
    return claim(T0, 1).get(0);
  }

  /** Queues what has settled and claims it until {@link #LEASE}. */
  private List<Task> claim(Instant now, int most) {
    return store.commits.write(
        c -> {
          tasks.queueSettled(c, "main", now);
          return claim(c, now, LEASE, most);
        });
  }

  private List<Task> claim(JdbcClient client, Instant now, Instant leaseUntil, int most) {
    List<Task> claimed =
        new ArrayList<>(tasks.claim(client, "main", TaskState.QUEUED, now, now, leaseUntil, most));
    claimed.addAll(
        tasks.claim(
            client, "main", TaskState.SUBMITTED, now, now, leaseUntil, most - claimed.size()));
    return claimed;
  }

  private boolean isAnyDue(Instant now) {
    return tasks.nextDue(now).stream()
        .anyMatch(next -> next.crm().equals("main") && !next.first().isAfter(now));
  }

  private Optional<Integer> sending(Task claim, String request) {
    return store.commits.write(c -> tasks.sending(c, claim, request, null, LEASE, T0));
  }

  private int sendingAt(Task claim, Instant at) {
    return store.commits.write(c -> tasks.sending(c, claim, "{}", null, LEASE, at)).orElseThrow();
  }

  private boolean answered(Task claim, int step, Answer answer, Change change) {
    return store.commits.write(
        c -> tasks.answered(c, claim, step, answer, () -> change, T0.plusSeconds(1)).isPresent());
  }

  private void answeredAt(Task claim, int step, Instant at) {
    store.commits.write(
        c ->
            tasks.answered(
                c, claim, step, OK, () -> Change.to(TaskState.REJECTED, "no", null), at));
  }

  private int loseExpired(Instant now) {
    return store.commits.write(c -> tasks.loseExpired(c, now, "lost", now).size());
  }

  private void write(Consumer<JdbcClient> change) {
    store.commits.write(
        client -> {
          change.accept(client);
          return null;
        });
  }
}
