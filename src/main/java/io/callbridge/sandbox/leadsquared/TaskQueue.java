package io.callbridge.sandbox.leadsquared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Accepted call logs, processed at a capped rate (section 5).
 *
 * <p>When and how a task ends is drawn when it is accepted. Every method first does what is due by
 * the clock, so there is nothing in the background.
 */
final class TaskQueue {

  private final CompletionSettings settings;
  private final Activities activities;
  private final RandomGenerator random;
  private final Clock clock;
  private final Map<UUID, Task> tasks;
  private final PriorityQueue<Task> pending =
      new PriorityQueue<>(Comparator.comparing(Task::endsAt));
  private Instant nextFree = Instant.MIN;

  /**
   * @param keep tasks that are remembered
   * @param random for this queue alone
   */
  TaskQueue(
      CompletionSettings settings,
      int keep,
      Activities activities,
      RandomGenerator random,
      Clock clock) {
    this.settings = settings;
    this.activities = activities;
    this.random = random;
    this.clock = clock;
    this.tasks =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<UUID, Task> eldest) {
            return size() > keep;
          }
        };
  }

  synchronized Task accept(CallLog callLog, String connectorId) {
    Instant now = catchUp();
    Instant takenUp = now.isAfter(nextFree) ? now : nextFree;
    nextFree = takenUp.plus(Duration.ofMinutes(1).dividedBy(settings.ratePerMinute()));
    UUID requestId = Ids.draw(random);
    UUID activityId = Ids.draw(random);
    Completion completion = Completion.draw(settings, random);
    Task task =
        new Task(
            requestId,
            callLog,
            connectorId,
            activityId,
            now,
            takenUp.plus(completion.after()),
            completion.end());
    tasks.put(requestId, task);
    pending.add(task);
    return task;
  }

  /**
   * Looks a task up.
   *
   * @return empty if there is none, or it is too fresh to be known
   */
  synchronized Optional<Task> find(UUID requestId) {
    Instant now = catchUp();
    return Optional.ofNullable(tasks.get(requestId))
        .filter(task -> !now.isBefore(task.acceptedAt().plus(settings.unknownFor())));
  }

  synchronized int pending() {
    catchUp();
    return pending.size();
  }

  /** How long the oldest pending task has been waiting; zero if there is none. */
  synchronized Duration oldestWait() {
    Instant now = catchUp();
    return pending.stream()
        .map(task -> Duration.between(task.acceptedAt(), now))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** Turns the tasks that have ended by now into activities, in the order of their ends. */
  synchronized Instant catchUp() {
    Instant now = clock.instant();
    while (!pending.isEmpty() && !pending.peek().isPending(now)) {
      Task task = pending.poll();
      if (task.end() == TaskEnd.SUCCESS) {
        activities.add(Activity.of(task));
      }
    }
    return now;
  }
}
