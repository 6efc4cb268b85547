package io.callbridge.console;

import io.callbridge.ops.CompletenessQueries.Equation;
import io.callbridge.ops.CrmAccountQueries;
import io.callbridge.store.DayCounts.LoggedAfter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What the first page shows of one UTC day.
 *
 * @param at when it was looked up
 * @param oldestOpen when the call that has waited longest for the CRM ended, on whichever day; null
 *     if none waits
 */
record Today(
    LocalDate day,
    boolean isToday,
    Instant at,
    List<Account> accounts,
    List<Hour> hours,
    List<CrmAccountQueries.View> crms,
    Instant oldestOpen) {

  /**
   * @param loggedAfter null if no call is logged
   * @param isCollected whether its own records are collected at all
   * @param collectedUntil null if never
   * @param trouble why the last collection failed; null if it didn't
   */
  record Account(
      Equation equation,
      EquationBar bar,
      LoggedAfter loggedAfter,
      boolean isCollected,
      Instant collectedUntil,
      String trouble) {

    public String name() {
      return equation.provider() + "/" + equation.account();
    }

    public long excluded() {
      return EquationBar.sum(equation.excluded());
    }

    public long open() {
      return EquationBar.sum(equation.open());
    }

    public long stopped() {
      return EquationBar.sum(equation.stopped());
    }
  }

  /**
   * The calls that ended in one hour.
   *
   * @param hour 0 to 23
   */
  record Hour(int hour, long logged, long excluded, long open, long stopped) {

    public long all() {
      return logged + excluded + open + stopped;
    }
  }

  public long ended() {
    return accounts.stream().mapToLong(each -> each.equation().ended()).sum();
  }

  public long logged() {
    return accounts.stream().mapToLong(each -> each.equation().logged()).sum();
  }

  public long excluded() {
    return accounts.stream().mapToLong(Account::excluded).sum();
  }

  public long open() {
    return accounts.stream().mapToLong(Account::open).sum();
  }

  public long stopped() {
    return accounts.stream().mapToLong(Account::stopped).sum();
  }

  public long missing() {
    return accounts.stream().mapToLong(each -> each.equation().missing()).sum();
  }

  /** Whether every ended call is accounted for. */
  public boolean closes() {
    return missing() == 0;
  }
}
