package io.callbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallFold;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Leg;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.Outcome;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.Calls.StoredCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallsTest {

  private static final Instant RECEIVED = Instant.parse("2026-03-03T16:22:45.123456789Z");

  @TempDir Path folder;

  private TestStore store;

  @BeforeEach
  void open() {
    var account =
        new ProviderAccount(
            "acmetel",
            "1",
            "main",
            new NumberPlan("1"),
            new ProviderAccount.Defaults(
                Direction.OUTBOUND, "+12025550155", "+12025550199", null, null),
            ProviderAccount.Handling.PLAIN);
    store = TestStore.open(folder, new ProviderAccounts(List.of(account)), InstantSource.system());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aFoldedCallIsWhatItsEventsAddUpTo() {
    CallEvent ringing =
        event("c-1", "1", RECEIVED.minusSeconds(80))
            .createdAt(RECEIVED.minusSeconds(80))
            .leg(new Leg("a", "101", RECEIVED.minusSeconds(73), null))
            .build();
    CallEvent completed =
        event("c-1", "3", RECEIVED)
            .outcome(Outcome.ANSWERED)
            .endedAt(RECEIVED.minusNanos(1))
            .talkSeconds(73)
            .build();
    append(completed);
    append(ringing);

    List<StoredCall> folded = fold(10);

    assertThat(folded).hasSize(1);
    assertThat(folded.get(0).crm()).isEqualTo("main");
    assertThat(folded.get(0).call()).isEqualTo(CallFold.fold(List.of(ringing, completed)));
    assertThat(store.calls.get(folded.get(0).id())).isEqualTo(folded.get(0));
  }

  @Test
  void theCallThatWaitedLongestIsFoldedFirst() {
    append(event("late", "1", RECEIVED.plusSeconds(2)).build());
    append(event("early", "1", RECEIVED).build());
    append(event("middle", "1", RECEIVED.plusSeconds(1)).build());

    assertThat(ids(fold(2))).containsExactly("early", "middle");
    assertThat(store.calls.isAnyChanged()).isTrue();
    assertThat(ids(fold(2))).containsExactly("late");
    assertThat(store.calls.isAnyChanged()).isFalse();
    assertThat(fold(2)).isEmpty();
  }

  @Test
  void theFoldIsKeptAsItIsAndSearchedWithTheAccountsDefaults() {
    append(event("c-1", "1", RECEIVED).leadNumber("+12025550143").build());

    long id = fold(1).get(0).id();

    assertThat(store.calls.get(id).call().direction()).isNull();
    assertThat(store.calls.get(id).call().agentNumber()).isNull();
    var shown = store.callLogs.find(id).orElseThrow().callLog();
    assertThat(shown.direction()).isEqualTo("OUTBOUND");
    assertThat(shown.leadNumber()).isEqualTo("+12025550143");
    assertThat(shown.agentNumber()).isEqualTo("+12025550155");
    assertThat(shown.displayNumber()).isEqualTo("+12025550199");
    assertThat(shown.durationSeconds()).isNull();
    assertThat(shown.outcome()).isNull();
    assertThat(shown.endTime()).isNull();
  }

  @Test
  void aCallWithAnUnreadableEventIsSetAsideAndHoldsUpNoOther() {
    append(event("damaged", "1", RECEIVED).build());
    append(event("sound", "1", RECEIVED.plusSeconds(1)).build());
    store.commits.write(
        client ->
            client
                .sql("UPDATE call_event SET event = '{\"key\":' WHERE call_id = 'damaged'")
                .update());

    assertThat(ids(fold(10))).containsExactly("sound");
    assertThat(state("damaged")).isEqualTo("UNREADABLE");
    assertThat(state("sound")).isEqualTo("OPEN");
    assertThat(store.calls.isAnyChanged()).isFalse();
  }

  @Test
  void aCallThatLostItsEventsIsSetAsideToo() {
    append(event("empty", "1", RECEIVED).build());
    append(event("sound", "1", RECEIVED.plusSeconds(1)).build());
    store.commits.write(
        client -> client.sql("DELETE FROM call_event WHERE call_id = 'empty'").update());

    assertThat(ids(fold(10))).containsExactly("sound");
    assertThat(state("empty")).isEqualTo("UNREADABLE");
  }

  @Test
  void anUnreadableCallIsTriedAgainWithItsNextEvent() {
    append(event("c-1", "1", RECEIVED).build());
    store.commits.write(client -> client.sql("UPDATE call_event SET event = 'x'").update());
    fold(10);
    store.commits.write(client -> client.sql("DELETE FROM call_event").update());
    append(event("c-1", "3", RECEIVED).outcome(Outcome.BUSY).build());

    assertThat(ids(fold(10))).containsExactly("c-1");
    assertThat(state("c-1")).isEqualTo("ENDED");
  }

  @Test
  void aCallIsClosedOnceItHasBeenSilentForLongerThanAllowed() {
    append(event("c-1", "1", RECEIVED).build());
    append(event("c-2", "1", RECEIVED.plusSeconds(60)).build());
    fold(10);

    assertThat(closeSilent(RECEIVED)).isEmpty();
    assertThat(closeSilent(RECEIVED.plusSeconds(1))).containsExactly("c-1");
    assertThat(closeSilent(RECEIVED.plusSeconds(1))).isEmpty();
    assertThat(state("c-1")).isEqualTo("CLOSED");
    assertThat(state("c-2")).isEqualTo("OPEN");
  }

  @Test
  void theLatestEventCountsForTheSilence() {
    append(event("c-1", "1", RECEIVED).build());
    append(event("c-1", "2", RECEIVED.plusSeconds(60)).build());
    fold(10);

    assertThat(closeSilent(RECEIVED.plusSeconds(60))).isEmpty();
    assertThat(closeSilent(RECEIVED.plusSeconds(61))).containsExactly("c-1");
  }

  @Test
  void aCallThatHasEndedOrIsToBeFoldedIsNotClosed() {
    append(event("ended", "1", RECEIVED).outcome(Outcome.BUSY).build());
    fold(10);
    append(event("changed", "1", RECEIVED).build());

    assertThat(closeSilent(RECEIVED.plus(Duration.ofDays(9)))).isEmpty();
  }

  @Test
  void noMoreCallsAreClosedAtOnceThanAsked() {
    for (int n = 0; n < 3; n++) {
      append(event("c-" + n, "1", RECEIVED.plusSeconds(n)).build());
    }
    fold(10);

    List<String> closed =
        store.commits.write(
            client -> ids(store.calls.closeSilent(client, RECEIVED.plusSeconds(99), 2)));

    assertThat(closed).containsExactlyInAnyOrder("c-0", "c-1");
  }

  @Test
  void aClosedCallStaysClosedUntilAFinalEventComes() {
    append(event("c-1", "1", RECEIVED).build());
    fold(10);
    closeSilent(RECEIVED.plusSeconds(1));

    append(event("c-1", "2", RECEIVED.plusSeconds(2)).build());
    assertThat(fold(10)).extracting(stored -> stored.call().isEnded()).containsExactly(false);
    assertThat(state("c-1")).isEqualTo("CLOSED");

    append(event("c-1", "3", RECEIVED.plusSeconds(3)).outcome(Outcome.BUSY).build());
    assertThat(fold(10)).extracting(stored -> stored.call().isEnded()).containsExactly(true);
    assertThat(state("c-1")).isEqualTo("ENDED");
  }

  @Test
  void thereIsNoCallBeforeItsFold() {
    append(event("c-1", "1", RECEIVED).build());

    assertThatThrownBy(() -> store.calls.get(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is no folded call 1");
  }

  private static CallEvent.Builder event(String callId, String eventKey, Instant receivedAt) {
    return CallEvent.about(new CallKey("acmetel", "1", callId), eventKey, receivedAt);
  }

  private void append(CallEvent event) {
    assertThat(store.journal.append(event, null, null)).isTrue();
  }

  private List<StoredCall> fold(int most) {
    return store.commits.write(client -> store.calls.foldChanged(client, most));
  }

  private List<String> closeSilent(Instant before) {
    return store.commits.write(client -> ids(store.calls.closeSilent(client, before, 10)));
  }

  private static List<String> ids(List<StoredCall> calls) {
    return calls.stream().map(stored -> stored.call().key().callId()).toList();
  }

  private String state(String callId) {
    return store
        .reader
        .sql("SELECT state FROM call WHERE call_id = ?")
        .param(callId)
        .query(String.class)
        .single();
  }
}
