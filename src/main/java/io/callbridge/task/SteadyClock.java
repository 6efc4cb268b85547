package io.callbridge.task;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that never jumps: it starts with the time of another one and then counts with the
 * machine's own ticks. For what measures spans, such as {@link CallBudget}; not for the time of
 * day, from which it may drift.
 */
public final class SteadyClock implements InstantSource {

  private final LongSupplier ticks;
  private final Instant start;
  private final long startTicks;

  /**
   * @param ticks nanoseconds that only grow, such as {@link System#nanoTime}
   */
  public SteadyClock(InstantSource clock, LongSupplier ticks) {
    this.ticks = ticks;
    this.start = clock.instant();
    this.startTicks = ticks.getAsLong();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(ticks.getAsLong() - startTicks);
  }
}
