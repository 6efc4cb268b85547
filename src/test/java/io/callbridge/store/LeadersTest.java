package io.callbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.callbridge.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeadersTest {

  private static final Instant T0 = Instant.parse("2026-03-03T10:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder;

  private TestStore store;
  private Leaders one;
  private Leaders other;

  @BeforeEach
  void open() {
    store = TestStore.open(folder);
    one = new Leaders(store.commits, store.reader, store.dialect());
    other = new Leaders(store.commits, store.reader, store.dialect());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whoHasNeverLedMayDoNothing() {
    assertThatThrownBy(() -> store.commits.write(client -> check(one)))
        .isInstanceOf(FormerLeaderException.class);
  }

  @Test
  void aNewLeaderEndsWhatTheOneBeforeMayDo() {
    assertThat(one.take("one", Duration.ZERO)).isTrue();
    store.commits.write(client -> check(one));

    assertThat(other.take("other", LONG)).isTrue();

    assertThatThrownBy(() -> store.commits.write(client -> check(one)))
        .isInstanceOf(FormerLeaderException.class);
    store.commits.write(client -> check(other));
    assertThat(one.renew(LONG)).isFalse();
    assertThat(other.current().orElseThrow().node()).isEqualTo("other");
  }

  @Test
  void aFormerLeaderClaimsNothingAndSendsNothing() {
    // the store's own is the leader that is replaced
    assertThat(one.take("one", LONG)).isTrue();

    assertThatThrownBy(
            () ->
                store.commits.write(
                    client ->
                        store.tasks.claim(
                            client, "main", TaskState.QUEUED, T0, T0, T0.plusSeconds(60), 5)))
        .isInstanceOf(FormerLeaderException.class);
    assertThatThrownBy(
            () ->
                store.commits.write(
                    client -> store.tasks.sending(client, null, "{}", null, T0, T0)))
        .isInstanceOf(FormerLeaderException.class);
    assertThatThrownBy(() -> store.searches.claim("main", T0, T0.plusSeconds(60), 5))
        .isInstanceOf(FormerLeaderException.class);
  }

  @Test
  void aLeaseHoldsOffOthersUntilItRunsOut() {
    assumeThat(TestDatabase.isPostgres()).as("a SQLite file has one process").isTrue();
    assertThat(one.take("one", Duration.ofMillis(700))).isTrue();
    assertThat(other.take("other", LONG)).isFalse();

    await().until(() -> other.take("other", LONG));

    assertThat(one.take("one", LONG)).isFalse();
  }

  @Test
  void aLeaseThatRanOutIsRenewedAsLongAsNobodyElseHasLed() {
    assertThat(one.take("one", Duration.ZERO)).isTrue();
    long epoch = one.current().orElseThrow().epoch();

    assertThat(one.renew(LONG)).isTrue();

    assertThat(one.current().orElseThrow().epoch()).isEqualTo(epoch);
    store.commits.write(client -> check(one));
  }

  @Test
  void whatIsGivenBackIsTakenAtOnce() {
    assertThat(one.take("one", LONG)).isTrue();

    one.giveBack();

    assertThat(other.take("other", LONG)).isTrue();
  }

  @Test
  void ofManyThatTakeItTogetherOneLeads() throws Exception {
    assumeThat(TestDatabase.isPostgres()).as("a SQLite file has one process").isTrue();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (TestStore second = TestStore.open(folder)) {
      List<Callable<Boolean>> nodes =
          java.util.stream.IntStream.range(0, 16)
              .<Callable<Boolean>>mapToObj(
                  n -> () -> in(n % 2 == 0 ? store : second).take("node " + n, LONG))
              .toList();

      int leaders = 0;
      for (Future<Boolean> leads : threads.invokeAll(nodes)) {
        leaders += leads.get() ? 1 : 0;
      }

      assertThat(leaders).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Leaders in(TestStore its) {
    return new Leaders(its.commits, its.reader, its.dialect());
  }

  private Object check(Leaders leaders) {
    leaders.check(store.reader);
    return null;
  }
}
