package io.callbridge.task;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The API calls that one CRM account may still receive, under all its limits at once.
 *
 * <p>Every request to the account takes a {@link Permit} before it is sent and releases it when the
 * answer has come, or after a time-out that closed the connection, so that the request can no
 * longer arrive. A permit counts against each limit until its release plus the limit's window plus
 * a margin:
 *
 * <pre>permits in use + permits released less than window + margin ago &lt;= calls</pre>
 *
 * <p>Why this can't exceed a limit, however long requests travel: take the request that was sent
 * last among those that reach the CRM within one window. Each of the others was then either still
 * in use or released less than a window ago, since it can't arrive after its release; so each was
 * counted. A token bucket, or a log of sending times, has no such proof: slow requests of one
 * window can arrive together with fast ones of the next.
 *
 * <p>The margin is there because far ends cut times to milliseconds and count both ends of the
 * window: two requests 5.0009 s apart can fall into one window of 5 s.
 *
 * <p>This rests on a clock that runs like the CRM's. If the source goes back, time stands still
 * here until the source has caught up. That is safe but slow, so give a source that doesn't jump.
 *
 * <p>Of the limit with the shortest window only so much is used as the CRM has been found to admit
 * ({@link LearnedCalls}); never more than the limit says.
 *
 * <p>The state is in memory; after a start or a take-over it is rebuilt with {@link #restore} from
 * the store, where each request is written before it leaves. The rule for limits is in the
 * LeadSquared contract, section 9.
 *
 * <p>Thread-safe.
 */
public final class CallBudget {

  /** How long a call counts beyond the window, unless told otherwise: 10 ms. */
  public static final Duration DEFAULT_MARGIN = Duration.ofMillis(10);

  private final List<SlidingLog> logs;
  private final SlidingLog shortest;
  private final LearnedCalls learned;
  private final InstantSource clock;

  private Instant now = Instant.MIN;
  private Instant pausedUntil = Instant.MIN;
  private boolean keyInDoubt;
  private long keyRefusals;
  private int inUse;

  /** A budget with the {@link #DEFAULT_MARGIN}. */
  public CallBudget(List<Limit> limits, InstantSource clock) {
    this(limits, clock, DEFAULT_MARGIN);
  }

  /**
   * @param limits at least one; all hold at the same time
   * @param margin how long a call counts beyond the window: 1 ms, which covers a far end that cuts
   *     times to milliseconds and counts both ends, to 1 minute
   */
  public CallBudget(List<Limit> limits, InstantSource clock, Duration margin) {
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("A budget needs at least one limit, such as 25/5s");
    }
    if (margin.compareTo(Duration.ofMillis(1)) < 0 || margin.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "A budget's margin must be from 1 ms to 1 minute, but it is " + margin);
    }
    this.clock = requireNonNull(clock, "clock");
    this.logs =
        limits.stream().map(limit -> new SlidingLog(limit, margin.toNanos() / 1000)).toList();
    this.shortest =
        logs.stream()
            .min(
                Comparator.comparing((SlidingLog log) -> log.limit().window())
                    .thenComparing(log -> log.limit().calls()))
            .orElseThrow();
    this.learned = new LearnedCalls(shortest.limit());
  }

  /** How many permits {@link #tryAcquire} would give at this moment. */
  public synchronized int available() {
    tick();
    if (now.isBefore(pausedUntil) || (keyInDoubt && inUse > 0)) {
      return 0;
    }
    int free = keyInDoubt ? 1 : Integer.MAX_VALUE;
    for (SlidingLog log : logs) {
      free = Math.min(free, calls(log) - inUse - log.total());
    }
    return Math.max(free, 0);
  }

  /**
   * Which part of what may be sent counts at this moment, under the limit that is used up most.
   *
   * @return 0 to 1; 1 while it is paused
   */
  public synchronized double load() {
    tick();
    if (now.isBefore(pausedUntil)) {
      return 1;
    }
    return logs.stream()
        .mapToDouble(log -> Math.min(1.0, (double) (inUse + log.total()) / calls(log)))
        .max()
        .orElseThrow();
  }

  private int calls(SlidingLog log) {
    return log == shortest ? learned.calls() : log.limit().calls();
  }

  /** A permit to send one request, or empty if none may be sent at this moment. Never waits. */
  public synchronized Optional<Permit> tryAcquire() {
    if (available() == 0) {
      return Optional.empty();
    }
    inUse++;
    return Optional.of(new Permit(now));
  }

  /**
   * When the next permit becomes free if no answer comes until then: now, if one is free already.
   *
   * @return empty if only an answer (or a time-out) can free one
   */
  public synchronized Optional<Instant> nextFreeAt() {
    tick();
    if (keyInDoubt && inUse > 0) {
      return Optional.empty();
    }
    Instant free = later(now, pausedUntil);
    for (SlidingLog log : logs) {
      int tooMany = inUse + log.total() - calls(log) + 1;
      if (tooMany > 0) {
        OptionalLong end = log.freeOf(tooMany);
        if (end.isEmpty()) {
          return Optional.empty();
        }
        free = later(free, Instant.EPOCH.plus(end.getAsLong(), MICROS));
      }
    }
    return Optional.of(free);
  }

  /** Gives no permit before that instant. A pause never shortens an earlier one. */
  public synchronized void pauseUntil(Instant end) {
    pausedUntil = later(pausedUntil, end);
  }

  /** {@link #pauseUntil} so long from now, by this budget's own clock. */
  public synchronized void pauseFor(Duration rest) {
    tick();
    pauseUntil(now.plus(rest));
  }

  /** The end of the pause, or empty if there is none at this moment. */
  public synchronized Optional<Instant> pausedUntil() {
    tick();
    return now.isBefore(pausedUntil) ? Optional.of(pausedUntil) : Optional.empty();
  }

  /**
   * The CRM refused the account's key. Until {@link Permit#admitted}, only one permit may be out at
   * a time: a probe, instead of a burst of requests that would all be refused.
   *
   * @return whether the key was trusted until now
   */
  public synchronized boolean keyRefused() {
    boolean first = !keyInDoubt;
    keyInDoubt = true;
    keyRefusals++;
    return first;
  }

  /** Whether the key was refused and no answer since showed that it works. */
  public synchronized boolean isKeyInDoubt() {
    return keyInDoubt;
  }

  /** How many calls of the shortest limit are used at present: from 1 to what it allows. */
  public synchronized int learnedCalls() {
    return learned.calls();
  }

  /** Begins with what an earlier process learned; more than the limit allows counts as all. */
  public synchronized void restoreLearned(int calls) {
    learned.restore(calls);
  }

  /** The limits, in the order in which they were given. */
  public List<Limit> limits() {
    return logs.stream().map(SlidingLog::limit).toList();
  }

  /**
   * How many calls count against a limit at this moment, permits in use included. For display.
   *
   * @return at least 0; more than the limit's calls only if more were restored
   * @throws IllegalArgumentException if it isn't one of {@link #limits}
   */
  public synchronized int used(Limit limit) {
    tick();
    return logs.stream()
        .filter(log -> log.limit().equals(limit))
        .mapToInt(log -> inUse + log.total())
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(limit + " isn't one of the limits " + limits()));
  }

  /**
   * Registers a request that an earlier process sent, as found in the audit trail. To be called for
   * every request that may still count, before the first permit is taken. Instants ahead of the
   * clock are taken as now.
   *
   * @param sentAt when the request was written to the trail, before it left
   * @param answeredAtOrNull when its answer came; null if none is in the trail: then the request
   *     counts as if it had been answered at {@code sentAt + timeout}
   * @param timeout after which time from {@code sentAt} the request can no longer arrive
   */
  public synchronized void restore(Instant sentAt, Instant answeredAtOrNull, Duration timeout) {
    tick();
    register(
        answeredAtOrNull == null
            ? earlier(sentAt, now).plus(timeout)
            : earlier(answeredAtOrNull, now),
        1);
  }

  /**
   * Registers many requests at once, so that a long window needn't be read row by row: a count per
   * minute will do. Requests of the last minutes are better restored one by one, because here they
   * all count as if answered at the given instant.
   *
   * @param answeredBy an instant by which all of them were answered
   * @param calls how many, at least 0
   */
  public synchronized void restore(Instant answeredBy, int calls) {
    if (calls < 0) {
      throw new IllegalArgumentException("Can't restore %d calls".formatted(calls));
    }
    tick();
    register(earlier(answeredBy, now), calls);
  }

  private void register(Instant end, int calls) {
    // Rounded up, so that a call never counts for less than it should.
    long micros = MICROS.between(Instant.EPOCH, end) + 1;
    logs.forEach(log -> log.add(micros, calls));
  }

  private void tick() {
    now = later(now, clock.instant());
    long micros = MICROS.between(Instant.EPOCH, now);
    logs.forEach(log -> log.forget(micros));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * The right to send one request. It counts from {@link #tryAcquire} on, so whoever holds it ends
   * it in every case, best with try-with-resources. Only the first ending has an effect.
   */
  public final class Permit implements AutoCloseable {

    private final long keyRefusalsBefore = keyRefusals;
    private final Instant sentAt;
    private boolean ended;

    private Permit(Instant sentAt) {
      this.sentAt = sentAt;
    }

    /**
     * The answer said that it was one too many (a 429, or a 200 with such a text). Pauses the
     * account and lowers what is used of its limit.
     *
     * @return how long the pause is from now, at least 5 s
     */
    public Duration refused() {
      synchronized (CallBudget.this) {
        tick();
        Duration rest = learned.refused(sentAt, now);
        pauseUntil(now.plus(rest));
        return rest;
      }
    }

    /**
     * The CRM answered as it does to those it knows, and not that it was one too many. For a
     * request that was sent before the key was refused, that says nothing about the key now.
     *
     * @return whether this ended a doubt about the key
     */
    public boolean admitted() {
      synchronized (CallBudget.this) {
        tick();
        learned.admitted(sentAt, inUse + shortest.total() >= learned.calls(), now);
        boolean ends = keyInDoubt && keyRefusalsBefore == keyRefusals;
        keyInDoubt &= !ends;
        return ends;
      }
    }

    /** The answer has come, or the request has timed out and can no longer arrive. */
    public void release() {
      synchronized (CallBudget.this) {
        if (!ended) {
          ended = true;
          inUse--;
          tick();
          register(now, 1);
        }
      }
    }

    /** Nothing was sent: the permit is free again at once. */
    public void giveBack() {
      synchronized (CallBudget.this) {
        if (!ended) {
          ended = true;
          inUse--;
        }
      }
    }

    /** The same as {@link #release}. */
    @Override
    public void close() {
      release();
    }
  }
}
