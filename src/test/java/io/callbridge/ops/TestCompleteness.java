package io.callbridge.ops;

import io.callbridge.call.ProviderAccount;
import io.callbridge.store.DayCounts;
import java.time.LocalDate;
import java.util.List;

/** The equation of an account and a day, for tests elsewhere. */
public record TestCompleteness(
    String account,
    LocalDate day,
    long listed,
    long ended,
    long logged,
    long excluded,
    long open,
    long stopped,
    List<String> missing,
    boolean closes) {

  public static TestCompleteness of(
      ProviderAccount account, LocalDate day, boolean verified, DayCounts counts) {
    Completeness found = Completeness.of(account, day, verified, counts);
    return new TestCompleteness(
        found.account(),
        day,
        found.listed(),
        found.ended(),
        found.logged(),
        found.excluded().values().stream().mapToLong(Long::longValue).sum(),
        found.open().values().stream().mapToLong(Long::longValue).sum(),
        found.stopped().values().stream().mapToLong(Long::longValue).sum(),
        found.missingCallIds(),
        found.closes());
  }

  /** Whether both sides are equal. */
  public boolean isBalanced() {
    return closes && ended == logged + excluded + open + stopped;
  }
}
