package io.callbridge.dispatch;

import static io.callbridge.dispatch.TestDispatch.SETTLE;
import static io.callbridge.dispatch.TestDispatch.T0;
import static io.callbridge.dispatch.TestDispatch.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.callbridge.store.CallLogs.CallLog;
import io.callbridge.store.CallLogs.Step;
import io.callbridge.task.Answer;
import io.callbridge.task.SettableClock;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class PostAnswersTest {

  /** When the first post is sent, and answered. */
  private static final Instant SENT = T0.plus(SETTLE);

  private static final Answer OK = new Answer(200, "{}", "accepted");
  private static final Answer FORBIDDEN = new Answer(403, "", "key refused (HTTP 403)");

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
  void whoeverMeasuresCannotSpoilAnAnswer() {
    test.listener =
        answered -> {
          throw new IllegalStateException("too many tags");
        };
    test.settled("c-1");
    Claim post = test.sendOne();

    assertThatCode(() -> test.posts.accepted(post, new Answer(200, "{}", "accepted"), "request-1"))
        .doesNotThrowAnyException();
  }

  @Test
  void anAcceptedPostIsLookedAtAfterFiveSeconds() {
    Claim claim = sent("c-1");
    test.clock.advance(Duration.ofSeconds(1));
    test.posts.accepted(claim, OK, "request-1");
    test.dispatcher.done(claim);

    CallLog log = test.log("c-1");
    assertThat(log.state()).isEqualTo("SUBMITTED");
    assertThat(log.requestId()).isEqualTo("request-1");
    assertThat(log.attempts()).isEqualTo(1);
    assertThat(log.dueAt()).isEqualTo(SENT.plusSeconds(6));
    assertThat(test.lastStep("c-1"))
        .isEqualTo(
            new Step(3, "POST", SENT, SENT, SENT.plusSeconds(1), "{}", 200, "{}", "accepted"));
  }

  @Test
  void anAcceptedPostIsNeverPostedAgain() {
    test.posts.accepted(sent("c-1"), OK, "request-1");

    test.clock.advance(Duration.ofDays(2));

    assertThat(test.claimOne().isPost()).isFalse();
  }

  @Test
  void acceptedWithoutAnIdItIsUnconfirmed() {
    test.posts.accepted(sent("c-1"), OK, null);

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-1").reason())
        .isEqualTo("accepted without a request id, so it can't be tracked");
    assertThat(test.log("c-1").attempts()).isEqualTo(1);
    test.assertItsActivityIsLookedFor("c-1");
  }

  @Test
  void aPostThatIsRefusedForGoodIsRejectedWithTheCrmsWords() {
    var refused = new Answer(400, "{…}", "refused for good (HTTP 400): MXInvalidInputException");

    test.posts.rejected(sent("c-1"), refused);

    assertThat(test.log("c-1").state()).isEqualTo("REJECTED");
    assertThat(test.log("c-1").reason())
        .isEqualTo("refused for good (HTTP 400): MXInvalidInputException");
    assertThat(test.log("c-1").attempts()).isEqualTo(1);
    assertThat(test.lastStep("c-1").status()).isEqualTo(400);
    assertThat(test.lastStep("c-1").response()).isEqualTo("{…}");
    assertNeverDue();
  }

  @Test
  void aThrottledPostCostsNoAttemptAndPausesTheAccount() {
    Claim claim = sent("c-1");
    test.posts.throttled(claim, new Answer(429, "", "throttled (HTTP 429)"));
    test.dispatcher.done(claim);

    CallLog log = test.log("c-1");
    assertThat(log.state()).isEqualTo("QUEUED");
    assertThat(log.attempts()).isZero();
    assertThat(log.reason()).isEqualTo("throttled (HTTP 429)");
    assertThat(log.dueAt()).isEqualTo(SENT.plusSeconds(5));
    test.settled("c-2");
    assertThat(test.dispatcher.claim()).hasSize(2);
  }

  @Test
  void aThrottledAccountSendsNothingForFiveSeconds() {
    test.settled("c-1", "c-2");
    List<Claim> claims = test.dispatcher.claim();
    test.dispatcher.sending(claims.get(0), "{}");
    test.posts.throttled(claims.get(0), new Answer(429, "", "throttled (HTTP 429)"));
    test.dispatcher.done(claims.get(0));
    test.dispatcher.done(claims.get(1));

    assertThat(test.available()).isZero();
    test.clock.advance(Duration.ofSeconds(5).minusMillis(1));
    assertThat(test.available()).isZero();
    test.clock.advance(Duration.ofMillis(1));
    // two are used of three, and one counts for another moment
    assertThat(test.available()).isEqualTo(1);
  }

  @Test
  void aPauseIsMeasuredWithTheBudgetsOwnClock() {
    test.close();
    var slow = new SettableClock();
    slow.set(T0.minus(Duration.ofHours(2)));
    test = new TestDispatch(folder.resolve("apart"), slow);
    Claim claim = sent("c-1");
    test.posts.throttled(claim, new Answer(429, "", "throttled (HTTP 429)"));
    test.dispatcher.done(claim);

    assertThat(test.available()).isZero();
    slow.advance(WINDOW);
    assertThat(test.available()).isEqualTo(2);
  }

  @Test
  void aRefusedKeyStopsTheAccountAndCostsNoAttempt() {
    test.settled("c-1", "c-2", "c-3");
    List<Claim> claims = test.dispatcher.claim();
    test.dispatcher.sending(claims.get(0), "{}");
    test.posts.keyRefused(claims.get(0), FORBIDDEN);
    claims.forEach(test.dispatcher::done);

    CallLog log = test.log(id(claims.get(0)));
    assertThat(log.state()).isEqualTo("QUEUED");
    assertThat(log.attempts()).isZero();
    assertThat(log.reason()).isEqualTo("key refused (HTTP 403)");
    assertThat(log.dueAt()).isEqualTo(SENT.plusSeconds(60));
    test.clock.set(SENT.plusSeconds(60).minusMillis(1));
    assertThat(test.available()).isZero();
    assertThat(test.dispatcher.claim()).isEmpty();
  }

  @Test
  void afterARefusedKeyOnlyOneProbeGoesOut() {
    refuseTheKey("c-1", "c-2", "c-3");
    test.clock.advance(Duration.ofSeconds(61));

    Claim probe = test.sendOne();
    assertThat(test.dispatcher.claim()).isEmpty();
    test.posts.keyRefused(probe, FORBIDDEN);
    test.dispatcher.done(probe);
    assertThat(test.dispatcher.claim()).isEmpty();

    test.clock.advance(Duration.ofSeconds(61));
    Claim next = test.sendOne();
    test.posts.accepted(next, OK, "request-1");
    test.dispatcher.done(next);

    // the key works again: both others go out at once
    assertThat(test.dispatcher.claim()).hasSize(2);
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void aRefusedKeyAlarmsOnceAndNotForEveryTask(CapturedOutput output) {
    test.settled("c-1", "c-2", "c-3");
    List<Claim> claims = test.dispatcher.claim();
    claims.forEach(claim -> test.dispatcher.sending(claim, "{}"));
    claims.forEach(claim -> test.posts.keyRefused(claim, FORBIDDEN));
    claims.forEach(test.dispatcher::done);

    assertThat(output.getOut().split("ALARM", -1)).hasSize(2);
  }

  @Test
  void anAcceptanceOfWhatWasSentBeforeTheRefusalDoesNotEndTheDoubt() {
    test.settled("c-1", "c-2");
    List<Claim> claims = test.dispatcher.claim();
    claims.forEach(claim -> test.dispatcher.sending(claim, "{}"));
    test.posts.keyRefused(claims.get(0), FORBIDDEN);
    test.posts.accepted(claims.get(1), OK, "request-1");

    assertThat(test.budgets.of("main").isKeyInDoubt()).isTrue();
  }

  @Test
  void aPostRefusedForNowIsSentAgainLaterAndLater() {
    test.settled("c-1");
    var busy = new Answer(503, "", "refused for now (HTTP 503)");
    for (int wait : new int[] {2, 4, 8}) {
      Claim claim = test.sendOne();
      test.posts.refusedForNow(claim, busy);
      test.dispatcher.done(claim);

      assertThat(test.log("c-1").state()).isEqualTo("QUEUED");
      assertThat(test.log("c-1").dueAt()).isEqualTo(test.clock.instant().plusSeconds(wait));
      test.clock.advance(Duration.ofSeconds(wait).minusMillis(1));
      assertThat(test.dispatcher.claim()).isEmpty();
      test.clock.advance(Duration.ofMillis(1));
    }
    assertThat(test.log("c-1").attempts()).isEqualTo(3);
    assertThat(test.log("c-1").reason()).isEqualTo("refused for now (HTTP 503)");
  }

  @Test
  void theWaitBeginsAnewAfterAnotherAnswer() {
    Claim claim = sent("c-1");
    test.posts.refusedForNow(claim, new Answer(503, "", "refused for now (HTTP 503)"));
    test.dispatcher.done(claim);
    test.clock.advance(WINDOW);
    Claim throttled = test.sendOne();
    test.posts.throttled(throttled, new Answer(429, "", "throttled (HTTP 429)"));
    test.dispatcher.done(throttled);
    test.clock.advance(WINDOW);

    test.posts.refusedForNow(test.sendOne(), new Answer(503, "", "refused for now (HTTP 503)"));

    assertThat(test.log("c-1").dueAt()).isEqualTo(test.clock.instant().plusSeconds(2));
    assertThat(test.log("c-1").attempts()).isEqualTo(2);
  }

  @Test
  void withoutAConnectionNothingWasSentSoItIsSentAgain() {
    test.posts.notSent(sent("c-1"), new ConnectException("refused"));

    assertThat(test.log("c-1").state()).isEqualTo("QUEUED");
    assertThat(test.log("c-1").attempts()).isEqualTo(1);
    assertThat(test.log("c-1").dueAt()).isEqualTo(SENT.plusSeconds(2));
    assertThat(test.lastStep("c-1").words())
        .isEqualTo("not sent: java.net.ConnectException: refused");
    assertThat(test.lastStep("c-1").status()).isNull();
  }

  @Test
  void withoutAnAnswerNobodyKnows() {
    test.posts.unanswered(sent("c-1"), new SocketTimeoutException("Read timed out"));

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-1").reason())
        .isEqualTo("no answer: java.net.SocketTimeoutException: Read timed out");
    assertThat(test.log("c-1").attempts()).isEqualTo(1);
    test.assertItsActivityIsLookedFor("c-1");
  }

  @Test
  void anAmbiguousAnswerIsUnconfirmedToo() {
    test.posts.ambiguous(
        sent("c-1"), new Answer(502, "<html>", "HTTP 502, which says nothing sure"));

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-1").reason()).isEqualTo("HTTP 502, which says nothing sure");
    test.assertItsActivityIsLookedFor("c-1");
  }

  @Test
  void anAnswerThatComesAfterThePostWasGivenUpStillCounts() {
    Claim claim = sent("c-1");
    test.clock.advance(Duration.ofMinutes(3));
    test.dispatcher.loseExpired();
    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");

    test.posts.accepted(claim, OK, "request-1");

    assertThat(test.log("c-1").state()).isEqualTo("SUBMITTED");
    assertThat(test.log("c-1").reason()).isNull();
    assertThat(test.steps("c-1"))
        .extracting(Step::kind)
        .containsExactly("WAITING", "QUEUED", "POST", "UNCONFIRMED");
  }

  @Test
  void aLongResponseIsCut() {
    test.posts.rejected(sent("c-1"), new Answer(400, "x".repeat(20_000), "refused for good"));

    assertThat(test.lastStep("c-1").response()).hasSize(8001).endsWith("x…");
  }

  /** A post that left at {@link #SENT}. */
  private Claim sent(String callId) {
    test.settled(callId);
    return test.sendOne();
  }

  /** One of the calls was posted, and the key was refused; the others never left. */
  private void refuseTheKey(String... callIds) {
    test.settled(callIds);
    List<Claim> claims = test.dispatcher.claim();
    test.dispatcher.sending(claims.get(0), "{}");
    test.posts.keyRefused(claims.get(0), FORBIDDEN);
    claims.forEach(test.dispatcher::done);
  }

  private void assertNeverDue() {
    assertThat(test.log("c-1").dueAt()).isNull();
    test.clock.advance(Duration.ofDays(30));
    assertThat(test.dispatcher.claim()).isEmpty();
  }

  private static String id(Claim claim) {
    return claim.getCall().key().callId();
  }
}
