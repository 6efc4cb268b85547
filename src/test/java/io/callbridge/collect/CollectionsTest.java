package io.callbridge.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.collect.Collection.State;
import io.callbridge.store.Journal.Entry;
import io.callbridge.store.TestStore;
import io.callbridge.task.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections that are asked for on one node and made on another. */
class CollectionsTest {

  private static final Instant FROM = SettableClock.START.minus(Duration.ofDays(2));
  private static final Instant TO = SettableClock.START.minus(Duration.ofDays(1));

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private TestStore store;
  private Collections leader;
  private Collections other;

  @BeforeEach
  void open() {
    store = TestStore.open(folder, new ProviderAccounts(List.of(TestStore.ACMETEL)), clock);
    leader = node();
    other = node();
    leader.due("acmetel").forEach(leader::complete);
    other.due("acmetel").forEach(other::complete);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theLeaderMakesWhatAnotherNodeWasAskedForAndBothKnowHowFarItIs() {
    String id = other.begin("acmetel", "1", FROM, TO, false).orElseThrow().getId();
    assertThat(leader.find(id).orElseThrow().state()).isEqualTo(State.RUNNING);

    Collection made = dueOne();
    assertThat(made.getId()).isEqualTo(id);
    assertThat(made.getFrom()).isEqualTo(FROM);
    assertThat(made.getTo()).isEqualTo(TO);
    leader.page(made, List.of(row("c-1"), row("c-2")), 0.5);
    var halfWay = other.find(id).orElseThrow().progress(clock.instant());
    assertThat(halfWay.percent()).isEqualTo(50);
    assertThat(halfWay.added()).isEqualTo(2);
    leader.complete(made);

    assertThat(other.find(id).orElseThrow().state()).isEqualTo(State.DONE);
    assertThat(leader.due("acmetel")).isEmpty();
  }

  @Test
  void oneAtATimeIsAskedForAnAccountOverAllNodes() {
    other.begin("acmetel", "1", FROM, TO, false).orElseThrow();

    assertThat(leader.begin("acmetel", "1", FROM, TO, false)).isEmpty();

    leader.failed(dueOne(), "no", null);
    assertThat(leader.begin("acmetel", "1", FROM, TO, false)).isPresent();
  }

  @Test
  void aNewLeaderMakesAgainWhatTheOneBeforeHadUnderWay() {
    String id = other.begin("acmetel", "1", FROM, TO, false).orElseThrow().getId();
    dueOne();

    other.takeOver();

    assertThat(other.due("acmetel")).filteredOn(due -> due.getId().equals(id)).hasSize(1);
  }

  @Test
  void whatADryRunFoundIsKnownToAllNodes() {
    String id = other.begin("acmetel", "1", FROM, TO, true).orElseThrow().getId();
    Collection made = dueOne();
    leader.page(made, List.of(row("c-1")), 1);
    leader.complete(made);

    assertThat(other.find(id).orElseThrow().wouldBeAdded()).containsExactly(row("c-1").event());
    assertThat(store.calls.isAnyChanged()).isFalse();
  }

  @Test
  void anEndThatTheStoreDidNotTakeIsWrittenDownLater() throws Exception {
    String id = other.begin("acmetel", "1", FROM, TO, false).orElseThrow().getId();
    Collection made = dueOne();
    try (var held = store.lock()) {
      leader.failed(made, "the provider is away", null);
    }
    assertThat(other.find(id).orElseThrow().state()).isEqualTo(State.RUNNING);

    leader.due("acmetel");

    assertThat(other.find(id).orElseThrow().state()).isEqualTo(State.FAILED);
  }

  @Test
  void nothingIsDueWhileTheStoreIsDownAndItIsAskedAgainAfterwards() throws Exception {
    Collections started = node();
    try (var held = store.lock()) {
      assertThat(started.due("acmetel")).isEmpty();
    }

    assertThat(started.due("acmetel")).hasSize(1);
  }

  @Test
  void whatWasAskedForWhileTheStoreWasDownIsBegunAfterwards() throws Exception {
    String id = other.begin("acmetel", "1", FROM, TO, false).orElseThrow().getId();
    try (var held = store.lock()) {
      assertThat(leader.due("acmetel")).isEmpty();
    }

    assertThat(dueOne().getId()).isEqualTo(id);
  }

  /** As when the answer to the commit that noted it got lost. */
  @Test
  void whatIsNotedAsBegunAndIsNotIsBegun() {
    String id = other.begin("acmetel", "1", FROM, TO, false).orElseThrow().getId();
    store.commits.write(
        client -> client.sql("UPDATE collection_job SET state = 'RUNNING'").update());

    assertThat(dueOne().getId()).isEqualTo(id);
    assertThat(leader.due("acmetel")).isEmpty();
  }

  private Collection dueOne() {
    List<Collection> due = leader.due("acmetel");
    assertThat(due).hasSize(1);
    return due.get(0);
  }

  private static Entry row(String callId) {
    var key = new CallKey("acmetel", "1", callId);
    return new Entry(
        CallEvent.about(key, "row", SettableClock.START).status("completed").build(), null, null);
  }

  private Collections node() {
    var plan =
        new CollectPlan(
            "acmetel", "1", Duration.ofHours(1), null, Duration.ZERO, Duration.ZERO, false);
    return new Collections(
        List.of(plan),
        store.journal,
        store.cursors,
        null,
        store.tasks,
        store.collectionJobs,
        clock);
  }
}
