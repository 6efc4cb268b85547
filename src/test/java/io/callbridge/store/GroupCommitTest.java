package io.callbridge.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class GroupCommitTest {

  @TempDir Path folder;

  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicBoolean commitsFail = new AtomicBoolean();
  private TestStore store;
  private GroupCommit group;

  @BeforeEach
  void open() {
    store = TestStore.open(folder);
    store.commits.write(client -> client.sql("CREATE TABLE note (n INTEGER PRIMARY KEY)").update());
    group = new GroupCommit(watched(store.writer), store.dialect(), Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    group.close();
    store.close();
  }

  @Test
  void changesThatArriveDuringACommitShareTheNextOne() throws Exception {
    var gate = new Gate();
    List<FutureTask<Boolean>> writers = new ArrayList<>();
    for (int n = 1; n <= 200; n++) {
      writers.add(start(readableOnceWritten(n)));
    }
    gate.open();

    for (FutureTask<Boolean> writer : writers) {
      assertThat(writer.get(20, SECONDS)).isTrue();
    }
    assertThat(notes()).containsExactlyElementsOf(IntStream.rangeClosed(1, 200).boxed().toList());
    // one for the change at the gate, one for the 200 behind it
    assertThat(commits).hasValue(2);
  }

  @Test
  void everyChangeIsReadableFromAnotherConnectionWhenItsCallReturns() throws Exception {
    List<FutureTask<Boolean>> writers = new ArrayList<>();
    for (int first = 0; first < 200; first++) {
      int base = first * 5;
      writers.add(
          run(
              () -> {
                for (int n = base; n < base + 5; n++) {
                  if (!readableOnceWritten(n).call()) {
                    return false;
                  }
                }
                return true;
              }));
    }

    for (FutureTask<Boolean> writer : writers) {
      assertThat(writer.get(60, SECONDS)).isTrue();
    }
    assertThat(notes()).hasSize(1000);
    assertThat(commits.get()).isBetween(4, 999);
  }

  @Test
  void aFailingChangeIsUndoneAloneAndItsNeighboursAreKept() throws Exception {
    var gate = new Gate();
    FutureTask<Integer> before = start(() -> group.write(client -> note(client, 1)));
    FutureTask<Integer> failing =
        start(
            () ->
                group.write(
                    client -> {
                      note(client, 2);
                      throw new IllegalArgumentException("no good");
                    }));
    FutureTask<Integer> after = start(() -> group.write(client -> note(client, 3)));
    gate.open();

    assertThat(before.get(20, SECONDS)).isEqualTo(1);
    assertThat(after.get(20, SECONDS)).isEqualTo(1);
    assertThatThrownBy(() -> failing.get(20, SECONDS))
        .hasRootCauseExactlyInstanceOf(IllegalArgumentException.class)
        .hasRootCauseMessage("no good");
    assertThat(notes()).containsExactly(1, 3);
    assertThat(commits).hasValue(2);
  }

  @Test
  void aFailingChangeWithACommitToItselfIsUndoneWholly() {
    group.write(client -> note(client, 1));

    assertThatThrownBy(
            () ->
                group.write(
                    client -> {
                      note(client, 2);
                      return note(client, 1);
                    }))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("the store did not take it");
    group.write(client -> note(client, 3));

    assertThat(notes()).containsExactly(1, 3);
  }

  @Test
  void aStatementThatTheDatabaseRefusesIsUndoneAloneToo() throws Exception {
    var gate = new Gate();
    FutureTask<Integer> before = start(() -> group.write(client -> note(client, 1)));
    FutureTask<Integer> again =
        start(
            () ->
                group.write(
                    client -> {
                      note(client, 2);
                      return note(client, 1);
                    }));
    FutureTask<Integer> after = start(() -> group.write(client -> note(client, 3)));
    gate.open();

    before.get(20, SECONDS);
    after.get(20, SECONDS);
    assertThatThrownBy(() -> again.get(20, SECONDS))
        .cause()
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("the store did not take it");
    assertThat(notes()).containsExactly(1, 3);
  }

  @Test
  void aStoreLockedBySomebodyElseIsUnavailableAndKeepsNothing() throws Exception {
    try (Connection other = store.lock()) {
      for (int n = 1; n <= 3; n++) {
        int number = n;
        assertThatThrownBy(() -> group.write(client -> note(client, number)))
            .isInstanceOf(StoreUnavailableException.class)
            .hasMessageContaining(TestDatabase.isPostgres() ? "lock timeout" : "SQLITE_BUSY");
      }
    }
    assertThat(group.<Integer>write(client -> note(client, 4))).isEqualTo(1);
    assertThat(notes()).containsExactly(4);
  }

  @Test
  void changesShareACommitAgainAfterTheStoreWasLocked() throws Exception {
    try (Connection other = store.lock()) {
      assertThatThrownBy(() -> group.write(client -> note(client, 1)))
          .isInstanceOf(StoreUnavailableException.class);
    }
    commits.set(0);

    var gate = new Gate();
    List<FutureTask<Boolean>> writers = new ArrayList<>();
    for (int n = 11; n <= 20; n++) {
      writers.add(start(readableOnceWritten(n)));
    }
    // nothing of a commit shows before the commit
    assertThat(notes()).isEmpty();
    gate.open();

    for (FutureTask<Boolean> writer : writers) {
      assertThat(writer.get(20, SECONDS)).isTrue();
    }
    assertThat(commits).hasValue(2);
  }

  @Test
  void aCommitThatFailsKeepsNoneOfItsChanges() throws Exception {
    var gate = new Gate();
    FutureTask<Integer> one = start(() -> group.write(client -> note(client, 1)));
    FutureTask<Integer> two = start(() -> group.write(client -> note(client, 2)));
    commitsFail.set(true);
    assertThatThrownBy(gate::open).hasMessageContaining("disk full");

    for (FutureTask<Integer> lost : List.of(one, two)) {
      assertThatThrownBy(() -> lost.get(20, SECONDS))
          .cause()
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("disk full");
    }
    commitsFail.set(false);
    group.write(client -> note(client, 3));
    assertThat(notes()).containsExactly(3);
  }

  @Test
  void aChangeWhoseCallerGaveUpWaitingIsNeverMade() throws Exception {
    try (var hasty = new GroupCommit(store.writer, store.dialect(), Duration.ofMillis(50))) {
      var entered = new CountDownLatch(1);
      var go = new CountDownLatch(1);
      FutureTask<Integer> slow =
          run(
              () ->
                  hasty.write(
                      client -> {
                        entered.countDown();
                        await(go);
                        return note(client, 1);
                      }));
      await(entered);

      assertThatThrownBy(() -> hasty.write(client -> note(client, 2)))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage("no commit within PT0.05S");
      go.countDown();

      // under way already, so its caller waits for the truth
      assertThat(slow.get(20, SECONDS)).isEqualTo(1);
      hasty.write(client -> note(client, 3));
    }
    assertThat(notes()).containsExactly(1, 3);
  }

  @Test
  void aChangeWhoseCallerWasInterruptedIsNeverMadeIfItHadNotBegun() throws Exception {
    var gate = new Gate();
    var interrupted = new AtomicBoolean();
    var failure = new ArrayList<Throwable>();
    Thread caller =
        new Thread(
            () -> {
              try {
                group.write(client -> note(client, 1));
              } catch (StoreUnavailableException expected) {
                failure.add(expected);
                interrupted.set(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    awaitWaiting(caller);
    caller.interrupt();
    caller.join(20_000);
    gate.open();

    assertThat(failure)
        .singleElement()
        .hasToString(
            "io.callbridge.store.StoreUnavailableException: interrupted before the commit");
    assertThat(interrupted).isTrue();
    group.write(client -> note(client, 2));
    assertThat(notes()).containsExactly(2);
  }

  @Test
  void aCallerInterruptedDuringItsOwnChangeStillLearnsThatItWasMade() throws Exception {
    var entered = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var interrupted = new AtomicBoolean();
    var result =
        new FutureTask<Integer>(
            () -> {
              int changed =
                  group.write(
                      client -> {
                        entered.countDown();
                        await(go);
                        return note(client, 1);
                      });
              interrupted.set(Thread.currentThread().isInterrupted());
              return changed;
            });
    var caller = new Thread(result);
    caller.start();
    await(entered);
    awaitWaiting(caller);
    caller.interrupt();
    Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING || result.isDone());
    go.countDown();

    assertThat(result.get(20, SECONDS)).isEqualTo(1);
    assertThat(interrupted).isTrue();
    assertThat(notes()).containsExactly(1);
  }

  @Test
  void aChangeCannotWaitForAnotherOne() {
    assertThatThrownBy(() -> group.write(client -> group.<Integer>write(inner -> note(inner, 1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a change of the store can't wait for another one");
    assertThat(notes()).isEmpty();
  }

  @Test
  void closingFinishesWhatIsWaitingAndRefusesWhatComesLater() throws Exception {
    var gate = new Gate();
    FutureTask<Integer> waiting = start(() -> group.write(client -> note(client, 1)));
    FutureTask<Void> closing =
        run(
            () -> {
              group.close();
              return null;
            });
    gate.open();
    closing.get(20, SECONDS);

    assertThat(waiting.get(20, SECONDS)).isEqualTo(1);
    assertThatThrownBy(() -> group.write(client -> note(client, 2)))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("the store is closed");
    assertThat(notes()).containsExactly(1);
  }

  private static int note(JdbcClient client, int n) {
    return client.sql("INSERT INTO note (n) VALUES (?)").param(n).update();
  }

  private List<Integer> notes() {
    return store.reader.sql("SELECT n FROM note ORDER BY n").query(Integer.class).list();
  }

  private Callable<Boolean> readableOnceWritten(int n) {
    return () -> {
      group.write(client -> note(client, n));
      return store
          .reader
          .sql("SELECT EXISTS (SELECT 1 FROM note WHERE n = ?)")
          .param(n)
          .query(Boolean.class)
          .single();
    };
  }

  /** Runs on a thread of its own. */
  private static <T> FutureTask<T> run(Callable<T> work) {
    var task = new FutureTask<>(work);
    new Thread(task).start();
    return task;
  }

  /** Runs on a thread of its own, which waits for the store when this returns. */
  private static <T> FutureTask<T> start(Callable<T> work) {
    var task = new FutureTask<>(work);
    var thread = new Thread(task);
    thread.start();
    awaitWaiting(thread);
    return task;
  }

  private static void awaitWaiting(Thread caller) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(1))
        .pollDelay(Duration.ZERO)
        .until(() -> caller.getState() == Thread.State.TIMED_WAITING);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, SECONDS)).isTrue();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  /** A first change that keeps the writer busy until the others are waiting. */
  private final class Gate {

    private final CountDownLatch go = new CountDownLatch(1);
    private final FutureTask<Integer> first;

    Gate() {
      var entered = new CountDownLatch(1);
      first =
          run(
              () ->
                  group.write(
                      client -> {
                        entered.countDown();
                        await(go);
                        return 0;
                      }));
      await(entered);
    }

    void open() throws Exception {
      go.countDown();
      first.get(20, SECONDS);
    }
  }

  /** Counts the commits, and fails them if told to. */
  private DataSource watched(DataSource source) {
    return new DelegatingDataSource(source) {
      @Override
      public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        return (Connection)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("setAutoCommit") && (boolean) arguments[0]) {
                    if (commitsFail.get()) {
                      throw new SQLException("disk full");
                    }
                    commits.incrementAndGet();
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException failed) {
                    throw failed.getCause();
                  }
                });
      }
    };
  }
}
