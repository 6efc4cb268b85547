package io.callbridge.kit.cases;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often which steps of the routes have run, by {@code file:line}. Thread-safe. */
public final class StepRuns {

  private final Map<String, LongAdder> runs = new ConcurrentHashMap<>();

  void count(String place) {
    runs.computeIfAbsent(place, none -> new LongAdder()).increment();
  }

  /**
   * @param place such as {@code routes/calls/calls-close.camel.yaml:14}
   */
  public long of(String place) {
    LongAdder count = runs.get(place);
    return count == null ? 0 : count.sum();
  }

  /** All, by place. */
  public Map<String, LongAdder> all() {
    return Map.copyOf(runs);
  }
}
