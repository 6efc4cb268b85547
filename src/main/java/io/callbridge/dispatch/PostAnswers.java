package io.callbridge.dispatch;

import static io.callbridge.task.TaskState.QUEUED;
import static io.callbridge.task.TaskState.REJECTED;
import static io.callbridge.task.TaskState.SUBMITTED;
import static io.callbridge.task.TaskState.UNCONFIRMED;

import io.callbridge.store.Tasks.Change;
import io.callbridge.task.Answer;
import io.callbridge.task.Backoff;
import io.callbridge.task.PollPlan;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What each kind of answer to a post makes of its task (contracts/leadsquared.md, sections 5 and
 * 8). An accepted post is never repeated, and one whose outcome is unknown neither.
 */
public class PostAnswers {

  private final Answers answers;
  private final PollPlan plan;
  private final Backoff backoff;
  private final InstantSource clock;

  public PostAnswers(Answers answers, PollPlan plan, Backoff backoff, InstantSource clock) {
    this.answers = answers;
    this.plan = plan;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * @param requestId null if the CRM gave none: accepted, but it can't be tracked
   */
  public void accepted(Claim claim, Answer answer, String requestId) {
    answers.keyWorks(claim);
    Instant now = clock.instant();
    if (requestId == null) {
      String reason = "accepted without a request id, so it can't be tracked";
      answers.record(
          claim,
          answer,
          Change.to(UNCONFIRMED, reason, null).countingAttempt().accepted(null, now));
    } else {
      answers.record(
          claim,
          answer,
          Change.to(SUBMITTED, null, plan.firstLook(claim.getCrm(), now, answers.load(claim)))
              .countingAttempt()
              .accepted(requestId, now));
    }
  }

  /** The CRM refused it for good. */
  public void rejected(Claim claim, Answer answer) {
    answers.record(claim, answer, Change.to(REJECTED, answer.words(), null).countingAttempt());
  }

  /** The account is over its limit: it pauses, and the task is posted later as if nothing was. */
  public void throttled(Claim claim, Answer answer) {
    Instant again = answers.pause(claim);
    answers.record(claim, answer, Change.to(QUEUED, answer.words(), again));
  }

  /** The account's key is refused: it stops, and the task keeps its place. */
  public void keyRefused(Claim claim, Answer answer) {
    Instant again = answers.stop(claim, answer);
    answers.record(claim, answer, Change.to(QUEUED, answer.words(), again));
  }

  /** Surely not accepted, and it may heal. */
  public void refusedForNow(Claim claim, Answer answer) {
    Instant again = clock.instant().plus(backoff.after(claim.task().failures() + 1));
    answers.record(
        claim,
        answer,
        Change.to(QUEUED, answer.words(), again).countingAttempt().countingFailure());
  }

  /** No connection was made: surely not accepted. */
  public void notSent(Claim claim, Throwable failure) {
    refusedForNow(claim, new Answer(null, null, "not sent: " + failure));
  }

  /** Sent, and no answer came. */
  public void unanswered(Claim claim, Throwable failure) {
    ambiguous(claim, new Answer(null, null, "no answer: " + failure));
  }

  /** Sent, and nobody knows whether it was accepted. */
  public void ambiguous(Claim claim, Answer answer) {
    answers.record(claim, answer, Change.to(UNCONFIRMED, answer.words(), null).countingAttempt());
  }
}
