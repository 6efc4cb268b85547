package io.callbridge.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.NumberPlan;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.TestStore;
import io.callbridge.task.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {

  private static final String RECORDER = "tape";
  private static final ProviderAccounts PROVIDERS =
      new ProviderAccounts(
          List.of(
              new ProviderAccount(
                  "acmetel",
                  "1",
                  "main",
                  new NumberPlan("1"),
                  new ProviderAccount.Defaults(null, null, null, null, null),
                  new ProviderAccount.Handling(RECORDER, false, false, false, Map.of()))));

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private TestStore store;
  private Recordings recordings;

  @BeforeEach
  void open() {
    store = TestStore.openQuick(folder, PROVIDERS, clock);
    recordings = new Recordings(store.searches, store.calls, store.journal, PROVIDERS, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void asksARecorderTwiceAtTheSameTime() {
    fold("one", "two", "three");
    search("one", "two", "three");

    List<RecordingLook> first = recordings.claim();
    assertThat(first).hasSize(2);
    assertThat(recordings.claim()).isEmpty();

    recordings.done(first.get(0));
    assertThat(recordings.claim()).hasSize(1);
  }

  @Test
  void aCallThatCannotBeReadHoldsUpNoOther() {
    fold("one", "two");
    store.journal.append(event("new"), null, null);
    search("new");
    clock.advance(Duration.ofSeconds(1));
    search("one", "two");

    assertThat(ids(recordings.claim())).containsExactly("one");
    assertThat(ids(recordings.claim())).containsExactly("two");
  }

  private static List<String> ids(List<RecordingLook> looks) {
    return looks.stream().map(look -> look.key().callId()).toList();
  }

  private void fold(String... callIds) {
    for (String callId : callIds) {
      store.journal.append(event(callId), null, null);
    }
    store.commits.write(client -> store.calls.foldChanged(client, 100));
  }

  private CallEvent event(String callId) {
    return CallEvent.about(new CallKey("acmetel", "1", callId), "0", clock.instant())
        .statedAt(clock.instant())
        .build();
  }

  private void search(String... callIds) {
    for (String callId : callIds) {
      long id =
          store
              .reader
              .sql("SELECT id FROM call WHERE call_id = ?")
              .param(callId)
              .query(Long.class)
              .single();
      store.commits.write(
          client -> {
            store.searches.begin(client, id, RECORDER, clock.instant());
            return null;
          });
    }
  }
}
