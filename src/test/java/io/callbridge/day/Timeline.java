package io.callbridge.day;

import io.callbridge.task.SettableClock;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens when; the clock goes from one happening to the next. */
public final class Timeline {

  private record Happening(Instant at, long number, Runnable what) {}

  private final SettableClock clock;
  private final PriorityQueue<Happening> ahead =
      new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparingLong(Happening::number));
  private long number;

  public Timeline(SettableClock clock) {
    this.clock = clock;
  }

  public void at(Instant at, Runnable what) {
    ahead.add(new Happening(at.isBefore(clock.instant()) ? clock.instant() : at, number++, what));
  }

  public void playUntil(Instant end) {
    while (!ahead.isEmpty() && ahead.peek().at().isBefore(end)) {
      Happening next = ahead.poll();
      clock.set(next.at());
      next.what().run();
    }
  }
}
