package io.callbridge.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/**
 * What it saves to be told how long the CRM's queue is. The CRM works its queue off in order, at a
 * capped rate, and not at all during a stall; then it has all that came meanwhile to work off.
 */
class PollPlanInAStallTest {

  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration ASKED_EVERY = Duration.ofMinutes(1);

  @Test
  void fewerRequestsAndNoLaterAfterAStallOfHours() {
    Result without = run("stall of 3 h", Duration.ofHours(3), 60, 0.3, false);
    Result with = run("stall of 3 h, with metrics", Duration.ofHours(3), 60, 0.3, true);

    assertThat(with.requestsPerLog()).isLessThan(without.requestsPerLog());
    assertThat(with.lateness()).isLessThanOrEqualTo(without.lateness());
  }

  @Test
  void fewerRequestsAndNoLaterWhereMoreComesThanIsWorkedOff() {
    Result without = run("rush", Duration.ZERO, 60, 1.5, false);
    Result with = run("rush, with metrics", Duration.ZERO, 60, 1.5, true);

    assertThat(with.requestsPerLog()).isLessThan(without.requestsPerLog());
    assertThat(with.lateness()).isLessThanOrEqualTo(without.lateness());
  }

  private record Result(double requestsPerLog, double lateness) {}

  private static final class Log {
    long id;
    Instant acceptedAt;
    Instant doneAt;
    Instant dueAt;
    int looks;
  }

  /**
   * Posts for an hour before the stall, throughout it, and for half an hour after.
   *
   * @param rate call logs that the CRM works off in a minute
   * @param share of the rate at which they come
   */
  private static Result run(String name, Duration stall, int rate, double share, boolean metrics) {
    var clock = new SettableClock();
    var budget = new CallBudget(List.of(Limit.valueOf("25/5s")), clock);
    var plan = new PollPlan();
    Instant stallAt = clock.instant().plus(Duration.ofHours(1));
    Instant stallEnd = stallAt.plus(stall);
    Duration workOne = Duration.ofMillis(60_000 / rate);
    long between = (long) (60_000 / (rate * share));
    int logs = (int) (Duration.ofMinutes(90).plus(stall).toMillis() / between);
    Deque<Instant> posts = new ArrayDeque<>();
    for (int n = 0; n < logs; n++) {
      posts.add(clock.instant().plusMillis(between * n));
    }
    var looks = new PriorityQueue<Log>(Comparator.comparing((Log log) -> log.dueAt));
    var queue = new ArrayDeque<Log>();
    Instant workedUntil = clock.instant();
    Instant askAgainAt = Instant.MIN;
    int requests = 0;
    int done = 0;
    double late = 0;
    while (done < logs) {
      Instant now = clock.instant();
      while (!queue.isEmpty()) {
        Instant begun = later(workedUntil, queue.peek().acceptedAt);
        begun = begun.isBefore(stallAt) || begun.isAfter(stallEnd) ? begun : stallEnd;
        if (begun.plus(workOne).isAfter(now)) {
          break;
        }
        workedUntil = begun.plus(workOne);
        queue.remove().doneAt = workedUntil;
      }
      boolean postDue = !posts.isEmpty() && !posts.peek().isAfter(now);
      boolean lookDue = !looks.isEmpty() && !looks.peek().dueAt.isAfter(now);
      boolean askDue = metrics && !postDue && !now.isBefore(askAgainAt) && plan.wantsQueue("main");
      Optional<CallBudget.Permit> permit =
          postDue || lookDue || askDue ? budget.tryAcquire() : Optional.empty();
      if (permit.isEmpty()) {
        clock.advance(STEP);
        continue;
      }
      requests++;
      if (askDue) {
        plan.asksForQueue("main");
        plan.queueIs("main", workOne.multipliedBy(queue.size()), now);
        askAgainAt = now.plus(ASKED_EVERY);
      } else if (postDue) {
        posts.remove();
        Log log = new Log();
        log.id = logs - posts.size();
        log.acceptedAt = now;
        log.dueAt = plan.firstLook("main", now, budget.load());
        looks.add(log);
        queue.add(log);
      } else {
        Log log = looks.remove();
        log.looks++;
        if (log.doneAt == null) {
          log.dueAt = plan.nextLook("main", log.id, log.acceptedAt, log.looks, now, budget.load());
          looks.add(log);
        } else {
          plan.completed("main", log.id, log.acceptedAt, now);
          late += Duration.between(log.doneAt, now).toMillis() / 1000.0;
          done++;
        }
      }
      permit.get().release();
    }
    var result = new Result((double) requests / logs, late / logs);
    System.out.printf(
        Locale.ROOT,
        "%s: %d logs, %.3f requests per log, known %.1f s after completion%n",
        name,
        logs,
        result.requestsPerLog(),
        result.lateness());
    return result;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
