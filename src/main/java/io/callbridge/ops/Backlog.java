package io.callbridge.ops;

import io.callbridge.store.OpenTasks;
import io.callbridge.store.OpenTasks.Count;
import io.callbridge.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The call logs that have not come to a good end. It asks the store at most every few seconds,
 * however many gauges are read.
 */
@Component
class Backlog {

  /** Call logs on their way. */
  static final Set<TaskState> OPEN =
      EnumSet.of(TaskState.WAITING, TaskState.QUEUED, TaskState.SUBMITTING, TaskState.SUBMITTED);

  /** Call logs that go no further by themselves. */
  static final Set<TaskState> STOPPED = EnumSet.of(TaskState.REJECTED, TaskState.UNCONFIRMED);

  private static final Duration FRESH = Duration.ofSeconds(5);

  private final OpenTasks tasks;
  private final InstantSource clock;

  private List<Count> counts = List.of();
  private Instant countedAt = Instant.EPOCH;

  Backlog(OpenTasks tasks, InstantSource clock) {
    this.tasks = tasks;
    this.clock = clock;
  }

  long tasks(String crm, Set<TaskState> states) {
    return of(crm, states).mapToLong(Count::tasks).sum();
  }

  /** The time since the earliest hang-up among the account's call logs in these states, or zero. */
  Duration age(String crm, Set<TaskState> states) {
    return of(crm, states)
        .map(Count::oldestEnd)
        .min(Instant::compareTo)
        .map(oldest -> Duration.between(oldest, clock.instant()))
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }

  private Stream<Count> of(String crm, Set<TaskState> states) {
    return counts().stream()
        .filter(count -> count.crm().equals(crm) && states.contains(count.state()));
  }

  private synchronized List<Count> counts() {
    Instant now = clock.instant();
    if (countedAt.plus(FRESH).isBefore(now)) {
      counts = tasks.count();
      countedAt = now;
    }
    return counts;
  }
}
