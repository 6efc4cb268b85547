package io.callbridge.simulation;

import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.collect.CollectPlan;
import io.callbridge.collect.Collection;
import io.callbridge.ops.TestCompleteness;
import io.callbridge.store.DayCounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** The completeness equation of each account, whenever it must close. */
final class Equations {

  private final DayCounts counts;
  private final ProviderAccounts providers;
  private final List<CollectPlan> plans;
  private final Set<String> halfCollected = new HashSet<>();
  private int turn;

  Equations(WorldStore store, ProviderAccounts providers, List<CollectPlan> plans) {
    counts = new DayCounts(store.reader);
    this.providers = providers;
    this.plans = plans;
  }

  /** A page was listed, and perhaps not journaled: until the next pass the equation says so. */
  void halfCollected(Collection pass) {
    halfCollected.add(pass.getAccount());
  }

  void collected(Collection pass) {
    halfCollected.remove(pass.getAccount());
  }

  boolean isAnythingHalfCollected() {
    return !halfCollected.isEmpty();
  }

  /** Takes the accounts in turns, so that each look is quick. */
  void checkNext(Instant begin, BiConsumer<Invariant, String> breach) {
    List<ProviderAccount> all = List.copyOf(providers.all());
    check(all.get(turn++ % all.size()), begin, breach);
  }

  void checkAll(Instant begin, BiConsumer<Invariant, String> breach) {
    providers.all().forEach(account -> check(account, begin, breach));
  }

  private void check(ProviderAccount account, Instant begin, BiConsumer<Invariant, String> breach) {
    LocalDate day = LocalDate.ofInstant(begin, ZoneOffset.UTC);
    boolean verified =
        plans.stream()
            .anyMatch(
                plan ->
                    plan.provider().equals(account.provider())
                        && plan.account().equals(account.name()));
    var equation = TestCompleteness.of(account, day, verified, counts);
    if (!equation.isBalanced()) {
      breach.accept(Invariant.EQUATION_CLOSES, equation.toString());
    }
  }
}
