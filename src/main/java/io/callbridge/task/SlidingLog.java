package io.callbridge.task;

import static java.lang.Math.floorDiv;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * When the calls of one {@link Limit} ended, for as long as they count against it.
 *
 * <p>All instants are microseconds since 1970, the resolution of the store.
 *
 * <p>For a window of up to one minute every end is kept as it is. For a longer one, ends are moved
 * up to the next full minute and counted per minute: calls then count up to a minute longer than
 * they must, but a day takes at most 1,442 entries however many calls it allows.
 *
 * <p>Not thread-safe: {@link CallBudget} guards it.
 */
final class SlidingLog {

  private static final long MINUTE = 60_000_000;

  private final Limit limit;
  private final long grain;
  private final long countsFor;

  // Ordered by end, used from head (inclusive) to tail (exclusive).
  private long[] ends = new long[16];
  private int[] calls = new int[16];
  private int head;
  private int tail;
  private int total;

  /**
   * @param margin microseconds that a call counts beyond the limit's window
   */
  SlidingLog(Limit limit, long margin) {
    long window = limit.window().toMillis() * 1000;
    this.limit = limit;
    this.grain = window > MINUTE ? MINUTE : 1;
    this.countsFor = window + margin;
  }

  Limit limit() {
    return limit;
  }

  /** How many calls count, as of the last {@link #forget}. */
  int total() {
    return total;
  }

  /** How many entries are kept, as of the last {@link #forget}. */
  int size() {
    return tail - head;
  }

  /** Adds calls that end at an instant, which may be earlier than others already here, or ahead. */
  void add(long end, int howMany) {
    long key = -floorDiv(-end, grain) * grain;
    int at = tail;
    while (at > head && ends[at - 1] > key) {
      at--;
    }
    if (at > head && ends[at - 1] == key) {
      calls[at - 1] += howMany;
    } else {
      insert(at, key, howMany);
    }
    total += howMany;
  }

  /** Drops the calls that count no more. */
  void forget(long now) {
    while (head < tail && now - ends[head] >= countsFor) {
      total -= calls[head++];
    }
  }

  /** When that many of the calls here, at least 1, will count no more; empty if there are fewer. */
  OptionalLong freeOf(int howMany) {
    int freed = 0;
    for (int i = head; i < tail; i++) {
      freed += calls[i];
      if (freed >= howMany) {
        return OptionalLong.of(ends[i] + countsFor);
      }
    }
    return OptionalLong.empty();
  }

  private void insert(int at, long key, int howMany) {
    if (tail == ends.length) {
      at -= head;
      moveToFront();
    }
    System.arraycopy(ends, at, ends, at + 1, tail - at);
    System.arraycopy(calls, at, calls, at + 1, tail - at);
    ends[at] = key;
    calls[at] = howMany;
    tail++;
  }

  private void moveToFront() {
    int size = size();
    int capacity = size > ends.length / 2 ? ends.length * 2 : ends.length;
    ends = Arrays.copyOf(Arrays.copyOfRange(ends, head, tail), capacity);
    calls = Arrays.copyOf(Arrays.copyOfRange(calls, head, tail), capacity);
    head = 0;
    tail = size;
  }
}
