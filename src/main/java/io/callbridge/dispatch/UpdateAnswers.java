package io.callbridge.dispatch;

import static io.callbridge.task.TaskState.LOGGED;
import static io.callbridge.task.TaskState.QUEUED;
import static io.callbridge.task.TaskState.REJECTED;

import io.callbridge.store.Tasks.Change;
import io.callbridge.task.Answer;
import io.callbridge.task.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What each kind of answer to an update makes of its task. An update may be repeated, so whatever
 * isn't a refusal is tried again (contracts/leadsquared.md, section 7.2).
 */
public class UpdateAnswers {

  private static final Duration KEY_REST = Duration.ofMinutes(15);

  /** After the call's end (contracts/mapping.md, section 10). */
  private static final Duration ENDS_AFTER = Duration.ofHours(24);

  private final Answers answers;
  private final Backoff backoff;
  private final InstantSource clock;

  public UpdateAnswers(Answers answers, Backoff backoff, InstantSource clock) {
    this.answers = answers;
    this.backoff = backoff;
    this.clock = clock;
  }

  public void done(Claim claim, Answer answer) {
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
    // The REST keys are not the key of the posts, which go on.
    Instant later = clock.instant().plus(KEY_REST);
    answers.record(claim, answer, Change.to(QUEUED, answer.words(), later).countingFailure());
  }

  /** No answer that counts. */
  public void again(Claim claim, Answer answer) {
    Instant now = clock.instant();
    if (now.isAfter(claim.getCall().end().plus(ENDS_AFTER))) {
      rejected(
          claim, new Answer(answer.status(), answer.response(), "given up: " + answer.words()));
      return;
    }
    Instant at = now.plus(backoff.after(claim.task().failures() + 1));
    answers.record(
        claim, answer, Change.to(QUEUED, answer.words(), at).countingAttempt().countingFailure());
  }

  /** No answer at all. */
  public void unanswered(Claim claim, Throwable failure) {
    again(claim, new Answer(null, null, "no answer: " + failure));
  }
}
