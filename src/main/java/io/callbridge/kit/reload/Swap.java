package io.callbridge.kit.reload;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.camel.RoutesBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts new routes in the place of old ones between two requests: what is under way in the old ones
 * finishes there, what begins meanwhile waits.
 */
final class Swap {

  private static final Logger log = LoggerFactory.getLogger(Swap.class);

  /** How long requests are held back for those that are under way, at first and at most. */
  private static final Duration SHORTEST_HOLD = Duration.ofMillis(250);

  private static final Duration LONGEST_HOLD = Duration.ofSeconds(4);

  private static final Duration BETWEEN = Duration.ofMillis(300);
  private static final long LOOK_EVERY_MILLIS = 2;

  /** For a tick of a schedule that has begun, but not its route. */
  private static final long TICK_MILLIS = 150;

  /** For what a route does when an exchange is over and no longer counted. */
  private static final long AFTERWARDS_MILLIS = 20;

  private final ServingRoutes routes;
  private final RouteLoading loading;
  private final RequestGate gate;
  private final Duration giveUpAfter;

  Swap(ServingRoutes routes, RouteLoading loading, RequestGate gate, Duration giveUpAfter) {
    this.routes = routes;
    this.loading = loading;
    this.gate = gate;
    this.giveUpAfter = giveUpAfter;
  }

  /**
   * @throws RefusedRoutesException if there was no quiet moment, or the new routes don't start; the
   *     old ones run then
   */
  void carryOut(SwapPlan plan) {
    List<String> schedules = routes.suspend(routes.schedules(plan.quiet()));
    try {
      pause(schedules.isEmpty() ? 0 : TICK_MILLIS);
      Collection<RoutesBuilder> prepared = loading.prepare(plan.load());
      long end = System.nanoTime() + giveUpAfter.toNanos();
      Duration hold = SHORTEST_HOLD;
      while (!tryOnce(plan, prepared, schedules, hold)) {
        if (System.nanoTime() > end) {
          throw new RefusedRoutesException.NotNow(
              "there was no quiet moment within %d s: something is always under way in %s"
                  .formatted(giveUpAfter.toSeconds(), routes.busy(plan.quiet())));
        }
        pause(BETWEEN.toMillis());
        hold =
            hold.multipliedBy(2).compareTo(LONGEST_HOLD) < 0 ? hold.multipliedBy(2) : LONGEST_HOLD;
      }
    } catch (RefusedRoutesException refused) {
      throw refused;
    } catch (Exception unreadable) {
      throw new RefusedRoutesException("can't be loaded: " + words(unreadable), unreadable);
    } finally {
      routes.resume(schedules);
    }
  }

  private boolean tryOnce(
      SwapPlan plan, Collection<RoutesBuilder> prepared, List<String> schedules, Duration longest) {
    if (!routes.areIdle(Set.copyOf(schedules))) {
      return false;
    }
    boolean holds = routes.takeRequests(plan.quiet());
    long begin = System.nanoTime();
    if (holds) {
      gate.close();
    }
    List<String> directs = List.of();
    try {
      if (!within(longest, () -> isQuiet(plan, holds))) {
        return false;
      }
      directs = routes.suspend(routes.directs(plan.quiet()));
      pause(AFTERWARDS_MILLIS);
      if (!routes.areIdle(plan.quiet())) {
        return false;
      }
      long quiet = System.nanoTime();
      replace(plan, prepared);
      log.debug(
          "quiet after {} ms, replaced in {} ms",
          millis(begin, quiet),
          millis(quiet, System.nanoTime()));
      return true;
    } finally {
      routes.resume(directs);
      if (holds) {
        gate.open();
      }
    }
  }

  private static long millis(long from, long to) {
    return (to - from) / 1_000_000;
  }

  private boolean isQuiet(SwapPlan plan, boolean holds) {
    return (!holds || gate.allHaveBegun()) && routes.areIdle(plan.quiet());
  }

  private void replace(SwapPlan plan, Collection<RoutesBuilder> prepared) {
    try {
      loading.unload(plan.unload());
      loading.load(plan.load(), prepared);
    } catch (Exception failed) {
      putBack(plan, failed);
      throw new RefusedRoutesException("the new routes don't start: " + words(failed), failed);
    }
  }

  private void putBack(SwapPlan plan, Exception why) {
    try {
      loading.unload(plan.load());
      loading.unload(plan.unload());
      loading.load(plan.unload(), loading.prepare(plan.unload()));
    } catch (Exception failed) {
      log.error("the old routes could not be put back after {}", words(why), failed);
      throw new IllegalStateException(
          "neither the new nor the old routes run: restart Callbridge with the old files", failed);
    }
  }

  static String words(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private static boolean within(Duration time, BooleanSupplier condition) {
    long end = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause(LOOK_EVERY_MILLIS);
    }
    return true;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new RefusedRoutesException.NotNow("Callbridge is being stopped");
    }
  }
}
