package io.callbridge.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.TestStore;
import io.callbridge.task.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionsTest {

  @TempDir Path folder;

  @Test
  void collectsNothingWhileTheStoreIsDownAndGoesOnAfterwards() {
    var clock = new SettableClock();
    var providers = new ProviderAccounts(List.of(TestStore.ACMETEL));
    TestStore store = TestStore.open(folder, providers, clock);
    Collections collections = collections(store, clock);
    store.commits.close();

    assertThat(collections.due("acmetel")).as("the store is down").isEmpty();
    assertThat(collections.due("acmetel")).as("and asked again").isEmpty();
    store.close();

    try (TestStore again = TestStore.open(folder, providers, clock)) {
      assertThat(collections(again, clock).due("acmetel")).hasSize(1);
    }
  }

  private static Collections collections(TestStore store, SettableClock clock) {
    var plan =
        new CollectPlan(
            "acmetel", "1", Duration.ofMinutes(5), null, Duration.ZERO, Duration.ZERO, false);
    return new Collections(List.of(plan), store.journal, store.cursors, null, store.tasks, clock);
  }
}
