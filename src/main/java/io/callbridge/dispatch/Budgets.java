package io.callbridge.dispatch;

import io.callbridge.store.Tasks.SentMinute;
import io.callbridge.store.Tasks.SentRequest;
import io.callbridge.task.CallBudget;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The budget of each CRM account. */
public class Budgets {

  /** A minute for the shortest windows' length, one for cutting times to minutes. */
  private static final Duration GRAIN = Duration.ofMinutes(2);

  private final CrmAccounts crms;
  private final InstantSource clock;
  private final Map<String, CallBudget> byAccount = new ConcurrentHashMap<>();

  public Budgets(CrmAccounts crms, InstantSource clock) {
    this.crms = crms;
    this.clock = clock;
  }

  /**
   * @throws IllegalArgumentException if no such account is configured
   */
  public CallBudget of(String crm) {
    return byAccount.computeIfAbsent(crm, name -> new CallBudget(account(name).limits(), clock));
  }

  /** How long a request can count: the longest window and time-out of any account. */
  Duration longestMemory() {
    return crms.all().stream()
        .map(account -> longestWindow(account).plus(account.timeout()).plus(GRAIN))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /**
   * From which full minute on each request is restored by itself: what was sent before counts no
   * more under any limit of a minute or less.
   */
  Instant exactFrom(Instant now) {
    Duration longestTimeout =
        crms.all().stream().map(CrmAccount::timeout).max(Duration::compareTo).orElse(Duration.ZERO);
    return now.minus(longestTimeout).minus(GRAIN).truncatedTo(ChronoUnit.MINUTES);
  }

  /**
   * Begins all budgets anew, with the requests that may still count; what was learned is kept.
   *
   * @param now by the clock that the requests were written down with. Where it was put back since
   *     the start, they count as late as the budgets' own clock has them; where it was put forward,
   *     they count for longer than they must
   * @param minutes those before {@link #exactFrom}
   * @param requests those from then on
   */
  void restore(Instant now, List<SentMinute> minutes, List<SentRequest> requests) {
    Duration ahead = longer(Duration.between(now, clock.instant()), Duration.ZERO);
    byAccount.replaceAll((name, past) -> anew(name, past.learnedCalls()));
    for (SentMinute minute : minutes) {
      crms.find(minute.crm())
          .ifPresent(
              account ->
                  of(account.name())
                      .restore(
                          minute.begin().plus(ahead).plusSeconds(60).plus(account.timeout()),
                          minute.requests()));
    }
    for (SentRequest request : requests) {
      crms.find(request.crm())
          .ifPresent(
              account ->
                  of(account.name())
                      .restore(
                          request.sentAt().plus(ahead),
                          request.answeredAt() == null ? null : request.answeredAt().plus(ahead),
                          account.timeout()));
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private CallBudget anew(String name, int learned) {
    var budget = new CallBudget(account(name).limits(), clock);
    budget.restoreLearned(learned);
    return budget;
  }

  private CrmAccount account(String name) {
    return crms.find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("no CRM account %s is configured".formatted(name)));
  }

  private static Duration longestWindow(CrmAccount account) {
    return account.limits().stream()
        .map(Limit::window)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
