package io.callbridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.call.Outcome;
import io.callbridge.store.CallLogs.CallLog;
import io.callbridge.task.Answer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of unconfirmed posts (contracts/leadsquared.md, sections 5 and 7.4). */
class FindAnswersTest {

  private static final Answer READ = new Answer(200, "[]", "accepted");
  private static final String LOST = "no answer: java.net.SocketTimeoutException: Read timed out";
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

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
  void looksAfterFifteenMinutesAndThenHourlyUntilTwelveHoursHavePassed() {
    Instant lost = lose("c-1");
    Instant due = lost.plus(Duration.ofMinutes(15));
    for (int check = 0; check < 12; check++) {
      assertThat(test.log("c-1").dueAt()).isEqualTo(due);
      test.clock.set(due);
      check(List.of());
      assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
      due = due.plus(Duration.ofHours(1));
    }
    assertThat(test.log("c-1").dueAt()).isEqualTo(lost.plus(HALF_A_DAY));

    test.clock.set(lost.plus(HALF_A_DAY));
    check(List.of());

    CallLog parked = test.log("c-1");
    assertThat(parked.state()).isEqualTo("UNCONFIRMED");
    assertThat(parked.reason()).isEqualTo(LOST + "; not found in the CRM within 12 hours");
    assertThat(parked.dueAt()).isNull();
    assertThat(parked.attempts()).isEqualTo(1);
    test.clock.advance(Duration.ofDays(30));
    assertThat(test.dispatcher.claim()).isEmpty();
  }

  @Test
  void whatIsFoundIsLogged() {
    loseAndWait("c-1");

    check(List.of("activity-1"));

    assertThat(test.log("c-1").state()).isEqualTo("LOGGED");
    assertThat(test.log("c-1").activityId()).isEqualTo("activity-1");
    assertThat(test.log("c-1").reason()).isNull();
    assertThat(test.lastStep("c-1").kind()).isEqualTo("FIND");
    assertThat(test.lastStep("c-1").words()).isEqualTo("activities that fit on page 1: 1");
  }

  @Test
  void readsEveryPageBeforeItDecides() {
    loseAndWait("c-1");
    Claim leads = send();
    test.finds.leads(leads, READ, List.of("lead-1", "lead-2"));
    test.dispatcher.done(leads);

    Claim first = send();
    assertThat(first.getLeads()).containsExactly("lead-1", "lead-2");
    assertThat(first.getPage()).isEqualTo(1);
    test.finds.activities(first, READ, List.of("activity-1"), false);
    test.dispatcher.done(first);
    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    Claim second = send();
    assertThat(second.getPage()).isEqualTo(2);
    test.finds.activities(second, READ, List.of(), true);

    assertThat(test.log("c-1").activityId()).isEqualTo("activity-1");
  }

  @Test
  void anAnswerThatComesTooLateSkipsNoPage() {
    loseAndWait("c-1");
    Claim leads = send();
    test.finds.leads(leads, READ, List.of("lead-1"));
    test.dispatcher.done(leads);
    Claim slow = send();
    test.clock.advance(TestDispatch.TIMEOUT.multipliedBy(2).plusMillis(1));
    Claim again = send();
    assertThat(again.getPage()).isEqualTo(1);
    test.finds.activities(again, READ, List.of(), false);
    test.dispatcher.done(again);

    test.finds.activities(slow, READ, List.of("activity-1"), false);
    test.dispatcher.done(slow);

    assertThat(send().getPage()).isEqualTo(2);
  }

  @Test
  void anActivityThatACallCreatedAtTheSameTimeMayHaveMadeIsNotTaken() {
    Instant created = test.clock.instant().minusSeconds(100);
    for (int n = 1; n <= 2; n++) {
      test.append(
          test.completed("c-" + n).createdAt(created).answeredAt(created.plusSeconds(20L * n)));
    }
    lose();
    test.clock.advance(HALF_A_DAY);

    check(List.of("activity-1"));

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-2").state()).isEqualTo("UNCONFIRMED");
  }

  @Test
  void anActivityThatACallMayHaveMadeIsNotTakenThoughThatCallIsKnownBetterNow() {
    lose("c-1", "c-2");
    test.take(
        test.event("c-2", "corrected")
            .sequence(9)
            .authority(9)
            .outcome(Outcome.ANSWERED)
            .answeredAt(test.clock.instant().minusSeconds(300))
            .talkSeconds(73));
    test.clock.advance(HALF_A_DAY);

    check(List.of("activity-1"));

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
  }

  @Test
  void withoutALeadThereIsNoActivityYet() {
    loseAndWait("c-1");

    Claim leads = send();
    test.finds.leads(leads, READ, List.of());
    test.dispatcher.done(leads);

    assertThat(test.log("c-1").dueAt()).isEqualTo(test.clock.instant().plus(Duration.ofHours(1)));
    assertThat(test.lastStep("c-1").words()).isEqualTo("no lead has this number");
    test.clock.advance(Duration.ofHours(1));
    assertThat(test.claimOne().isLeadSearch()).isTrue();
  }

  @Test
  void anActivityThatIsAnotherCallLogsIsNotTaken() {
    lose("c-1", "c-2");
    test.clock.advance(Duration.ofMinutes(15));
    check(List.of("activity-1", "activity-2"));

    assertThat(test.log("c-1").activityId()).isEqualTo("activity-1");
    assertThat(test.log("c-2").activityId()).isEqualTo("activity-2");
  }

  @Test
  void oneActivityIsNotTakenWhileTwoCallLogsMayHaveMadeIt() {
    lose("c-1", "c-2");
    test.clock.advance(HALF_A_DAY);

    check(List.of("activity-1"));

    for (String id : List.of("c-1", "c-2")) {
      assertThat(test.log(id).state()).isEqualTo("UNCONFIRMED");
      assertThat(test.log(id).activityId()).isNull();
      assertThat(test.log(id).reason())
          .isEqualTo(LOST + "; in the CRM are fewer activities like it than call logs: activity-1");
    }
  }

  @Test
  void aLostPostThatIsNotFoundIsPostedAgainOnceIfTheAccountSaysSo() {
    reposting();
    loseAndWait("c-1");
    check(List.of());
    assertThat(test.log("c-1").state()).as("before the 12 hours").isEqualTo("UNCONFIRMED");
    test.clock.advance(HALF_A_DAY);
    check(List.of());
    assertThat(test.log("c-1").state()).isEqualTo("QUEUED");
    assertThat(test.log("c-1").reason())
        .isEqualTo("posted again: " + LOST + ", and not found since");

    Claim again = send();
    assertThat(again.isPost()).isTrue();
    test.posts.unanswered(again, new SocketTimeoutException("Read timed out"));
    test.dispatcher.done(again);
    test.clock.advance(HALF_A_DAY);
    check(List.of());

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-1").dueAt()).isNull();
  }

  @Test
  void whatTheCrmHasAcceptedIsNeverPostedAgain() {
    reposting();
    test.settled("c-1");
    Claim post = test.sendOne();
    test.posts.accepted(post, READ, null);
    test.dispatcher.done(post);
    test.clock.advance(HALF_A_DAY);

    check(List.of());

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-1").reason())
        .isEqualTo(
            "accepted without a request id, so it can't be tracked;"
                + " not found in the CRM within 12 hours");
  }

  @Test
  void aCallLogThatMayBeInTheCrmIsNotPostedAgain() {
    reposting();
    lose("c-1", "c-2");
    test.clock.advance(HALF_A_DAY);

    check(List.of("activity-1"));

    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-1").dueAt()).isNull();
  }

  @Test
  void anAccountThatCannotBeAskedEndsNothing() {
    reposting();
    Instant lost = lose("c-1");
    test.clock.set(lost.plus(Duration.ofDays(3)));

    Claim unanswered = send();
    test.finds.unanswered(unanswered, new IOException("reset"));
    test.dispatcher.done(unanswered);
    assertDueIn(Duration.ofSeconds(2));

    test.clock.advance(Duration.ofSeconds(6));
    Claim throttled = send();
    test.finds.throttled(throttled, new Answer(429, "", "throttled (HTTP 429)"));
    test.dispatcher.done(throttled);
    assertDueIn(Duration.ofSeconds(5));

    test.clock.advance(Duration.ofSeconds(6));
    Claim keyRefused = send();
    test.finds.keyRefused(keyRefused, new Answer(401, "", "key refused (HTTP 401)"));
    test.dispatcher.done(keyRefused);
    assertDueIn(Duration.ofMinutes(15));
    assertThat(test.available()).as("posts go on").isPositive();

    test.clock.advance(Duration.ofMinutes(15));
    Claim refused = send();
    test.finds.refused(refused, new Answer(404, "", "refused for good (HTTP 404)"));
    test.dispatcher.done(refused);
    assertDueIn(Duration.ofHours(1));
  }

  @Test
  void saysWhatToSetWhereActivitiesCannotBeLookedFor() {
    test.withoutRestHost = true;
    test.start(64);

    lose("c-1");

    assertThat(test.log("c-1").dueAt()).isNull();
    assertThat(test.log("c-1").reason())
        .isEqualTo(
            LOST
                + "; to have its activity looked for, set rest-url, access-key and secret-key of"
                + " this CRM account");
  }

  @Test
  void looksForThemOnceTheRestHostIsSet() {
    test.withoutRestHost = true;
    test.start(64);
    lose("c-1");

    test.withoutRestHost = false;
    test.start(64);
    test.dispatcher.takeOver();

    assertThat(test.log("c-1").reason()).isEqualTo(LOST);
    assertThat(test.claimOne().isLeadSearch()).isTrue();
  }

  private void reposting() {
    test.reposts = true;
    test.start(64);
  }

  /** Posts of calls that were at the same time; they left now and got no answer. */
  private Instant lose(String... callIds) {
    test.settled(callIds);
    for (Claim post : test.dispatcher.claim()) {
      test.dispatcher.sending(post, "{}");
      test.posts.unanswered(post, new SocketTimeoutException("Read timed out"));
      test.dispatcher.done(post);
    }
    return test.clock.instant();
  }

  private void loseAndWait(String callId) {
    lose(callId);
    test.clock.advance(Duration.ofMinutes(15));
  }

  private Claim send() {
    test.clock.advance(TestDispatch.WINDOW);
    Claim claim = test.claimOne();
    test.dispatcher.sending(claim, "{}");
    return claim;
  }

  /** A whole check of every call that is due, each with one lead and one page of activities. */
  private void check(List<String> fitting) {
    for (Claim leads : sendAll()) {
      test.finds.leads(leads, READ, List.of("lead-1"));
    }
    for (Claim activities : sendAll()) {
      test.finds.activities(activities, READ, fitting, true);
    }
  }

  private List<Claim> sendAll() {
    List<Claim> claims = test.unlimited().claim();
    claims.forEach(claim -> test.dispatcher.sending(claim, "{}"));
    return claims;
  }

  private void assertDueIn(Duration time) {
    assertThat(test.log("c-1").state()).isEqualTo("UNCONFIRMED");
    assertThat(test.log("c-1").dueAt()).isEqualTo(test.clock.instant().plus(time));
  }
}
