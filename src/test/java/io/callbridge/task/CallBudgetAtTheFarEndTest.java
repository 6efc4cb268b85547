package io.callbridge.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.task.FarEndSimulation.Action;
import io.callbridge.task.FarEndSimulation.Gate;
import io.callbridge.task.FarEndSimulation.Scenario;
import io.callbridge.task.FarEndSimulation.Step;
import io.callbridge.task.FarEndSimulation.Trail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.Tuple;

/** That no limit is ever exceeded where it is counted: on arrival, in every window. */
class CallBudgetAtTheFarEndTest {

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void neverExceedsALimitInAnyWindow(@ForAll("scenarios") Scenario scenario) {
    assertThat(play(scenario, clock -> budget(scenario, clock)).excesses()).isEmpty();
  }

  @Example
  void isTriedWithScenariosThatSendALot() {
    long busy = count("5/100ms", each -> play(each, clock -> budget(each, clock)).arrived() > 50);

    assertThat(busy).isGreaterThan(100);
  }

  @Example
  void wouldSeeATokenBucketExceedIt() {
    assertThat(excessesOf(TokenBucket::new)).isGreaterThan(100);
  }

  @Example
  void wouldSeeALogOfSendingTimesExceedIt() {
    assertThat(excessesOf((each, clock) -> forgettingAnswers(budget(each, clock))))
        .isGreaterThan(100);
  }

  @Example
  void wouldSeeARestartWithoutRestoringExceedIt() {
    assertThat(excessesOf((each, clock) -> forgettingTheTrail(budget(each, clock), each, clock)))
        .isGreaterThan(100);
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    Arbitrary<Limit> limit =
        Combinators.combine(
                Arbitraries.integers().between(1, 6),
                Arbitraries.of("20ms", "100ms", "500ms", "1s", "5s", "1m", "61s", "2m", "10m"))
            .as((calls, window) -> Limit.valueOf(calls + "/" + window));
    return scenarios(limit.list().ofMinSize(1).ofMaxSize(3));
  }

  private static Arbitrary<Scenario> scenarios(Arbitrary<List<Limit>> limits) {
    Arbitrary<Integer> thousandths = Arbitraries.integers().between(0, 1000);
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.frequency(
                    Tuple.of(4, Action.SEND_NOW),
                    Tuple.of(4, Action.SEND_LATER),
                    Tuple.of(8, Action.SEND_WHEN_FREE),
                    Tuple.of(1, Action.PAUSE),
                    Tuple.of(1, Action.RESTART)),
                Arbitraries.integers().between(1, 6),
                thousandths,
                thousandths,
                thousandths,
                Arbitraries.integers().between(0, 999))
            .as(Step::new);
    return Combinators.combine(
            limits,
            Arbitraries.integers().between(1, 1000),
            step.list().ofMaxSize(80).withSizeDistribution(RandomDistribution.uniform()))
        .as(Scenario::new);
  }

  /** In how many of 300 scenarios, always the same, a gate lets too much through. */
  private static long excessesOf(BiFunction<Scenario, SettableClock, Gate> gate) {
    return count(
        "5/100ms", each -> !play(each, clock -> gate.apply(each, clock)).excesses().isEmpty());
  }

  private static long count(String limit, Predicate<Scenario> condition) {
    return scenarios(Arbitraries.just(List.of(Limit.valueOf(limit)))).generator(1000).stream(
            new Random(42))
        .limit(300)
        .map(Shrinkable::value)
        .filter(condition)
        .count();
  }

  private static FarEndSimulation play(Scenario scenario, Function<SettableClock, Gate> gate) {
    SettableClock clock = new SettableClock();
    return new FarEndSimulation(scenario, clock, gate.apply(clock)).run();
  }

  private static Gate budget(Scenario scenario, SettableClock clock) {
    return new BudgetGate(new CallBudget(scenario.limits(), clock), scenario, clock);
  }

  private record BudgetGate(CallBudget budget, Scenario scenario, SettableClock clock)
      implements Gate {

    @Override
    public Optional<Runnable> trySend() {
      return budget.tryAcquire().map(permit -> permit::release);
    }

    @Override
    public Optional<Instant> nextFreeAt() {
      return budget.nextFreeAt();
    }

    @Override
    public void pauseUntil(Instant end) {
      budget.pauseUntil(end);
    }

    @Override
    public Gate restart(Trail trail) {
      CallBudget restarted = new CallBudget(scenario.limits(), clock);
      trail.restoreInto(restarted);
      return new BudgetGate(restarted, scenario, clock);
    }
  }

  /** The textbook's: full at first, refilled evenly, up to the number of calls. */
  private static final class TokenBucket implements Gate {

    private final Limit limit;
    private final SettableClock clock;
    private double tokens;
    private Instant filledAt;
    private Instant pausedUntil = Instant.MIN;

    TokenBucket(Scenario scenario, SettableClock clock) {
      this.limit = scenario.limits().get(0);
      this.clock = clock;
      this.tokens = limit.calls();
      this.filledAt = clock.instant();
    }

    @Override
    public Optional<Runnable> trySend() {
      fill();
      if (tokens < 1 || clock.instant().isBefore(pausedUntil)) {
        return Optional.empty();
      }
      tokens--;
      return Optional.of(() -> {});
    }

    @Override
    public Optional<Instant> nextFreeAt() {
      fill();
      double missing = Math.max(0, 1 - tokens);
      Instant refilled =
          filledAt.plusNanos((long) (limit.window().toNanos() * missing / limit.calls()));
      return Optional.of(refilled.isAfter(pausedUntil) ? refilled : pausedUntil);
    }

    @Override
    public void pauseUntil(Instant end) {
      pausedUntil = end.isAfter(pausedUntil) ? end : pausedUntil;
    }

    private void fill() {
      Duration since = Duration.between(filledAt, clock.instant());
      double refill = (double) since.toNanos() * limit.calls() / limit.window().toNanos();
      tokens = Math.min(limit.calls(), tokens + refill);
      filledAt = clock.instant();
    }
  }

  /** Counts a request from its sending on, however long it travels. */
  private static Gate forgettingAnswers(Gate gate) {
    return new Gate() {
      @Override
      public Optional<Runnable> trySend() {
        return gate.trySend()
            .map(
                release -> {
                  release.run();
                  return () -> {};
                });
      }

      @Override
      public Optional<Instant> nextFreeAt() {
        return gate.nextFreeAt();
      }

      @Override
      public void pauseUntil(Instant end) {
        gate.pauseUntil(end);
      }
    };
  }

  /** Starts with an empty budget each time. */
  private static Gate forgettingTheTrail(Gate gate, Scenario scenario, SettableClock clock) {
    return new Gate() {
      @Override
      public Optional<Runnable> trySend() {
        return gate.trySend();
      }

      @Override
      public Optional<Instant> nextFreeAt() {
        return gate.nextFreeAt();
      }

      @Override
      public void pauseUntil(Instant end) {
        gate.pauseUntil(end);
      }

      @Override
      public Gate restart(Trail trail) {
        return forgettingTheTrail(budget(scenario, clock), scenario, clock);
      }
    };
  }
}
