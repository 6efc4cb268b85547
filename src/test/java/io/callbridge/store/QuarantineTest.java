package io.callbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.task.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {

  @TempDir Path folder;

  private TestStore store;

  @BeforeEach
  void open() {
    store = TestStore.open(folder, new ProviderAccounts(List.of()), new SettableClock());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void keepsTheBytesAsTheyCameAndWhyTheyCouldNotBeRead() {
    byte[] body = {0, (byte) 0xff, '{', (byte) 0xc3};

    store.quarantine.keep("POST", "/api/acmetel/events", "text/xml", body, "1", "no XML: a byte 0");

    Map<String, Object> kept = store.reader.sql("SELECT * FROM quarantine").query().singleRow();
    assertThat(kept)
        .containsEntry("method", "POST")
        .containsEntry("path", "/api/acmetel/events")
        .containsEntry("media_type", "text/xml")
        .containsEntry("body", body)
        .containsEntry("account", "1")
        .containsEntry("reason", "no XML: a byte 0")
        .containsEntry("received_at", Micros.of(SettableClock.START));
  }

  @Test
  void keepsARequestWithoutABodyAndTheSameOneAgain() {
    store.quarantine.keep("GET", "/api/acmetel/events", null, null, null, "no call id");
    store.quarantine.keep("GET", "/api/acmetel/events", null, null, null, "no call id");

    assertThat(store.reader.sql("SELECT id FROM quarantine").query(Long.class).list())
        .containsExactly(1L, 2L);
  }

  @Test
  void letsTheOldestGoBeforeItFillsTheDisk() {
    store.quarantine.keep("GET", "/api/acmetel/newer", null, null, null, "no call id");
    store.commits.write(
        client ->
            client
                .sql(
                    "INSERT INTO quarantine (id, received_at, method, path, reason)"
                        + " VALUES (?, 0, 'GET', '/api/acmetel/oldest', 'no call id')")
                .param(-Quarantine.MOST)
                .update());

    store.quarantine.keep("GET", "/api/acmetel/newest", null, null, null, "no call id");

    assertThat(
            store.reader.sql("SELECT path FROM quarantine ORDER BY id").query(String.class).list())
        .containsExactly("/api/acmetel/newer", "/api/acmetel/newest");
  }
}
