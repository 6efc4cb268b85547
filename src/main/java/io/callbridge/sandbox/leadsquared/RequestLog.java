package io.callbridge.sandbox.leadsquared;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every request at the gateway: all are counted, the last ones are remembered one by one. */
final class RequestLog {

  private final int keep;
  private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
  private final Map<Operation, Map<Verdict, Long>> counts = new TreeMap<>();

  RequestLog(int keep) {
    this.keep = keep;
  }

  synchronized void add(Arrival arrival) {
    counts
        .computeIfAbsent(arrival.operation(), operation -> new TreeMap<>())
        .merge(arrival.verdict(), 1L, Long::sum);
    arrivals.addLast(arrival);
    if (arrivals.size() > keep) {
      arrivals.removeFirst();
    }
  }

  /** Oldest first. */
  synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  synchronized Map<Operation, Map<Verdict, Long>> counts() {
    Map<Operation, Map<Verdict, Long>> copy = new TreeMap<>();
    counts.forEach((operation, verdicts) -> copy.put(operation, new TreeMap<>(verdicts)));
    return copy;
  }

  synchronized long count(Verdict verdict) {
    return counts.values().stream().mapToLong(each -> each.getOrDefault(verdict, 0L)).sum();
  }
}
