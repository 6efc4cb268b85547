package io.callbridge.dispatch;

import static io.callbridge.task.TaskState.LOGGED;
import static io.callbridge.task.TaskState.REJECTED;
import static io.callbridge.task.TaskState.SUBMITTED;
import static io.callbridge.task.TaskState.UNCONFIRMED;

import io.callbridge.store.Tasks.Change;
import io.callbridge.task.Answer;
import io.callbridge.task.Backoff;
import io.callbridge.task.PollPlan;
import io.callbridge.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What each kind of answer to a status request makes of its task (contracts/leadsquared.md, section
 * 4). None of them ever leads to a second post.
 */
public class LookAnswers {

  /** How long after the post an unknown request id may still become known. */
  private static final Duration NOT_YET_KNOWN = Duration.ofMinutes(2);

  private final Answers answers;
  private final PollPlan plan;
  private final Backoff backoff;
  private final InstantSource clock;

  public LookAnswers(Answers answers, PollPlan plan, Backoff backoff, InstantSource clock) {
    this.answers = answers;
    this.plan = plan;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * @param activityId null if the CRM named none
   */
  public void logged(Claim claim, Answer answer, String activityId) {
    answers.keyWorks(claim);
    completed(claim);
    answers.record(claim, answer, Change.to(LOGGED, null, null).countingLook().logged(activityId));
  }

  /** The CRM took the call log and failed with it. */
  public void failed(Claim claim, Answer answer) {
    answers.keyWorks(claim);
    completed(claim);
    answers.record(claim, answer, Change.to(REJECTED, answer.words(), null).countingLook());
  }

  /** Not done yet, or in words that nobody knows. */
  public void pending(Claim claim, Answer answer) {
    answers.keyWorks(claim);
    Instant now = clock.instant();
    if (plan.isOver(followed(claim, now))) {
      untraceable(claim, answer, "accepted, and still not done after 12 hours");
    } else {
      lookAgain(claim, answer, now);
    }
  }

  /** The CRM doesn't know the request id: not yet, shortly after the post; else not any more. */
  public void unknown(Claim claim, Answer answer) {
    Instant now = clock.instant();
    if (now.isBefore(claim.task().acceptedAt().plus(NOT_YET_KNOWN))) {
      lookAgain(claim, answer, now);
    } else {
      untraceable(claim, answer, "accepted, but the CRM no longer knows the request");
    }
  }

  /** The CRM will not tell, now or later. */
  public void refused(Claim claim, Answer answer) {
    untraceable(claim, answer, "accepted, but its status can't be read: " + answer.words());
  }

  public void throttled(Claim claim, Answer answer) {
    answers.record(claim, answer, Change.to(SUBMITTED, null, answers.pause(claim)));
  }

  public void keyRefused(Claim claim, Answer answer) {
    answers.record(claim, answer, Change.to(SUBMITTED, null, answers.stop(claim, answer)));
  }

  /** No answer that counts: asked again later. */
  public void again(Claim claim, Answer answer) {
    Instant again = clock.instant().plus(backoff.after(claim.task().failures() + 1));
    answers.record(claim, answer, Change.to(SUBMITTED, null, again).countingFailure());
  }

  /** No answer at all. */
  public void unanswered(Claim claim, Throwable failure) {
    again(claim, new Answer(null, null, "no answer: " + failure));
  }

  private void lookAgain(Claim claim, Answer answer, Instant now) {
    Instant next =
        plan.nextLook(
            claim.getCrm(),
            claim.task().id(),
            claim.task().acceptedAt(),
            claim.task().looks() + 1,
            now,
            answers.load(claim));
    answers.record(
        claim,
        answer,
        Change.to(SUBMITTED, null, next).countingLook().followedFor(followed(claim, now)));
  }

  private Duration followed(Claim claim, Instant now) {
    Task task = claim.task();
    Instant since = task.lookedAt() == null ? task.acceptedAt() : task.lookedAt();
    return plan.followed(task.followed(), since, now);
  }

  private void completed(Claim claim) {
    Instant now = clock.instant();
    if (plan.completed(claim.getCrm(), claim.task().id(), claim.task().acceptedAt(), now)) {
      Instant first = plan.firstLook(claim.getCrm(), now, answers.load(claim));
      answers.lookEarlier(claim, Duration.between(now, first));
    }
  }

  private void untraceable(Claim claim, Answer answer, String reason) {
    answers.record(claim, answer, Change.to(UNCONFIRMED, reason, null).countingLook());
  }
}
