package io.callbridge.task;

import static java.time.temporal.ChronoUnit.MICROS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Sends requests through a {@link Gate} in virtual time and counts where it matters: on arrival at
 * the far end.
 *
 * <p>A request arrives at any moment between its sending and its answer or time-out. A restart
 * loses what is in memory, while requests on their way still arrive.
 */
final class FarEndSimulation {

  /** What decides when a request may be sent. */
  interface Gate {

    /** What to run when the answer or the time-out has come; empty if nothing may be sent. */
    Optional<Runnable> trySend();

    Optional<Instant> nextFreeAt();

    default void pauseUntil(Instant end) {}

    default Gate restart(Trail trail) {
      return this;
    }
  }

  /** What a restarted process finds in the store. */
  record Trail(List<Sent> requests, Instant now, Duration timeout, boolean inBulk) {

    void restoreInto(CallBudget budget) {
      TreeMap<Instant, Integer> minutes = new TreeMap<>();
      for (Sent request : requests) {
        Instant answeredAt = request.answered && !request.end.isAfter(now) ? request.end : null;
        if (inBulk && answeredAt != null && answeredAt.isBefore(now.minusSeconds(60))) {
          Instant minute = Instant.ofEpochSecond(answeredAt.getEpochSecond() / 60 * 60 + 60);
          minutes.merge(minute, 1, Integer::sum);
        } else {
          budget.restore(request.at, answeredAt, timeout);
        }
      }
      minutes.forEach(budget::restore);
    }
  }

  enum Action {
    SEND_NOW,
    SEND_LATER,
    SEND_WHEN_FREE,
    PAUSE,
    RESTART
  }

  /**
   * @param count how many requests to send, if it sends
   * @param idle thousandths of the reach, see {@link Scenario}
   * @param travel the same, from sending to arrival
   * @param work the same, from arrival to answer
   * @param micros added to each of these times, so that nothing falls on round numbers
   */
  record Step(Action action, int count, int idle, int travel, int work, int micros) {}

  /**
   * @param timeout thousandths of the reach, which is twice the shortest window
   */
  record Scenario(List<Limit> limits, int timeout, List<Step> steps) {

    long micros(int thousandths) {
      return 2
          * limits.stream().mapToLong(limit -> limit.window().toMillis()).min().orElseThrow()
          * thousandths;
    }
  }

  private record Sent(Instant at, Instant end, boolean answered, Runnable release) {}

  private final Scenario scenario;
  private final SettableClock clock;
  private final Duration timeout;
  private final List<Sent> trail = new ArrayList<>();
  private final List<Instant> arrivals = new ArrayList<>();
  private PriorityQueue<Sent> waiting = new PriorityQueue<>(Comparator.comparing(Sent::end));
  private Instant pausedUntil = Instant.MIN;
  private Gate gate;

  FarEndSimulation(Scenario scenario, SettableClock clock, Gate gate) {
    this.scenario = scenario;
    this.clock = clock;
    this.gate = gate;
    this.timeout = Duration.of(scenario.micros(scenario.timeout()), MICROS);
  }

  /** Plays all steps. */
  FarEndSimulation run() {
    scenario.steps().forEach(this::play);
    return this;
  }

  int arrived() {
    return arrivals.size();
  }

  /**
   * Every stretch of time in which more arrived than a limit allows. Times are cut to milliseconds
   * and both ends of the window count, which is the strictest way to count.
   */
  List<String> excesses() {
    List<String> excesses = new ArrayList<>();
    List<Long> millis = arrivals.stream().map(Instant::toEpochMilli).sorted().toList();
    for (Limit limit : scenario.limits()) {
      for (int last = limit.calls(); last < millis.size(); last++) {
        long span = millis.get(last) - millis.get(last - limit.calls());
        if (span <= limit.window().toMillis()) {
          excesses.add("%s: %d calls in %d ms".formatted(limit, limit.calls() + 1, span));
        }
      }
    }
    return excesses;
  }

  private void play(Step step) {
    switch (step.action()) {
      case SEND_NOW -> sendAll(step);
      case SEND_LATER -> {
        waitUntil(after(step.idle(), step));
        sendAll(step);
      }
      case SEND_WHEN_FREE -> {
        waitUntilFree();
        sendAll(step);
      }
      case PAUSE -> {
        Instant end = after(step.idle(), step);
        pausedUntil = end.isAfter(pausedUntil) ? end : pausedUntil;
        gate.pauseUntil(end);
      }
      case RESTART -> restart(step);
    }
  }

  private void sendAll(Step step) {
    for (int i = 0; i < step.count(); i++) {
      gate.trySend().ifPresent(release -> send(step, release));
    }
  }

  private void send(Step step, Runnable release) {
    Instant now = clock.instant();
    if (now.isBefore(pausedUntil)) {
      throw new AssertionError("sent at " + now + " although paused until " + pausedUntil);
    }
    Instant timedOut = now.plus(timeout);
    Instant arrival = after(step.travel(), step);
    Instant answer = arrival.plus(scenario.micros(step.work()) + step.micros(), MICROS);
    boolean answered = answer.isBefore(timedOut);
    Sent sent = new Sent(now, answered ? answer : timedOut, answered, release);
    arrivals.add(arrival.isBefore(timedOut) ? arrival : timedOut);
    trail.add(sent);
    waiting.add(sent);
  }

  private void restart(Step step) {
    waiting = new PriorityQueue<>(Comparator.comparing(Sent::end));
    pausedUntil = Instant.MIN;
    gate = gate.restart(new Trail(trail, clock.instant(), timeout, step.count() % 2 == 0));
  }

  private void waitUntilFree() {
    Optional<Instant> free = gate.nextFreeAt();
    while (free.isEmpty() && !waiting.isEmpty()) {
      waitUntil(waiting.peek().end());
      free = gate.nextFreeAt();
    }
    free.ifPresent(this::waitUntil);
  }

  private void waitUntil(Instant end) {
    while (!waiting.isEmpty() && !waiting.peek().end().isAfter(end)) {
      Sent sent = waiting.remove();
      clock.set(sent.end());
      sent.release().run();
    }
    clock.set(end);
  }

  private Instant after(int thousandths, Step step) {
    return clock.instant().plus(scenario.micros(thousandths) + step.micros(), MICROS);
  }
}
