package io.callbridge.dispatch;

import static io.callbridge.dispatch.TestDispatch.SETTLE;
import static io.callbridge.dispatch.TestDispatch.T0;
import static io.callbridge.dispatch.TestDispatch.TIMEOUT;
import static io.callbridge.dispatch.TestDispatch.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.store.CallLogs.Step;
import io.callbridge.store.Pauses.Pause;
import io.callbridge.store.StoreUnavailableException;
import io.callbridge.task.Answer;
import io.callbridge.task.SettableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {

  private static final Answer OK = new Answer(200, "{}", "accepted");

  @TempDir Path folder;

  private TestDispatch test;

  @BeforeEach
  void open() {
    test = new TestDispatch(folder);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void aCallIsQueuedAndClaimedOnceItHasSettled() {
    test.take(test.completed("c-1"));

    test.clock.set(T0.plus(SETTLE).minusMillis(1));
    assertThat(test.dispatcher.claim()).isEmpty();
    assertThat(test.log("c-1").state()).isEqualTo("WAITING");

    test.clock.set(T0.plus(SETTLE));
    Claim claim = test.claimOne();
    assertThat(claim.isPost()).isTrue();
    assertThat(claim.isUnderWay()).isFalse();
    assertThat(claim.getCrm()).isEqualTo("main");
    assertThat(claim.getRequestId()).isNull();
    assertThat(claim.getCall().talkSeconds()).isEqualTo(73);
    assertThat(claim).hasToString("post of acmetel/1/c-1");
    assertThat(test.log("c-1").state()).isEqualTo("QUEUED");
    assertThat(test.lastStep("c-1").words()).isEqualTo("settled");
  }

  @Test
  void aClaimHasTheCallWithItsAccountsDefaults() {
    test.take(
        CallEvent.about(new CallKey("acmetel", "2", "c-1"), "final", T0)
            .outcome(Outcome.BUSY)
            .direction(Direction.INBOUND)
            .leadNumber("+12025550143"));
    test.clock.advance(SETTLE);

    assertThat(test.claimOne().getCall().agentNumber()).isEqualTo("+12025550177");
  }

  @Test
  void neverClaimsMoreThanTheBudgetAllows() {
    test.settled("c-1", "c-2", "c-3", "c-4", "c-5");

    List<Claim> first = test.dispatcher.claim();
    assertThat(first).hasSize(3);
    assertThat(test.dispatcher.claim()).isEmpty();

    first.forEach(claim -> test.dispatcher.sending(claim, "{}"));
    first.forEach(test.dispatcher::done);
    assertThat(test.dispatcher.claim()).isEmpty();
    test.clock.advance(WINDOW.minusMillis(1));
    assertThat(test.dispatcher.claim()).isEmpty();
    test.clock.advance(Duration.ofMillis(1));
    assertThat(test.dispatcher.claim()).hasSize(2);
  }

  @Test
  void aTaskIsClaimedOnceHoweverOftenOneAsks() {
    test.settled("c-1");

    test.claimOne();

    assertThat(test.dispatcher.claim()).isEmpty();
    assertThat(test.available()).isEqualTo(2);
  }

  @Test
  void theLongestDueComesFirst() {
    test.settled("c-1", "c-2");
    test.clock.advance(Duration.ofSeconds(1));
    test.settled("c-3", "c-4");

    assertThat(ids(test.dispatcher.claim())).hasSize(3).contains("c-1", "c-2");
  }

  @Test
  void eachCrmAccountHasItsOwnBudget() {
    for (int n = 0; n < 4; n++) {
      test.append(
          CallEvent.about(new CallKey("acmetel", "2", "second-" + n), "final", T0)
              .outcome(Outcome.BUSY)
              .direction(Direction.INBOUND)
              .leadNumber("+12025550143"));
    }
    test.settled("c-1", "c-2", "c-3", "c-4");

    assertThat(test.dispatcher.claim())
        .extracting(Claim::getCrm)
        .containsExactlyInAnyOrder("main", "main", "main", "second", "second");
  }

  @Test
  void noMoreRequestsAreUnderWayThanAllowed() {
    test.start(4);
    test.settled("c-1", "c-2", "c-3");

    List<Claim> first = test.dispatcher.claim();
    assertThat(first).hasSize(2);
    assertThat(test.dispatcher.claim()).isEmpty();

    test.dispatcher.done(first.get(0));
    assertThat(test.dispatcher.claim()).hasSize(1);
    assertThat(test.dispatcher.claim()).isEmpty();
  }

  @Test
  void anAccountWhoseAnswersHangLeavesPlacesToOthers() {
    test.start(4, "1000/5s");
    settleBoth(6);

    List<Claim> first = test.dispatcher.claim();
    assertThat(first).extracting(Claim::getCrm).contains("main", "second");
    first.stream().filter(claim -> claim.getCrm().equals("second")).forEach(test.dispatcher::done);
    for (int turn = 0; turn < 3; turn++) {
      test.clock.advance(WINDOW);
      List<Claim> next = test.dispatcher.claim();
      assertThat(next).extracting(Claim::getCrm).contains("second");
      next.stream().filter(claim -> claim.getCrm().equals("second")).forEach(test.dispatcher::done);
    }
  }

  @Test
  void anAccountAtItsLimitOrWithAWrongKeyDelaysNoOther() {
    settleBoth(6);
    List<Claim> claims = test.dispatcher.claim();
    test.dispatcher.sending(claims.get(0), "{}");
    test.posts.keyRefused(claims.get(0), new Answer(401, "", "key refused"));
    claims.forEach(test.dispatcher::done);
    String stopped = claims.get(0).getCrm();

    test.clock.advance(WINDOW);

    assertThat(test.dispatcher.claim()).isNotEmpty().noneMatch(c -> c.getCrm().equals(stopped));
  }

  @Test
  void postsComeFirstButEveryThirdRequestIsAnOverdueLook() {
    test.start(64, "100/5s");
    settleLog("look-", 6);
    for (Claim post : test.dispatcher.claim()) {
      test.dispatcher.sending(post, "{}");
      test.posts.accepted(post, OK, "request");
      test.dispatcher.done(post);
    }
    test.clock.advance(Duration.ofMinutes(10));
    test.start(64, "1/5s");
    settleLog("post-", 12);

    StringBuilder order = new StringBuilder();
    for (int n = 0; n < 15; n++) {
      Claim claim = test.sendOne();
      order.append(claim.isPost() ? 'P' : 'L');
      test.dispatcher.arrived(claim);
      test.dispatcher.done(claim);
      test.clock.advance(WINDOW);
    }

    assertThat(order).hasToString("PPLPPLPPLPPLPPL");
  }

  @Test
  void anAccountAtItsLimitStillSearchesForTheActivitiesOfUnconfirmedPosts() {
    test.start(64, "100/5s");
    settleLog("search-", 2);
    for (Claim post : test.dispatcher.claim()) {
      test.dispatcher.sending(post, "{}");
      test.posts.unanswered(post, new java.io.IOException("reset"));
      test.dispatcher.done(post);
    }
    settleLog("look-", 30);
    for (Claim post : test.dispatcher.claim()) {
      test.dispatcher.sending(post, "{}");
      test.posts.accepted(post, OK, "request");
      test.dispatcher.done(post);
    }
    test.clock.advance(Duration.ofMinutes(16));
    test.start(64, "1/5s");
    settleLog("post-", 60);

    StringBuilder order = new StringBuilder();
    for (int n = 0; n < 36; n++) {
      Claim claim = test.sendOne();
      order.append(claim.isPost() ? 'P' : claim.isLeadSearch() ? 'S' : 'L');
      test.dispatcher.arrived(claim);
      test.dispatcher.done(claim);
      test.clock.advance(WINDOW);
    }

    assertThat(order).hasToString("PPLPPLPPLPPSLPPLPPLPPLPSPLPPLPPLPPLS");
  }

  @Test
  void aPermitRunsOutFromTheFirstOfTheAnswerOn() {
    test.settled("c-1");
    Claim dripping = test.sendOne();
    test.dispatcher.arrived(dripping);

    test.clock.advance(WINDOW);

    assertThat(test.available()).isEqualTo(3);
    test.dispatcher.done(dripping);
    assertThat(test.available()).isEqualTo(3);
  }

  @Test
  void aRequestIsWrittenDownBeforeItLeaves() {
    test.settled("c-1");
    Claim claim = test.claimOne();

    test.dispatcher.sending(claim, "{\"a\":1}");

    assertThat(claim.isUnderWay()).isTrue();
    assertThat(test.log("c-1").state()).isEqualTo("SUBMITTING");
    Instant now = T0.plus(SETTLE);
    assertThat(test.lastStep("c-1"))
        .isEqualTo(new Step(3, "POST", now, now, null, "{\"a\":1}", null, null, null));
  }

  @Test
  void nothingIsSentTwiceWithOneClaim() {
    test.settled("c-1");
    Claim claim = test.sendOne();

    assertThatThrownBy(() -> test.dispatcher.sending(claim, "{}"))
        .isInstanceOf(LostClaimException.class);

    assertThat(posts("c-1")).isEqualTo(1);
  }

  @Test
  void aClaimThatNeverLeftIsDueAgainAfterAMinute() {
    test.settled("c-1");
    Claim forgotten = test.claimOne();

    test.clock.advance(Duration.ofSeconds(60));
    assertThat(test.dispatcher.claim()).isEmpty();
    test.clock.advance(Duration.ofMillis(250));
    Claim again = test.claimOne();
    test.dispatcher.sending(again, "{}");

    assertThatThrownBy(() -> test.dispatcher.sending(forgotten, "{}"))
        .isInstanceOf(LostClaimException.class);
    assertThat(posts("c-1")).isEqualTo(1);
  }

  @Test
  void aClaimThatEndsUnsentGivesItsPermitBackAtOnce() {
    test.settled("c-1");
    Claim claim = test.claimOne();
    assertThat(test.available()).isEqualTo(2);

    test.dispatcher.done(claim);

    assertThat(test.available()).isEqualTo(3);
  }

  @Test
  void aClaimEndsOnlyOnce() {
    test.start(4);
    test.settled("c-1", "c-2", "c-3", "c-4", "c-5");
    List<Claim> claims = test.dispatcher.claim();
    test.dispatcher.sending(claims.get(0), "{}");

    for (int n = 0; n < 3; n++) {
      test.dispatcher.done(claims.get(0));
    }

    // one still out, one counts for its window
    assertThat(test.available()).isEqualTo(1);
    assertThat(test.dispatcher.claim()).hasSize(1);
    test.clock.advance(WINDOW);
    // two still out, and no sender is free
    assertThat(test.available()).isEqualTo(1);
    assertThat(test.dispatcher.claim()).isEmpty();
  }

  @Test
  void aRequestThatCannotEvenBeMadeIsRefused() {
    test.settled("c-1");
    Claim claim = test.claimOne();

    test.dispatcher.refuse(claim, new IllegalStateException("no zone"));
    test.dispatcher.done(claim);

    assertThat(test.log("c-1").state()).isEqualTo("REJECTED");
    assertThat(test.log("c-1").reason())
        .isEqualTo("could not be rendered: java.lang.IllegalStateException: no zone");
    assertThat(test.available()).isEqualTo(3);
  }

  @Test
  void aPostWhoseAnswerNeverComesIsUnconfirmed() {
    test.settled("c-1");
    test.sendOne();

    test.clock.advance(TIMEOUT.multipliedBy(2));
    test.dispatcher.loseExpired();
    assertThat(test.log("c-1").state()).isEqualTo("SUBMITTING");
    test.clock.advance(Duration.ofMillis(1));
    test.dispatcher.loseExpired();

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-1").reason()).isEqualTo("its answer never came, nor a time-out");
    test.assertItsActivityIsLookedFor("c-1");
  }

  @Test
  void whatNeverEndsGivesItsPlaceToOthers() {
    test.start(1);
    test.settled("c-1", "c-2");
    Claim stuck = test.sendOne();
    Duration longest = Duration.ofSeconds(60).plus(TIMEOUT.multipliedBy(2));

    test.clock.advance(longest);
    test.dispatcher.takeBack();
    assertThat(test.dispatcher.claim()).as("it may still end").isEmpty();
    test.clock.advance(Duration.ofMillis(1));
    test.dispatcher.takeBack();

    assertThat(test.claimOne().getCall().key()).isNotEqualTo(stuck.getCall().key());
  }

  @Test
  void whatWasTakenBackCannotLeaveAnyMore() {
    test.settled("c-1");
    Claim stuck = test.claimOne();
    test.clock.advance(Duration.ofSeconds(60).plus(TIMEOUT.multipliedBy(2)).plusMillis(1));
    test.dispatcher.takeBack();
    int before = test.available();

    assertThatThrownBy(() -> test.dispatcher.sending(stuck, "{}"))
        .as("it has no permit any more")
        .isInstanceOf(LostClaimException.class);

    assertThat(test.log("c-1").state()).isEqualTo("QUEUED");
    assertThat(test.available()).isEqualTo(before);
  }

  @Test
  void whatCameBeforeAPostThatGotLostIsAChangeAfterIt() {
    test.settled("c-1");
    Claim post = test.claimOne();
    test.take(test.event("c-1", "recorded").sequence(9).recordingUrl("https://example.test/r"));
    test.dispatcher.sending(post, "{}");
    test.start(64);
    test.dispatcher.takeOver();

    test.assembler.assembleChanged();
    Claim leads = searchOne();
    test.finds.leads(leads, OK, List.of("lead-1"));
    test.dispatcher.done(leads);
    Claim activities = searchOne();
    test.finds.activities(activities, OK, List.of("activity-1"), true);
    test.dispatcher.done(activities);

    assertThat(test.log("c-1").state()).isEqualTo("LOGGED");
    test.clock.advance(TestDispatch.WINDOW);
    assertThat(test.claimOne().isUpdate()).isTrue();
  }

  private Claim searchOne() {
    test.clock.advance(Duration.ofMinutes(15));
    return test.sendOne();
  }

  @Test
  void nothingIsClaimedForAPausedAccountEvenAfterARestart() {
    test.settled("c-1");
    test.store.pauses.pause(new Pause("main", T0, "anna", "the CRM moves"));

    assertThat(test.dispatcher.claim()).isEmpty();
    test.start(64);
    test.dispatcher.takeOver();
    assertThat(test.dispatcher.claim()).isEmpty();

    test.store.pauses.resume("main");
    assertThat(test.dispatcher.claim()).hasSize(1);
  }

  @Test
  void afterACrashAPostUnderWayIsUnconfirmed() {
    test.settled("c-1");
    test.sendOne();

    test.start(64);
    test.dispatcher.takeOver();

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-1").reason())
        .isEqualTo("the process stopped after the request may have left");
    assertThat(test.lastStep("c-1").kind()).isEqualTo("UNCONFIRMED");
    test.assertItsActivityIsLookedFor("c-1");
  }

  @Test
  void afterACrashAPostUnderWayIsUnconfirmedEvenIfTheClockHasGoneBack() {
    test.settled("c-1");
    test.sendOne();

    test.clock.set(T0.minus(Duration.ofDays(3)));
    test.start(64);
    test.dispatcher.takeOver();

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
  }

  @Test
  void afterACrashAClaimThatNeverLeftIsDueAtOnce() {
    test.settled("c-1");
    test.claimOne();

    test.start(64);
    test.dispatcher.takeOver();

    assertThat(test.claimOne().isPost()).isTrue();
    assertThat(test.available()).isEqualTo(2);
  }

  @Test
  void afterACrashALookUnderWayIsMadeAgain() {
    submitted("c-1");
    test.clock.advance(Duration.ofSeconds(5));
    Claim look = test.sendOne();
    assertThat(look.isPost()).isFalse();

    test.start(64);
    test.dispatcher.takeOver();
    test.clock.advance(TIMEOUT.plus(WINDOW));

    assertThat(test.log("c-1").state()).isEqualTo("SUBMITTED");
    assertThat(test.claimOne().getRequestId()).isEqualTo("request-1");
  }

  @Test
  void theRequestsOfThePreviousProcessCount() {
    test.settled("c-1", "c-2", "c-3", "c-4");
    List<Claim> claims = test.dispatcher.claim();
    claims.forEach(claim -> test.dispatcher.sending(claim, "{}"));
    test.clock.advance(Duration.ofSeconds(1));
    test.posts.accepted(claims.get(0), OK, "request-1");
    Instant answered = test.clock.instant();

    test.clock.advance(Duration.ofSeconds(1));
    test.start(64);
    test.dispatcher.takeOver();

    assertThat(test.available()).isZero();
    test.clock.set(answered.plus(WINDOW));
    // the answered one counts no more, the two others may still arrive
    assertThat(test.available()).isEqualTo(1);
    test.clock.set(T0.plus(SETTLE).plus(TIMEOUT).plus(WINDOW).minusMillis(1));
    assertThat(test.available()).isEqualTo(1);
    test.clock.advance(Duration.ofMillis(1));
    assertThat(test.available()).isEqualTo(3);
  }

  /** As when the system's clock was put back while this process waited to lead. */
  @Test
  void theRequestsOfThePreviousProcessCountThoughTheClockWasPutBack() {
    var steady = new SettableClock();
    steady.set(T0.plus(Duration.ofHours(1)));
    test.close();
    test = new TestDispatch(folder.resolve("put-back"), steady);
    test.settled("c-1", "c-2", "c-3");
    List<Claim> claims = test.dispatcher.claim();
    claims.forEach(claim -> test.dispatcher.sending(claim, "{}"));
    claims.forEach(claim -> test.posts.accepted(claim, OK, "request-" + claim));
    test.start(64);

    test.dispatcher.takeOver();

    assertThat(test.available()).isZero();
    steady.advance(WINDOW);
    assertThat(test.available()).isEqualTo(3);
  }

  @Test
  void nothingIsSentTwiceWhenTwoDispatchersClaimTogether() throws Exception {
    String[] callIds = new String[60];
    for (int n = 0; n < callIds.length; n++) {
      callIds[n] = "c-" + n;
    }
    test.settled(callIds);
    int threads = 6;
    var together = new CyclicBarrier(threads);
    List<Dispatcher> dispatchers = List.of(test.unlimited(), test.unlimited());
    List<FutureTask<List<String>>> senders = new ArrayList<>();
    for (int n = 0; n < threads; n++) {
      Dispatcher dispatcher = dispatchers.get(n % dispatchers.size());
      var sender =
          new FutureTask<>(
              () -> {
                together.await(20, TimeUnit.SECONDS);
                List<Claim> claims = dispatcher.claim();
                claims.forEach(claim -> dispatcher.sending(claim, "{}"));
                return ids(claims);
              });
      new Thread(sender).start();
      senders.add(sender);
    }

    List<String> sent = new ArrayList<>();
    for (FutureTask<List<String>> sender : senders) {
      sent.addAll(sender.get(30, TimeUnit.SECONDS));
    }
    assertThat(sent).containsExactlyInAnyOrder(callIds);
    assertThat(
            test.store
                .reader
                .sql("SELECT COUNT(*) FROM task_step WHERE kind = 'POST'")
                .query(Long.class)
                .single())
        .isEqualTo(60);
  }

  @Test
  void aCallThatCannotBeReadHoldsUpNoOtherAndCostsNoPermit() {
    test.start(5);
    test.settled("damaged", "sound");
    test.store.commits.write(
        client -> client.sql("UPDATE call SET folded = '{' WHERE call_id = 'damaged'").update());

    assertThat(ids(test.dispatcher.claim())).containsExactly("sound");

    assertThat(test.available()).isEqualTo(2);
    test.settled("c-3", "c-4", "c-5");
    assertThat(test.dispatcher.claim()).hasSize(2);
  }

  @Test
  void aLockedStoreCostsNoPermit() throws Exception {
    test.settled("c-1");
    try (Connection other = test.store.lock()) {
      assertThat(test.dispatcher.claim()).isEmpty();
    }

    assertThat(test.available()).isEqualTo(3);
    assertThat(test.dispatcher.claim()).hasSize(1);
  }

  @Test
  void nothingLeavesIfTheStoreCannotWriteItDown() throws Exception {
    test.settled("c-1");
    Claim claim = test.claimOne();
    try (Connection other = test.store.lock()) {
      assertThatThrownBy(() -> test.dispatcher.sending(claim, "{}"))
          .isInstanceOf(StoreUnavailableException.class);
    }

    assertThat(claim.isUnderWay()).isFalse();
    assertThat(test.log("c-1").state()).isEqualTo("QUEUED");
    assertThat(posts("c-1")).isZero();
  }

  private void settleLog(String prefix, int count) {
    for (int n = 0; n < count; n++) {
      test.append(test.completed(prefix + n));
    }
    test.assembler.assembleChanged();
    test.clock.advance(SETTLE);
  }

  /** So many calls of each CRM account. */
  private void settleBoth(int count) {
    for (int n = 0; n < count; n++) {
      test.append(
          CallEvent.about(new CallKey("acmetel", "2", "second-" + n), "final", T0)
              .outcome(Outcome.BUSY)
              .direction(Direction.INBOUND)
              .leadNumber("+12025550143"));
    }
    settleLog("main-", count);
  }

  private void submitted(String callId) {
    test.settled(callId);
    Claim claim = test.sendOne();
    test.posts.accepted(claim, OK, "request-1");
    test.dispatcher.done(claim);
  }

  private long posts(String callId) {
    return test.steps(callId).stream().filter(step -> step.kind().equals("POST")).count();
  }

  private static List<String> ids(List<Claim> claims) {
    return claims.stream().map(claim -> claim.getCall().key().callId()).toList();
  }
}
