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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records answers, and what they say about the account as a whole. */
public class Answers {

  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  /** How long an account whose key was refused rests before one request tries it again. */
  private static final Duration KEY_REST = Duration.ofMinutes(1);

  private final GroupCommit store;
  private final Tasks tasks;
  private final Unconfirmed unconfirmed;
  private final Budgets budgets;
  private final Consumer<Answered> listener;
  private final InstantSource clock;

  /**
   * @param listener is told of each answer, after it has been recorded
   */
  public Answers(
      GroupCommit store,
      Tasks tasks,
      Unconfirmed unconfirmed,
      Budgets budgets,
      Consumer<Answered> listener,
      InstantSource clock) {
    this.store = store;
    this.tasks = tasks;
    this.unconfirmed = unconfirmed;
    this.budgets = budgets;
    this.listener = listener;
    this.clock = clock;
  }

  void record(Claim claim, Answer answer, Change change) {
    record(claim, answer, client -> change);
  }

  /**
   * @param decision what the answer makes of the task, decided within the change that records it,
   *     and only if it still counts
   */
  void record(Claim claim, Answer answer, Function<JdbcClient, Change> decision) {
    Optional<Change> made =
        store.write(
            client -> {
              Instant now = clock.instant();
              Optional<Change> change =
                  tasks.answered(
                      client,
                      claim.task(),
                      claim.step(),
                      answer,
                      () -> decision.apply(client),
                      now);
              change.ifPresent(counts -> follow(client, claim, counts, now));
              return change;
            });
    tell(claim, answer, made.map(Change::state).orElse(claim.task().state()));
    made.ifPresentOrElse(
        change -> log(claim, answer, change),
        () -> log.warn("{}: {} came too late to change anything", claim, answer.words()));
  }

  private void follow(JdbcClient client, Claim claim, Change change, Instant now) {
    if (claim.isUpdate() && change.state() == TaskState.LOGGED) {
      tasks.keepUpdated(client, claim.task(), claim.getCall());
    }
    if (!claim.isSearch() && change.state() == TaskState.UNCONFIRMED) {
      unconfirmed.begin(client, claim.task(), change.reason(), now);
    }
  }

  /** What is recorded stays so, whatever becomes of its measuring. */
  private void tell(Claim claim, Answer answer, TaskState state) {
    try {
      listener.accept(Answered.of(claim, answer.status(), state, claim.sentAt(), clock.instant()));
    } catch (RuntimeException failed) {
      log.error("The answer to the {} is recorded, but can't be measured", claim, failed);
    }
  }

  /** The CRM has answered as it does to those it knows. */
  void keyWorks(Claim claim) {
    if (claim.admitted()) {
      log.info("CRM account {} takes our key again: it goes on", claim.getCrm());
    }
  }

  /** Brings first looks forward that were planned for a later age. */
  void lookEarlier(Claim claim, Duration age) {
    store.write(
        client -> {
          tasks.lookEarlier(client, claim.getCrm(), age, clock.instant());
          return null;
        });
  }

  /** Which part of what the account may be sent is used, 0 to 1. */
  double load(Claim claim) {
    return budgets.of(claim.getCrm()).load();
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
    boolean first = budget.keyRefused();
    budget.pauseFor(KEY_REST);
    if (first) {
      log.error(
          "ALARM: CRM account {} refuses our key ({}). It is stopped, and goes on by itself when one"
              + " request a minute shows that the key works again.",
          claim.getCrm(),
          answer.words());
    }
    return end;
  }

  private static void log(Claim claim, Answer answer, Change change) {
    boolean stopped =
        change.state() == TaskState.REJECTED
            || (change.state() == TaskState.UNCONFIRMED && !claim.isSearch());
    if (stopped) {
      log.warn("{}: {}, {}", claim, change.state(), change.reason());
    } else {
      log.info("{}: {}, {}", claim, change.state(), answer.words());
    }
  }
}
