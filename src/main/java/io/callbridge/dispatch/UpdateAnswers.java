package io.callbridge.dispatch;

import static io.callbridge.task.TaskState.LOGGED;
import static io.callbridge.task.TaskState.QUEUED;
import static io.callbridge.task.TaskState.REJECTED;

import io.callbridge.store.Tasks.Change;
import io.callbridge.task.Answer;
import io.callbridge.task.Backoff;
import java.time.InstantSource;

/**
 * What each kind of answer to an update makes of its task. An update may be repeated, so whatever
 * isn't a refusal is tried again (contracts/leadsquared.md, section 7.2).
 */
public class UpdateAnswers {

  private final Answers answers;
  private final Backoff backoff;
  private final InstantSource clock;

  public UpdateAnswers(Answers answers, Backoff backoff, InstantSource clock) {
    this.answers = answers;
    this.backoff = backoff;
    this.clock = clock;
  }

  public void done(Claim claim, Answer answer) {
    answers.keyWorks(claim);
    answers.record(
        claim,
        answer,
        Change.to(LOGGED, null, null).countingAttempt().logged(claim.getActivityId()));
  }

  public void rejected(Claim claim, Answer answer) {
    answers.record(claim, answer, Change.to(REJECTED, answer.words(), null).countingAttempt());
  }

  public void throttled(Claim claim, Answer answer) {
    answers.record(claim, answer, Change.to(QUEUED, answer.words(), answers.pause(claim)));
  }

  public void keyRefused(Claim claim, Answer answer) {
    answers.record(claim, answer, Change.to(QUEUED, answer.words(), answers.stop(claim, answer)));
  }

  /** No answer that counts. */
  public void again(Claim claim, Answer answer) {
    var at = clock.instant().plus(backoff.after(claim.task().failures() + 1));
    answers.record(
        claim, answer, Change.to(QUEUED, answer.words(), at).countingAttempt().countingFailure());
  }

  /** No answer at all. */
  public void unanswered(Claim claim, Exception failure) {
    again(claim, new Answer(null, null, "no answer: " + failure));
  }
}
