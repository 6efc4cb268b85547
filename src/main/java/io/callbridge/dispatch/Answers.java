package io.callbridge.dispatch;

import io.callbridge.store.GroupCommit;
import io.callbridge.store.Tasks;
import io.callbridge.store.Tasks.Change;
import io.callbridge.task.Answer;
import io.callbridge.task.CallBudget;
import io.callbridge.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records answers, and what they say about the account as a whole. */
public class Answers {

  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  /** How long an account whose key was refused rests before one request tries it again. */
  private static final Duration KEY_REST = Duration.ofMinutes(1);

  private final GroupCommit store;
  private final Tasks tasks;
  private final Budgets budgets;
  private final InstantSource clock;

  public Answers(GroupCommit store, Tasks tasks, Budgets budgets, InstantSource clock) {
    this.store = store;
    this.tasks = tasks;
    this.budgets = budgets;
    this.clock = clock;
  }

  void record(Claim claim, Answer answer, Change change) {
    boolean changed =
        store.write(
            client -> {
              boolean counts =
                  tasks.answered(
                      client, claim.task(), claim.step(), answer, change, clock.instant());
              if (counts && claim.isUpdate() && change.state() == TaskState.LOGGED) {
                tasks.keepUpdated(client, claim.task(), claim.getCall());
              }
              return counts;
            });
    if (changed) {
      log(claim, answer, change);
    } else {
      log.warn("{}: {} came too late to change anything", claim, answer.words());
    }
  }

  /** The CRM has answered as it does to those it knows. */
  void keyWorks(Claim claim) {
    claim.admitted();
  }

  /** Pauses the account, lowers what is used of its limit, and returns when the pause ends. */
  Instant pause(Claim claim) {
    Instant end = clock.instant().plus(claim.refused());
    log.warn(
        "CRM account {} is over its limit: paused until {}, then {} calls at a time",
        claim.getCrm(),
        end,
        budgets.of(claim.getCrm()).learnedCalls());
    return end;
  }

  /** Stops the account until one request shows that its key works again. */
  Instant stop(Claim claim, Answer answer) {
    CallBudget budget = budgets.of(claim.getCrm());
    Instant end = clock.instant().plus(KEY_REST);
    budget.keyRefused();
    budget.pauseFor(KEY_REST);
    log.error(
        "CRM account {} refuses our key ({}): stopped, tried again at {}",
        claim.getCrm(),
        answer.words(),
        end);
    return end;
  }

  private static void log(Claim claim, Answer answer, Change change) {
    if (change.state() == TaskState.REJECTED || change.state() == TaskState.UNCONFIRMED) {
      log.warn("{}: {}, {}", claim, change.state(), change.reason());
    } else {
      log.info("{}: {}, {}", claim, change.state(), answer.words());
    }
  }
}
