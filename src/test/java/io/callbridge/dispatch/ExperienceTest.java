package io.callbridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.Learning.Learned;
import io.callbridge.store.TestStore;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.Limit;
import io.callbridge.task.PollPlan;
import io.callbridge.task.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperienceTest {

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private final CrmAccounts crms =
      new CrmAccounts(
          List.of(
              new CrmAccount(
                  "main",
                  List.of(Limit.valueOf("25/5s")),
                  Duration.ZERO,
                  Duration.ofSeconds(30),
                  true,
                  false,
                  true)));
  private TestStore store;
  private Budgets budgets;
  private PollPlan plan;
  private Experience experience;

  @BeforeEach
  void open() {
    store = TestStore.open(folder, new ProviderAccounts(List.of(TestStore.ACMETEL)), clock);
    start();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aStartUnlearnsNothing() {
    budgets.of("main").tryAcquire().orElseThrow().refused();
    Instant accepted = clock.instant();
    for (int task = 0; task < 50; task++) {
      plan.completed("main", task, accepted, accepted.plusSeconds(60));
    }
    experience.keep();
    Instant before = plan.firstLook("main", accepted, 1);

    start();

    assertThat(budgets.of("main").learnedCalls()).isEqualTo(18);
    assertThat(plan.firstLook("main", accepted, 1)).isEqualTo(before);
    assertThat(before).isAfter(accepted.plusSeconds(5));
  }

  @Test
  void beginningTheBudgetAnewKeepsWhatWasLearned() {
    budgets.of("main").tryAcquire().orElseThrow().refused();

    budgets.restore(clock.instant(), List.of(), List.of());

    assertThat(budgets.of("main").learnedCalls()).isEqualTo(18);
    assertThat(budgets.of("main").available()).isEqualTo(18);
  }

  @Test
  void whatCannotBeReadIsLearnedAnew() {
    store.commits.write(
        client -> {
          store.learning.keep(client, new Learned("main", 3, "damaged"), clock.instant());
          store.learning.keep(client, new Learned("gone", 3, ""), clock.instant());
          return null;
        });

    start();

    assertThat(budgets.of("main").learnedCalls()).isEqualTo(3);
    assertThat(plan.observed("main")).isEmpty();
  }

  private void start() {
    budgets = new Budgets(crms, clock);
    plan = new PollPlan();
    experience =
        new Experience(store.commits, store.learning, store.tasks, crms, budgets, plan, clock);
    experience.restore();
  }
}
