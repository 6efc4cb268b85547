package io.callbridge.dispatch;

import static io.callbridge.dispatch.TestDispatch.SETTLE;
import static io.callbridge.dispatch.TestDispatch.T0;
import static io.callbridge.dispatch.TestDispatch.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.store.CallLogs.CallLog;
import io.callbridge.store.CallLogs.Step;
import io.callbridge.task.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookAnswersTest {

  /** When the CRM accepted the post. */
  private static final Instant ACCEPTED = T0.plus(SETTLE);

  private static final Answer DONE = new Answer(200, "{…}", "done");
  private static final Answer PENDING = new Answer(200, "{…}", "In-Queue");
  private static final Answer NOT_FOUND = new Answer(404, "", "refused for good (HTTP 404)");

  @TempDir Path folder;

  private TestDispatch test;

  @BeforeEach
  void acceptOne() {
    test = new TestDispatch(folder);
    test.settled("c-1");
    Claim post = test.sendOne();
    test.posts.accepted(post, new Answer(200, "{}", "accepted"), "request-1");
    test.dispatcher.done(post);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void theFirstLookIsDueFiveSecondsAfterTheAcceptance() {
    test.clock.set(ACCEPTED.plusSeconds(5).minusMillis(1));
    assertThat(test.dispatcher.claim()).isEmpty();

    test.clock.set(ACCEPTED.plusSeconds(5));
    Claim look = test.claimOne();

    assertThat(look.isPost()).isFalse();
    assertThat(look.getRequestId()).isEqualTo("request-1");
    assertThat(look).hasToString("look at acmetel/1/c-1");
  }

  @Test
  void aDoneTaskIsLogged() {
    test.looks.logged(lookAt(5), DONE, "activity-1");

    CallLog log = test.log("c-1");
    assertThat(log.state()).isEqualTo("LOGGED");
    assertThat(log.activityId()).isEqualTo("activity-1");
    assertThat(log.requestId()).isEqualTo("request-1");
    assertThat(log.attempts()).isEqualTo(1);
    assertThat(log.reason()).isNull();
    Instant at = ACCEPTED.plusSeconds(5);
    assertThat(test.lastStep("c-1"))
        .isEqualTo(new Step(4, "LOOK", at, at, at, null, 200, "{…}", "done"));
    assertNeverDue();
  }

  @Test
  void aDoneTaskWithoutAnActivityIdIsLoggedToo() {
    test.looks.logged(lookAt(5), DONE, null);

    assertThat(test.log("c-1").state()).isEqualTo("LOGGED");
    assertThat(test.log("c-1").activityId()).isNull();
  }

  @Test
  void aFailedTaskIsRejectedWithTheCrmsWords() {
    test.looks.failed(lookAt(5), new Answer(200, "{…}", "failed: no such lead"));

    assertThat(test.log("c-1").state()).isEqualTo("REJECTED");
    assertThat(test.log("c-1").reason()).isEqualTo("failed: no such lead");
    assertNeverDue();
  }

  @Test
  void aPendingTaskIsLookedAtLaterAndLater() {
    test.clock.set(ACCEPTED.plusSeconds(5));
    for (int gap : new int[] {15, 30, 60, 120, 240, 480, 900, 900}) {
      Claim look = test.sendOne();
      test.looks.pending(look, PENDING);
      test.dispatcher.done(look);

      assertThat(test.log("c-1").state()).isEqualTo("SUBMITTED");
      assertThat(test.log("c-1").dueAt()).isEqualTo(test.clock.instant().plusSeconds(gap));
      test.clock.advance(Duration.ofSeconds(gap));
    }
    assertThat(test.log("c-1").attempts()).isEqualTo(1);
    assertThat(test.steps("c-1")).filteredOn(step -> step.kind().equals("LOOK")).hasSize(8);
  }

  @Test
  void aTaskThatIsStillPendingAfterTwelveHoursIsUnconfirmed() {
    Instant last = pendingUntilItIsOver();

    assertThat(last)
        .isBetween(
            ACCEPTED.plus(Duration.ofHours(12)), ACCEPTED.plus(Duration.ofMinutes(12 * 60 + 15)));
    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-1").reason()).isEqualTo("accepted, and still not done after 12 hours");
    test.assertItsActivityIsLookedFor("c-1");
  }

  @Test
  void ourOwnDowntimeIsNoneOfTheTwelveHours() {
    Duration down = Duration.ofHours(13);
    test.clock.set(ACCEPTED.plus(down));
    test.start(64);

    Instant last = pendingUntilItIsOver();

    Duration longestGap = Duration.ofMinutes(15);
    assertThat(last)
        .isBetween(
            ACCEPTED.plus(down).plus(Duration.ofHours(12)).minus(longestGap.multipliedBy(2)),
            ACCEPTED.plus(down).plus(Duration.ofHours(12)).plus(longestGap));
    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
  }

  /** Has each look answered when it is due. */
  private Instant pendingUntilItIsOver() {
    if (test.clock.instant().isBefore(test.log("c-1").dueAt())) {
      test.clock.set(test.log("c-1").dueAt());
    }
    while (true) {
      Claim look = test.sendOne();
      test.looks.pending(look, PENDING);
      test.dispatcher.done(look);
      if (!test.log("c-1").state().equals("SUBMITTED")) {
        return test.clock.instant();
      }
      test.clock.set(test.log("c-1").dueAt());
    }
  }

  @Test
  void afterALongDowntimeOneLookStillTellsTheTruth() {
    test.looks.logged(lookAt(Duration.ofHours(40).toSeconds()), DONE, "activity-1");

    assertThat(test.log("c-1").state()).isEqualTo("LOGGED");
  }

  @Test
  void onlyAnAnsweredLookEndsATask() {
    Claim look = lookAt(Duration.ofHours(40).toSeconds());
    test.looks.unanswered(look, new IOException("reset"));
    test.dispatcher.done(look);
    assertThat(test.log("c-1").state()).isEqualTo("SUBMITTED");

    Claim throttled = lookAt(Duration.ofHours(41).toSeconds());
    test.looks.throttled(throttled, new Answer(429, "", "throttled (HTTP 429)"));
    assertThat(test.log("c-1").state()).isEqualTo("SUBMITTED");
  }

  @Test
  void anIdThatIsNotKnownYetIsAskedForAgain() {
    test.looks.unknown(lookAt(119), NOT_FOUND);

    assertThat(test.log("c-1").state()).isEqualTo("SUBMITTED");
    assertThat(test.log("c-1").dueAt()).isEqualTo(ACCEPTED.plusSeconds(119 + 15));
  }

  @Test
  void anIdThatIsUnknownAfterTwoMinutesIsUnconfirmed() {
    test.looks.unknown(lookAt(120), NOT_FOUND);

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-1").reason())
        .isEqualTo("accepted, but the CRM no longer knows the request");
    test.assertItsActivityIsLookedFor("c-1");
  }

  @Test
  void whatIsLearnedBringsForwardLooksThatWerePutOff() {
    test.start(128, "50/5s");
    String[] calls = new String[40];
    for (int n = 0; n < calls.length; n++) {
      calls[n] = "learned-" + n;
    }
    test.settled(calls);
    Instant accepted = test.clock.instant();
    for (Claim post : test.dispatcher.claim()) {
      if (post.isPost()) {
        test.dispatcher.sending(post, "{}");
        test.posts.accepted(post, new Answer(200, "{}", "accepted"), "request");
      }
    }
    assertThat(test.log("learned-39").dueAt()).isAfter(accepted.plusSeconds(40));
    test.start(128, "50/5s");
    test.dispatcher.takeOver();

    test.clock.set(accepted.plusSeconds(6));
    for (Claim look : test.dispatcher.claim()) {
      test.dispatcher.sending(look, null);
      test.looks.logged(look, DONE, "activity");
    }

    assertThat(test.log("learned-39").dueAt()).isBefore(accepted.plusSeconds(10));
  }

  @Test
  void aStatusThatCannotBeReadIsUnconfirmed() {
    test.looks.refused(lookAt(5), new Answer(400, "{…}", "refused for good (HTTP 400)"));

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-1").reason())
        .isEqualTo("accepted, but its status can't be read: refused for good (HTTP 400)");
    test.assertItsActivityIsLookedFor("c-1");
  }

  @Test
  void aThrottledLookPausesTheAccountAndIsNoLook() {
    Claim throttled = lookAt(5);
    test.looks.throttled(throttled, new Answer(429, "", "throttled (HTTP 429)"));
    test.dispatcher.done(throttled);

    assertThat(test.log("c-1").state()).isEqualTo("SUBMITTED");
    assertThat(test.log("c-1").dueAt()).isEqualTo(ACCEPTED.plusSeconds(10));
    assertThat(test.available()).isZero();
    test.clock.set(ACCEPTED.plusSeconds(10));
    Claim next = test.sendOne();
    test.looks.pending(next, PENDING);
    // the gap after the first look that counts
    assertThat(test.log("c-1").dueAt()).isEqualTo(ACCEPTED.plusSeconds(10 + 15));
  }

  @Test
  void aRefusedKeyStopsTheAccountUntilOneLookWorksAgain() {
    Claim refused = lookAt(5);
    test.looks.keyRefused(refused, new Answer(401, "", "key refused (HTTP 401)"));
    test.dispatcher.done(refused);
    test.clock.set(ACCEPTED.plusSeconds(10));
    test.settled("c-2", "c-3");

    assertThat(test.log("c-1").state()).isEqualTo("SUBMITTED");
    assertThat(test.log("c-1").dueAt()).isEqualTo(ACCEPTED.plusSeconds(65));
    assertThat(test.dispatcher.claim()).isEmpty();

    test.clock.set(ACCEPTED.plusSeconds(65));
    Claim probe = test.sendOne();
    assertThat(test.dispatcher.claim()).isEmpty();
    if (probe.isPost()) {
      test.posts.accepted(probe, new Answer(200, "{}", "accepted"), "request-2");
    } else {
      test.looks.pending(probe, PENDING);
    }
    test.dispatcher.done(probe);
    assertThat(test.dispatcher.claim()).hasSize(2);
  }

  @Test
  void anUnansweredLookIsMadeAgainLaterAndLater() {
    test.clock.set(ACCEPTED.plusSeconds(5));
    for (int wait : new int[] {2, 4, 8}) {
      Claim look = test.sendOne();
      test.looks.unanswered(look, new IOException("reset"));
      test.dispatcher.done(look);

      assertThat(test.log("c-1").state()).isEqualTo("SUBMITTED");
      assertThat(test.log("c-1").dueAt()).isEqualTo(test.clock.instant().plusSeconds(wait));
      assertThat(test.lastStep("c-1").words()).isEqualTo("no answer: java.io.IOException: reset");
      assertThat(test.lastStep("c-1").status()).isNull();
      test.clock.advance(Duration.ofSeconds(wait));
    }
    Claim look = test.sendOne();
    test.looks.pending(look, PENDING);
    assertThat(test.log("c-1").dueAt()).isEqualTo(test.clock.instant().plusSeconds(15));
  }

  @Test
  void aServerErrorIsNoAnswerThatCounts() {
    test.looks.again(lookAt(5), new Answer(502, "<html>", "HTTP 502, which says nothing sure"));

    assertThat(test.log("c-1").state()).isEqualTo("SUBMITTED");
    assertThat(test.log("c-1").dueAt()).isEqualTo(ACCEPTED.plusSeconds(7));
    assertThat(test.lastStep("c-1").status()).isEqualTo(502);
  }

  @Test
  void everyLookCountsAgainstTheBudget() {
    test.clock.advance(WINDOW);
    assertThat(test.available()).isEqualTo(3);

    Claim look = test.sendOne();
    assertThat(test.available()).isEqualTo(2);
    test.looks.pending(look, PENDING);
    test.dispatcher.done(look);

    assertThat(test.available()).isEqualTo(2);
  }

  /** The look sent so many seconds after the acceptance. */
  private Claim lookAt(long seconds) {
    test.clock.set(ACCEPTED.plusSeconds(seconds));
    return test.sendOne();
  }

  private void assertNeverDue() {
    assertThat(test.log("c-1").dueAt()).isNull();
    test.clock.advance(Duration.ofDays(30));
    assertThat(test.dispatcher.claim()).isEmpty();
  }
}
