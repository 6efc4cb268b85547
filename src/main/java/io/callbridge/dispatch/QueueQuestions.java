package io.callbridge.dispatch;

import io.callbridge.store.GroupCommit;
import io.callbridge.store.Pauses;
import io.callbridge.store.Tasks;
import io.callbridge.task.Answer;
import io.callbridge.task.CallBudget;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.PollPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks CRM accounts how long their queue is, where that saves looks (contracts/leadsquared.md,
 * section 6): while tasks are open and found so more often than planned, at most once a minute, and
 * only with what posts leave of the budget. An account that can't tell is left alone.
 */
public class QueueQuestions {

  private static final Logger log = LoggerFactory.getLogger(QueueQuestions.class);

  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final Duration REST = Duration.ofHours(1);

  private final GroupCommit store;
  private final Tasks tasks;
  private final CrmAccounts crms;
  private final Budgets budgets;
  private final Pauses pauses;
  private final PollPlan plan;
  private final InstantSource clock;

  /** From when on each account may be asked again; those that can't tell never. */
  private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

  public QueueQuestions(
      GroupCommit store,
      Tasks tasks,
      CrmAccounts crms,
      Budgets budgets,
      Pauses pauses,
      PollPlan plan,
      InstantSource clock) {
    this.store = store;
    this.tasks = tasks;
    this.crms = crms;
    this.budgets = budgets;
    this.pauses = pauses;
    this.plan = plan;
    this.clock = clock;
  }

  /** What may be asked now; each must be given to {@link #done}. */
  public List<QueueQuestion> claim() {
    Instant now = clock.instant();
    List<String> wanted =
        crms.all().stream()
            .filter(CrmAccount::tellsQueue)
            .map(CrmAccount::name)
            .filter(crm -> !now.isBefore(notBefore.getOrDefault(crm, Instant.MIN)))
            .filter(plan::wantsQueue)
            .toList();
    if (wanted.isEmpty()) {
      return List.of();
    }
    Set<String> paused = pauses.names();
    return wanted.stream()
        .filter(crm -> !paused.contains(crm) && !tasks.isQueued(crm, now))
        .map(crm -> claim(crm, now))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<QueueQuestion> claim(String crm, Instant now) {
    CallBudget budget = budgets.of(crm);
    if (budget.isKeyInDoubt()) {
      return Optional.empty();
    }
    Optional<CallBudget.Permit> permit = budget.tryAcquire();
    permit.ifPresent(
        given -> {
          notBefore.put(crm, now.plus(BETWEEN));
          plan.asksForQueue(crm);
        });
    return permit.map(given -> new QueueQuestion(crm, given));
  }

  /**
   * Writes a question down before it leaves. The next step of the route must send it.
   *
   * @throws io.callbridge.store.FormerLeaderException if this process doesn't lead: nothing may be
   *     sent
   */
  public void sending(QueueQuestion question) {
    Instant now = clock.instant();
    store.write(
        client -> {
          tasks.asking(client, question.getCrm(), now);
          return null;
        });
    question.left(now);
  }

  /** The answer has begun to come: from here on the permit runs out. */
  public void arrived(QueueQuestion question) {
    question.permit().release();
    store.write(
        client -> {
          tasks.asked(client, question.getCrm(), question.sentAt(), clock.instant());
          return null;
        });
  }

  /**
   * @param worksOff the time that it takes to work off what is queued
   */
  public void told(QueueQuestion question, Duration worksOff) {
    question.permit().admitted();
    plan.queueIs(question.getCrm(), worksOff, question.sentAt());
    log.info("CRM account {} needs {} for what it has queued", question.getCrm(), worksOff);
  }

  /** There is no such operation: it isn't asked again before the next start. */
  public void absent(QueueQuestion question) {
    notBefore.put(question.getCrm(), Instant.MAX);
    log.info(
        "CRM account {} has no metrics at its metrics-path (404): it isn't asked again",
        question.getCrm());
  }

  public void throttled(QueueQuestion question) {
    Duration rest = question.permit().refused();
    log.warn("CRM account {} is over its limit: paused for {}", question.getCrm(), rest);
  }

  /** Any other answer. Nothing depends on it, so it is asked again much later. */
  public void silent(QueueQuestion question, Answer answer) {
    rest(question, answer.words());
  }

  /** No answer at all. */
  public void unanswered(QueueQuestion question, Throwable failure) {
    rest(question, "no answer: " + failure);
  }

  private void rest(QueueQuestion question, String words) {
    notBefore.put(question.getCrm(), clock.instant().plus(REST));
    log.info("CRM account {} doesn't tell how long its queue is: {}", question.getCrm(), words);
  }

  /** Ends a question, whatever became of it. */
  public void done(QueueQuestion question) {
    question.end();
  }
}
