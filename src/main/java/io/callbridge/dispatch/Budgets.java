package io.callbridge.dispatch;

import io.callbridge.store.Tasks.SentRequest;
import io.callbridge.task.CallBudget;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.Limit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The budget of each CRM account. */
public class Budgets {

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
        .map(account -> longestWindow(account).plus(account.timeout()).plusMinutes(2))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Forgets what this process knows, which is old if another has led meanwhile. */
  void restore(List<SentRequest> requests) {
    byAccount.clear();
    for (SentRequest request : requests) {
      crms.find(request.crm())
          .ifPresent(
              account ->
                  of(account.name())
                      .restore(request.sentAt(), request.answeredAt(), account.timeout()));
    }
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
