package io.callbridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.store.Pauses.Pause;
import io.callbridge.task.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueQuestionsTest {

  private static final Answer OK = new Answer(200, "{}", "accepted");
  private static final Answer PENDING = new Answer(200, "{}", "In-Queue");

  @TempDir Path folder;
  private TestDispatch test;

  @BeforeEach
  void open() {
    test = new TestDispatch(folder);
    test.start(64, "3/5s", "100/1d");
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void nothingIsAskedWhileNothingIsKnownToTakeLong() {
    assertThat(test.questions.claim()).isEmpty();

    submitted("c-1");

    assertThat(test.questions.claim()).isEmpty();
  }

  @Test
  void asksAtMostOnceAMinuteAndOnlyAfterAnotherLookInVain() {
    submitted("c-1");
    lookInVain();
    askedAndTold(Duration.ofSeconds(1));

    lookInVain();
    assertThat(test.questions.claim()).as("within the minute").isEmpty();

    test.clock.advance(Duration.ofMinutes(1));
    askedAndTold(Duration.ofSeconds(1));
    test.clock.advance(Duration.ofMinutes(1));
    assertThat(test.questions.claim()).as("without another look").isEmpty();
  }

  @Test
  void neverTakesFromThePosts() {
    submitted("c-1");
    lookInVain();
    test.settled("c-2");
    test.dispatcher.claim().forEach(test.dispatcher::done);
    test.clock.advance(Duration.ofMinutes(2));

    assertThat(test.questions.claim()).as("while a post waits").isEmpty();
  }

  @Test
  void neverExceedsTheBudgetAndCountsInItEvenAfterARestart() {
    submitted("c-1");
    lookInVain();
    test.clock.advance(TestDispatch.WINDOW);
    int before = test.available();

    askedAndTold(Duration.ofSeconds(1));

    assertThat(before).isEqualTo(3);
    assertThat(test.available()).isEqualTo(2);
    assertThat(test.store.tasks.sentSince(TestDispatch.T0)).hasSize(3);
    assertThat(
            test
                .store
                .tasks
                .sentPerMinute(TestDispatch.T0, test.clock.instant().plusSeconds(60))
                .stream()
                .mapToInt(minute -> minute.requests())
                .sum())
        .isEqualTo(3);

    test.start(64, "3/5s", "100/1d");
    test.dispatcher.takeOver();
    assertThat(test.available()).as("after a restart").isEqualTo(2);
  }

  @Test
  void anUnansweredQuestionCountsUntilItsTimeOutAfterARestart() {
    submitted("c-1");
    lookInVain();
    test.clock.advance(TestDispatch.WINDOW);
    test.questions.sending(test.questions.claim().get(0));

    test.clock.advance(Duration.ofSeconds(20));
    test.start(64, "3/5s", "100/1d");
    test.dispatcher.takeOver();

    assertThat(test.available()).isEqualTo(2);
    test.clock.advance(TestDispatch.TIMEOUT);
    assertThat(test.available()).isEqualTo(3);
  }

  @Test
  void isNotAskedWithoutAPermit() {
    submitted("c-1");
    lookInVain();
    test.clock.advance(TestDispatch.WINDOW);
    while (test.available() > 0) {
      test.budgets.of("main").tryAcquire();
    }

    assertThat(test.questions.claim()).isEmpty();
  }

  @Test
  void putsTheNextFirstLookOff() {
    submitted("c-1");
    lookInVain();
    askedAndTold(Duration.ofMinutes(5));

    test.settled("c-2");
    for (Claim claim : test.dispatcher.claim()) {
      if (claim.isPost()) {
        test.dispatcher.sending(claim, "{}");
        test.posts.accepted(claim, OK, "request-c-2");
      }
      test.dispatcher.done(claim);
    }

    assertThat(Duration.between(test.clock.instant(), test.log("c-2").dueAt()))
        .isGreaterThan(Duration.ofMinutes(4));
  }

  @Test
  void anAccountWithoutMetricsIsNotAskedAgain() {
    submitted("c-1");
    lookInVain();
    QueueQuestion question = asked();
    test.questions.absent(question);
    test.questions.done(question);

    test.clock.advance(Duration.ofDays(1));
    lookInVain();
    assertThat(test.questions.claim()).isEmpty();
  }

  @Test
  void anAccountThatDoesNotTellIsLeftAloneForAnHour() {
    submitted("c-1");
    lookInVain();
    QueueQuestion question = asked();
    test.questions.silent(question, new Answer(500, "", "HTTP 500, which says nothing sure"));
    test.questions.done(question);

    test.clock.advance(Duration.ofMinutes(59));
    lookInVain();
    assertThat(test.questions.claim()).isEmpty();
    test.clock.advance(Duration.ofMinutes(1));
    assertThat(test.questions.claim()).hasSize(1);
  }

  @Test
  void aThrottledQuestionPausesTheAccount() {
    submitted("c-1");
    lookInVain();
    QueueQuestion question = asked();
    test.questions.throttled(question);
    test.questions.done(question);

    test.clock.advance(Duration.ofSeconds(4));
    assertThat(test.available()).isZero();
  }

  @Test
  void anAccountThatAnOperatorPausedIsNotAsked() {
    submitted("c-1");
    lookInVain();
    test.store.pauses.pause(new Pause("main", test.clock.instant(), "oscar", "maintenance"));

    assertThat(test.questions.claim()).isEmpty();
  }

  @Test
  void aQuestionThatNeverLeftGivesItsPermitBack() {
    submitted("c-1");
    lookInVain();
    test.clock.advance(TestDispatch.WINDOW);
    QueueQuestion question = test.questions.claim().get(0);
    assertThat(test.available()).isEqualTo(2);

    test.questions.done(question);

    assertThat(test.available()).isEqualTo(3);
  }

  private void submitted(String callId) {
    test.settled(callId);
    Claim post = test.sendOne();
    test.posts.accepted(post, OK, "request-" + callId);
    test.dispatcher.done(post);
  }

  private void lookInVain() {
    if (test.clock.instant().isBefore(test.log("c-1").dueAt())) {
      test.clock.set(test.log("c-1").dueAt());
    }
    Claim look = test.sendOne();
    test.looks.pending(look, PENDING);
    test.dispatcher.done(look);
  }

  private QueueQuestion asked() {
    QueueQuestion question = test.questions.claim().get(0);
    test.questions.sending(question);
    test.questions.arrived(question);
    return question;
  }

  private void askedAndTold(Duration worksOff) {
    QueueQuestion question = asked();
    test.questions.told(question, worksOff);
    test.questions.done(question);
  }
}
