package io.callbridge.dispatch;

import static io.callbridge.task.TaskState.LOGGED;
import static io.callbridge.task.TaskState.QUEUED;
import static io.callbridge.task.TaskState.UNCONFIRMED;

import io.callbridge.store.ActivitySearches;
import io.callbridge.store.ActivitySearches.Search;
import io.callbridge.store.Tasks.Change;
import io.callbridge.task.Answer;
import io.callbridge.task.Backoff;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What each kind of answer to a look for an unconfirmed post's activity makes of its task
 * (contracts/leadsquared.md, sections 5 and 7.4). A check is made hourly until 12 hours have passed
 * and one more was answered; an account that can't be asked ends nothing.
 *
 * <p>An activity has no id of ours, so two call logs may look the same. One is taken only if there
 * are enough that fit for every call log that may have made them.
 */
public class FindAnswers {

  private static final Duration BETWEEN_CHECKS = Duration.ofHours(1);
  private static final Duration LOOKED_FOR = Duration.ofHours(12);
  private static final Duration KEY_REST = Duration.ofMinutes(15);

  /** Two starts that may be meant to be the same differ by 2 s at most, on either side. */
  private static final Duration RIVALS_APART = Duration.ofSeconds(4);

  private final Answers answers;
  private final ActivitySearches searches;
  private final CrmAccounts crms;
  private final Backoff backoff;
  private final InstantSource clock;

  public FindAnswers(
      Answers answers,
      ActivitySearches searches,
      CrmAccounts crms,
      Backoff backoff,
      InstantSource clock) {
    this.answers = answers;
    this.searches = searches;
    this.crms = crms;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * The leads that have the call's number.
   *
   * @param leads their ids; without any there can't be an activity yet
   */
  public void leads(Claim claim, Answer answer, List<String> leads) {
    if (leads.isEmpty()) {
      Answer none = answer.saying("no lead has this number");
      answers.record(claim, none, client -> checked(client, claim, List.of()));
      return;
    }
    Answer some = answer.saying("leads with this number: " + leads.size());
    answers.record(
        claim,
        some,
        client -> {
          searches.knowLeads(client, claim.task().id(), leads);
          return stay(claim, clock.instant());
        });
  }

  /**
   * A page of activities.
   *
   * @param fitting the ids of those that may be the call's, the nearest first
   * @param isLast whether there are no more pages
   */
  public void activities(Claim claim, Answer answer, List<String> fitting, boolean isLast) {
    List<String> all = new ArrayList<>(claim.search().fitting());
    all.addAll(fitting);
    Answer read =
        answer.saying(
            "activities that fit on page %d: %d".formatted(claim.getPage(), fitting.size()));
    answers.record(
        claim,
        read,
        client -> {
          if (isLast) {
            return checked(client, claim, all);
          }
          searches.nextPage(client, claim.task().id(), all);
          return stay(claim, clock.instant());
        });
  }

  public void throttled(Claim claim, Answer answer) {
    answers.record(claim, answer, stay(claim, answers.pause(claim)));
  }

  public void keyRefused(Claim claim, Answer answer) {
    // The REST keys are not the key of the posts, which go on.
    answers.record(claim, answer, stay(claim, clock.instant().plus(KEY_REST)));
  }

  /** The CRM will not tell; it is asked again with the next check. */
  public void refused(Claim claim, Answer answer) {
    answers.record(claim, answer, stay(claim, clock.instant().plus(BETWEEN_CHECKS)));
  }

  /** No answer that counts: asked again later. */
  public void again(Claim claim, Answer answer) {
    Instant again = clock.instant().plus(backoff.after(claim.task().failures() + 1));
    answers.record(claim, answer, stay(claim, again).countingFailure());
  }

  /** No answer at all. */
  public void unanswered(Claim claim, Throwable failure) {
    again(claim, new Answer(null, null, "no answer: " + failure));
  }

  private static Change stay(Claim claim, Instant dueAt) {
    return Change.to(UNCONFIRMED, claim.search().reason(), dueAt);
  }

  private Change checked(JdbcClient client, Claim claim, List<String> fitting) {
    Task task = claim.task();
    Search search = claim.search();
    Instant now = clock.instant();
    List<String> free =
        fitting.stream()
            .distinct()
            .filter(activity -> !searches.isTaken(client, task, activity))
            .toList();
    boolean enough =
        !free.isEmpty()
            && free.size() > searches.rivals(client, task, claim.getPosted(), RIVALS_APART);
    if (enough) {
      return Change.to(LOGGED, null, null).logged(free.get(0));
    }
    searches.checked(client, task.id());
    Instant end = search.since().plus(LOOKED_FOR);
    if (now.isBefore(end)) {
      Instant next = now.plus(BETWEEN_CHECKS);
      return stay(claim, next.isAfter(end) ? end : next);
    }
    if (free.isEmpty() && isToRepost(task, search)) {
      searches.reposted(client, task.id());
      return Change.to(QUEUED, "posted again: " + search.reason() + ", and not found since", now);
    }
    return Change.to(UNCONFIRMED, search.reason() + ending(free), null);
  }

  /** Only a lost answer: what was accepted is never posted again. */
  private boolean isToRepost(Task task, Search search) {
    return task.acceptedAt() == null
        && !search.reposted()
        && crms.find(task.crm()).map(CrmAccount::repostsLost).orElse(false);
  }

  private static String ending(List<String> free) {
    return free.isEmpty()
        ? "; not found in the CRM within 12 hours"
        : "; in the CRM are fewer activities like it than call logs: " + String.join(", ", free);
  }
}
