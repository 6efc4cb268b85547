package io.callbridge.ops;

import io.callbridge.call.ProviderAccount;
import io.callbridge.store.DayCounts;
import io.callbridge.store.DayCounts.Count;
import io.callbridge.task.TaskState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The equation of an account and a day: ended calls = logged + excluded + open + stopped. What the
 * provider lists and we can't account for is missing, and then it doesn't close.
 *
 * @param account {@code provider/account}
 * @param day UTC, of the calls' end
 * @param verified whether the provider's own list was there to check against
 * @param ended how many calls ended, by our count and the provider's list together
 * @param excluded by rule
 * @param open by state
 * @param oldestOpen when the oldest open one ended; null if none is open
 * @param stopped by state and reason
 * @param missing how many are unaccounted for
 * @param missingCallIds the first 100 of those that the provider lists
 */
record Completeness(
    String account,
    LocalDate day,
    boolean verified,
    long listed,
    long ended,
    long logged,
    Map<String, Long> excluded,
    Map<TaskState, Long> open,
    Instant oldestOpen,
    Map<String, Long> stopped,
    long missing,
    List<String> missingCallIds) {

  private static final int MOST_IDS = 100;

  static Completeness of(
      ProviderAccount account, LocalDate day, boolean verified, DayCounts counts) {
    List<Count> ended = counts.ended(account.provider(), account.name(), day);
    List<String> missing = counts.missing(account.provider(), account.name(), day);
    long withoutTask = sum(ended.stream().filter(count -> count.state() == null).toList());
    Map<String, Long> stopped = stopped(ended);
    Map<String, Long> unreadable = counts.unreadable(account.provider(), account.name(), day);
    unreadable.forEach(
        (trouble, calls) -> stopped.merge("UNREADABLE: " + trouble, calls, Long::sum));
    long missingHere = Math.max(withoutTask, missing.size());
    return new Completeness(
        account.provider() + "/" + account.name(),
        day,
        verified,
        counts.listed(account.provider(), account.name(), day),
        sum(ended)
            - withoutTask
            + missingHere
            + unreadable.values().stream().mapToLong(Long::longValue).sum(),
        sum(in(ended, TaskState.LOGGED)),
        byReason(in(ended, TaskState.EXCLUDED)),
        byState(open(ended)),
        open(ended).stream().map(Count::oldestEnd).min(Comparator.naturalOrder()).orElse(null),
        stopped,
        missingHere,
        missing.stream().limit(MOST_IDS).toList());
  }

  /** Whether every ended call is accounted for. */
  public boolean closes() {
    return missing == 0;
  }

  private static List<Count> in(List<Count> counts, TaskState... states) {
    return counts.stream().filter(count -> List.of(states).contains(count.state())).toList();
  }

  private static List<Count> open(List<Count> counts) {
    return in(
        counts, TaskState.WAITING, TaskState.QUEUED, TaskState.SUBMITTING, TaskState.SUBMITTED);
  }

  private static Map<String, Long> byReason(List<Count> counts) {
    var byRule = new TreeMap<String, Long>();
    counts.forEach(count -> byRule.merge(rule(count.reason()), count.calls(), Long::sum));
    return byRule;
  }

  private static Map<TaskState, Long> byState(List<Count> counts) {
    var byState = new TreeMap<TaskState, Long>();
    counts.forEach(count -> byState.merge(count.state(), count.calls(), Long::sum));
    return byState;
  }

  private static Map<String, Long> stopped(List<Count> counts) {
    var byReason = new TreeMap<String, Long>();
    in(counts, TaskState.REJECTED, TaskState.UNCONFIRMED, TaskState.ABANDONED)
        .forEach(
            count ->
                byReason.merge(count.state() + ": " + count.reason(), count.calls(), Long::sum));
    return byReason;
  }

  /** The name of the rule that stands before its words. */
  private static String rule(String reason) {
    int colon = reason.indexOf(':');
    return colon < 0 ? reason : reason.substring(0, colon);
  }

  private static long sum(List<Count> counts) {
    return counts.stream().mapToLong(Count::calls).sum();
  }
}
