package io.callbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Leg;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.Outcome;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.call.UnknownAccountException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final CallKey KEY = new CallKey("acmetel", "1", "c-1001");
  private static final Instant RECEIVED = Instant.parse("2026-03-03T16:22:45.123456789Z");

  @TempDir Path folder;

  private TestStore store;

  @BeforeEach
  void open() {
    store = TestStore.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anEventIsNewOnce() {
    assertThat(append(event("3:completed"))).isTrue();
    assertThat(append(event("3:completed"))).isFalse();
    assertThat(append(event("3:busy"))).isTrue();
    assertThat(append(CallEvent.about(key("c-1002"), "3:completed", RECEIVED).build())).isTrue();

    assertThat(count("call_event")).isEqualTo(3);
    assertThat(count("call")).isEqualTo(2);
  }

  @Test
  void ofManyDeliveriesAtTheSameTimeExactlyOneIsNew() throws Exception {
    int deliveries = 32;
    var together = new CyclicBarrier(deliveries);
    List<FutureTask<Boolean>> appends = new ArrayList<>();
    for (int n = 0; n < deliveries; n++) {
      var append =
          new FutureTask<>(
              () -> {
                together.await(20, TimeUnit.SECONDS);
                return append(event("3:completed"));
              });
      new Thread(append).start();
      appends.add(append);
    }

    int isNew = 0;
    for (FutureTask<Boolean> append : appends) {
      isNew += append.get(20, TimeUnit.SECONDS) ? 1 : 0;
    }
    assertThat(isNew).isEqualTo(1);
    assertThat(count("call_event")).isEqualTo(1);
  }

  @Test
  void aDuplicateLeavesTheFirstDeliveryAsItIs() {
    store.journal.append(event("3:completed"), "application/json", bytes("first"));

    store.journal.append(
        CallEvent.about(KEY, "3:completed", RECEIVED.plusSeconds(9)).status("other").build(),
        "text/xml",
        bytes("second"));

    assertThat(store.journal.eventsOf(KEY)).containsExactly(event("3:completed"));
    assertThat(column("media_type", String.class)).isEqualTo("application/json");
    assertThat(column("raw", byte[].class)).isEqualTo(bytes("first"));
  }

  @Test
  void aCallIsMarkedChangedOnlyByNewEvents() {
    append(event("3:completed"));
    assertThat(store.calls.isAnyChanged()).isTrue();
    store.commits.write(client -> store.calls.foldChanged(client, 10));
    assertThat(store.calls.isAnyChanged()).isFalse();

    append(event("3:completed"));
    assertThat(store.calls.isAnyChanged()).isFalse();

    append(event("4:recorded"));
    assertThat(store.calls.isAnyChanged()).isTrue();
  }

  @Test
  void aCallKeepsTheCrmAccountOfItsFirstEvent() {
    append(event("1:ringing"));
    store.close();
    store =
        TestStore.open(
            folder,
            new ProviderAccounts(
                List.of(
                    new ProviderAccount(
                        "acmetel",
                        "1",
                        "other",
                        new NumberPlan("1"),
                        new ProviderAccount.Defaults(null, null, null, null, null),
                        ProviderAccount.Handling.PLAIN))),
            InstantSource.system());

    append(event("3:completed"));
    append(CallEvent.about(key("c-1002"), "1:ringing", RECEIVED).build());

    assertThat(store.reader.sql("SELECT crm FROM call ORDER BY id").query(String.class).list())
        .containsExactly("main", "other");
    List<Calls.StoredCall> folded =
        store.commits.write(client -> store.calls.foldChanged(client, 10));
    assertThat(folded).extracting(Calls.StoredCall::crm).containsExactlyInAnyOrder("main", "other");
  }

  @Test
  void anEventOfAnUnknownAccountIsNotKept() {
    var stranger = CallEvent.about(new CallKey("acmetel", "2", "c-1"), "e", RECEIVED).build();

    assertThatThrownBy(() -> append(stranger))
        .isInstanceOf(UnknownAccountException.class)
        .hasMessage("no account for acmetel/2/c-1");
    assertThat(count("call_event")).isZero();
    assertThat(count("call")).isZero();
  }

  @Test
  void thePayloadIsKeptByteForByte() {
    byte[] everyByte = new byte[512];
    for (int n = 0; n < everyByte.length; n++) {
      everyByte[n] = (byte) n;
    }

    store.journal.append(event("3:completed"), "application/octet-stream", everyByte);

    assertThat(column("raw", byte[].class)).isEqualTo(everyByte);
    assertThat(column("media_type", String.class)).isEqualTo("application/octet-stream");
  }

  @Test
  void anEventWithoutAPayloadIsKeptToo() {
    assertThat(store.journal.append(event("3:completed"), null, null)).isTrue();

    assertThat(store.journal.eventsOf(KEY)).containsExactly(event("3:completed"));
  }

  @Test
  void anEventComesBackAsItWasGiven() {
    CallEvent full =
        CallEvent.about(KEY, "3:completed", RECEIVED)
            .authority(2)
            .sequence(Long.MAX_VALUE)
            .status("complété ☎ 📞")
            .outcome(Outcome.ANSWERED)
            .direction(Direction.OUTBOUND)
            .leadNumber("+12025550143")
            .agentNumber("101")
            .displayNumber("+12025550199")
            .statedAt(RECEIVED.minusNanos(1))
            .createdAt(RECEIVED.minusSeconds(80))
            .answeredAt(RECEIVED.minusSeconds(73))
            .endedAt(RECEIVED.minusMillis(1))
            .talkSeconds(73)
            .recordingUrl("https://recordings.example/1?a=b&c=%20")
            .leg(new Leg("leg-1", "+12025550155", RECEIVED.minusSeconds(70), null))
            .warnings(List.of("a weekday was wrong", "so was the year"))
            .build();
    CallEvent bare = CallEvent.about(KEY, "0:", RECEIVED.minusSeconds(90)).build();
    append(full);
    append(bare);

    assertThat(store.journal.eventsOf(KEY)).containsExactly(bare, full);
    assertThat(store.journal.eventsOf(key("c-1002"))).isEmpty();
  }

  @Test
  void anEventThatIsNotOnDiskIsRefusedAndCanBeSentAgain() throws Exception {
    try (Connection other = store.lock()) {
      assertThatThrownBy(() -> append(event("3:completed")))
          .isInstanceOf(StoreUnavailableException.class);
    }
    assertThat(store.calls.isAnyChanged()).isFalse();

    assertThat(append(event("3:completed"))).isTrue();
    assertThat(store.calls.isAnyChanged()).isTrue();
  }

  @Test
  void aNulFromOutsideKeepsNoEventOut() {
    var odd = CallEvent.about(key("c\0-7"), "3:\0", RECEIVED).status("comp\0leted").build();

    assertThat(append(odd)).isTrue();
    assertThat(append(odd)).isFalse();

    assertThat(store.journal.eventsOf(odd.key())).containsExactly(odd);
  }

  private boolean append(CallEvent event) {
    return store.journal.append(event, "text/plain", bytes("raw"));
  }

  private static CallEvent event(String key) {
    return CallEvent.about(KEY, key, RECEIVED).status("completed").build();
  }

  private static CallKey key(String id) {
    return new CallKey("acmetel", "1", id);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private long count(String table) {
    return store.reader.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
  }

  private <T> T column(String name, Class<T> type) {
    return store
        .reader
        .sql("SELECT " + name + " AS found FROM call_event")
        .query((row, n) -> type.cast(row.getObject("found")))
        .single();
  }
}
