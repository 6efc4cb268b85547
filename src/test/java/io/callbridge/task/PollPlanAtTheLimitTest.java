package io.callbridge.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/**
 * How many requests a completed call log costs at 25 requests per 5 s. The account is saturated,
 * and posts and looks take turns as they become due, which is the hardest case: no look is late, so
 * that each sees its task as early as planned.
 */
class PollPlanAtTheLimitTest {

  private static final int LOGS = 4000;

  private final Random random = new Random(11);

  @Test
  void costsAtMostTwoPointOneRequestsPerLogWhenDelaysAreSteady() {
    for (double usual : new double[] {3, 20, 45, 240}) {
      Result result =
          run("steady " + usual + " s", () -> usual * (0.95 + 0.1 * random.nextDouble()), 1);

      assertThat(result.requestsPerLog()).isLessThanOrEqualTo(2.1);
    }
  }

  @Test
  void costsAtMostTwoPointFiveRequestsPerLogWithALongTail() {
    assertThat(run("lognormal, median 20 s, sigma 1", this::lognormal, 1).requestsPerLog())
        .isLessThanOrEqualTo(2.5);
    assertThat(run("lognormal, one in ten Pareto 1.1 from 60 s", this::mixed, 1).requestsPerLog())
        .isLessThanOrEqualTo(2.5);
  }

  @Test
  void looksEarlierWhileTheBudgetIsIdle() {
    Result busy = run("idle: lognormal, price of a busy account", this::lognormal, 12);
    Result idle = run("idle: lognormal", this::lognormal, 60);

    assertThat(idle.lateness()).isLessThan(busy.lateness());
    assertThat(idle.requestsPerLog()).isLessThan(4);
  }

  private double lognormal() {
    return 20 * Math.exp(random.nextGaussian());
  }

  private double mixed() {
    return random.nextInt(10) > 0
        ? lognormal()
        : Math.min(30_000, 60 * Math.pow(random.nextDouble(), -1 / 1.1));
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
   * @param spread a new call comes every so many fifths of a second at most; 1 is more than the
   *     limit allows
   */
  private Result run(String name, DoubleSupplier delay, int spread) {
    var clock = new SettableClock();
    var budget = new CallBudget(List.of(Limit.valueOf("25/5s")), clock);
    var plan = new PollPlan();
    var looks = new PriorityQueue<Log>(Comparator.comparing((Log log) -> log.dueAt));
    Deque<Instant> posts = new ArrayDeque<>();
    for (int n = 0; n < LOGS; n++) {
      posts.add(clock.instant().plusMillis(200L * spread * n));
    }
    int requests = 0;
    int done = 0;
    double late = 0;
    long id = 0;
    while (done < LOGS) {
      Instant now = clock.instant();
      boolean lookDue = !looks.isEmpty() && !looks.peek().dueAt.isAfter(now);
      boolean postDue = !posts.isEmpty() && !posts.peek().isAfter(now);
      var permit =
          lookDue || postDue ? budget.tryAcquire() : java.util.Optional.<CallBudget.Permit>empty();
      if (permit.isEmpty()) {
        clock.advance(Duration.ofMillis(20));
        continue;
      }
      requests++;
      if (lookDue) {
        Log log = looks.remove();
        log.looks++;
        if (now.isBefore(log.doneAt)) {
          log.dueAt = plan.nextLook("main", log.id, log.acceptedAt, log.looks, now, budget.load());
          looks.add(log);
        } else {
          plan.completed("main", log.id, log.acceptedAt, now);
          late += Duration.between(log.doneAt, now).toMillis() / 1000.0;
          done++;
        }
      } else {
        posts.remove();
        Log log = new Log();
        log.id = id++;
        log.acceptedAt = now;
        log.doneAt = now.plusMillis((long) (1000 * delay.getAsDouble()));
        log.dueAt = plan.firstLook("main", now, budget.load());
        looks.add(log);
      }
      permit.get().release();
    }
    var result = new Result((double) requests / LOGS, late / LOGS);
    System.out.printf(
        Locale.ROOT,
        "%s: %.3f requests per log, known %.1f s after completion%n",
        name,
        result.requestsPerLog(),
        result.lateness());
    return result;
  }
}
