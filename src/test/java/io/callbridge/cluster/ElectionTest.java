package io.callbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.Leaders;
import io.callbridge.store.TestStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turn by turn, on a clock that stands still. */
class ElectionTest {

  private static final Duration LEASE = Duration.ofSeconds(10);

  @TempDir Path folder;

  private final AtomicLong ticks = new AtomicLong();
  private final List<String> events = new ArrayList<>();
  private TestStore store;
  private Leaders rival;

  @BeforeEach
  void open() {
    store = TestStore.open(folder, new ProviderAccounts(List.of()), InstantSource.system());
    rival = store.otherLeaders();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void takesOverBeforeItLeads() {
    Election election = election();

    election.turn();

    assertThat(election.isLeader()).isTrue();
    assertThat(events).containsExactly("took over", "changed");
  }

  @Test
  void leadsOnWhileItRenews() {
    Election election = election();
    election.turn();
    for (int turn = 0; turn < 10; turn++) {
      pass(Duration.ofSeconds(2));
      election.turn();
    }

    assertThat(election.isLeader()).isTrue();
    assertThat(events).hasSize(2);
  }

  @Test
  void leadsNoMoreOnceTheLeaseHasRunOutEvenBeforeItsNextTurn() {
    Election election = election();
    election.turn();

    pass(LEASE.minusMillis(1));
    assertThat(election.isLeader()).isTrue();
    pass(Duration.ofMillis(1));

    assertThat(election.isLeader()).isFalse();
  }

  @Test
  void aStoreThatIsAwayForLongEndsItAndItGoesOnWithoutTakingOverIfNobodyElseLed() throws Exception {
    Election election = election();
    election.turn();
    try (Connection other = store.lock()) {
      pass(LEASE.dividedBy(2));
      election.turn();
      assertThat(election.isLeader()).as("within the lease").isTrue();
      pass(LEASE.dividedBy(2));
      election.turn();
      assertThat(election.isLeader()).as("after the lease").isFalse();
    }

    election.turn();

    assertThat(election.isLeader()).isTrue();
    assertThat(events).containsExactly("took over", "changed", "changed", "changed");
  }

  @Test
  void endsAtTheNextTurnAfterAnotherHasTakenIt() {
    Election election = election();
    election.turn();
    store.expireLease();
    assertThat(rival.take("rival", Duration.ofMinutes(10))).isTrue();

    pass(Duration.ofSeconds(2));
    election.turn();

    assertThat(election.isLeader() && !store.isSqlite()).isFalse();
    assertThat(events).startsWith("took over", "changed", "changed");
  }

  @Test
  void doesNotLeadIfItCannotTakeOver() {
    var election =
        new Election(
            store.otherLeaders(),
            "one",
            LEASE,
            ticks::get,
            new Election.Office() {
              @Override
              public void takeOver() {
                throw new IllegalStateException("no");
              }

              @Override
              public void changed() {
                events.add("changed");
              }
            });

    election.turn();

    assertThat(election.isLeader()).isFalse();
    assertThat(events).isEmpty();
  }

  @Test
  void givesItBackWhenItStops() {
    Election election = election();
    election.start();

    election.stop();

    assertThat(election.isLeader()).isFalse();
    assertThat(rival.take("rival", LEASE)).isTrue();
  }

  private void pass(Duration time) {
    ticks.addAndGet(time.toNanos());
  }

  private Election election() {
    return new Election(
        store.otherLeaders(),
        "one",
        LEASE,
        ticks::get,
        new Election.Office() {
          @Override
          public void takeOver() {
            events.add("took over");
          }

          @Override
          public void changed() {
            events.add("changed");
          }
        });
  }
}
