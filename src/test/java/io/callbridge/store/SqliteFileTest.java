package io.callbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {

  @TempDir Path folder;

  @Test
  void refusesASecondOpeningInTheSameProcess() throws Exception {
    try (SqliteFile first = SqliteFile.open(settings(false))) {
      assertThatThrownBy(() -> SqliteFile.open(settings(false)))
          .isInstanceOf(StoreInUseException.class)
          .hasMessage("The store %s is in use by another Callbridge", file());
    }
  }

  @Test
  void refusesASecondOpeningInAnotherProcess() throws Exception {
    try (SqliteFile first = SqliteFile.open(settings(false))) {
      assertThat(openedElsewhere())
          .isEqualTo("The store %s is in use by another Callbridge".formatted(file()));
    }
  }

  @Test
  void aRefusedOpeningDoesNotLoosenTheLock() throws Exception {
    try (SqliteFile first = SqliteFile.open(settings(false))) {
      assertThatThrownBy(() -> SqliteFile.open(settings(false)))
          .isInstanceOf(StoreInUseException.class);

      assertThat(openedElsewhere()).contains("is in use by another Callbridge");
    }
  }

  @Test
  void isFreeAgainOnceItIsClosed() throws Exception {
    SqliteFile.open(settings(false)).close();

    assertThat(openedElsewhere()).isEqualTo("opened");
    SqliteFile.open(settings(false)).close();
  }

  @Test
  void makesTheFolderOfTheFile() throws Exception {
    var nested =
        new StoreSettings(
            folder.resolve("new/folder/calls.db"),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            false);

    SqliteFile.open(nested).close();

    assertThat(folder.resolve("new/folder/calls.db.lock")).exists();
  }

  @Test
  void throwsAwayWhatTheFileHeldOnlyIfToldTo() throws Exception {
    Files.writeString(file(), "old");
    SqliteFile.open(settings(false)).close();
    assertThat(file()).hasContent("old");

    SqliteFile.open(settings(true)).close();

    assertThat(file()).doesNotExist();
  }

  @Test
  void keepsEveryCommitThroughAPowerCut() throws Exception {
    try (TestStore store = TestStore.open(folder)) {
      assertThat(pragma(store, "journal_mode")).isEqualTo("wal");
      // FULL
      assertThat(pragma(store, "synchronous")).isEqualTo("2");
      assertThat(pragma(store, "foreign_keys")).isEqualTo("1");
    }
  }

  @Test
  void migratesAnEmptyFileOnceAndLeavesItAloneAfterwards() {
    try (TestStore store = TestStore.open(folder)) {
      assertThat(tables(store))
          .contains(
              "call",
              "call_alias",
              "call_event",
              "cursor",
              "provider_day",
              "quarantine",
              "task",
              "task_step");
      store.commits.write(
          client ->
              client
                  .sql(
                      "INSERT INTO cursor (provider, account, source, collected)"
                          + " VALUES ('acmetel', '1', 'cdrs', 7)")
                  .update());
    }
    try (TestStore store = TestStore.open(folder)) {
      assertThat(store.reader.sql("SELECT collected FROM cursor").query(Long.class).single())
          .isEqualTo(7);
      assertThat(
              store
                  .reader
                  .sql("SELECT COUNT(*) FROM flyway_schema_history WHERE success")
                  .query(Long.class)
                  .single())
          .isEqualTo(1);
    }
  }

  @Test
  void readersCannotWrite() {
    try (TestStore store = TestStore.open(folder)) {
      assertThatThrownBy(() -> store.reader.sql("DELETE FROM call").update())
          .hasMessageContaining("readonly");
    }
  }

  private static String pragma(TestStore store, String name) {
    return store.commits.write(client -> client.sql("PRAGMA " + name).query(String.class).single());
  }

  private static java.util.List<String> tables(TestStore store) {
    return store
        .reader
        .sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        .query(String.class)
        .list();
  }

  private Path file() {
    return folder.resolve("callbridge.db");
  }

  private StoreSettings settings(boolean fresh) {
    return new StoreSettings(file(), Duration.ofSeconds(5), Duration.ofSeconds(1), fresh);
  }

  /** What a process of its own says when it opens the file. */
  private String openedElsewhere() throws IOException, InterruptedException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Opener.class.getName(),
                file().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return said.strip();
    } finally {
      other.destroyForcibly();
    }
  }

  /** The other process. */
  static final class Opener {

    private Opener() {}

    public static void main(String[] arguments) {
      var settings =
          new StoreSettings(
              Path.of(arguments[0]), Duration.ofSeconds(5), Duration.ofSeconds(1), false);
      try (SqliteFile opened = SqliteFile.open(settings)) {
        System.out.println("opened");
      } catch (StoreInUseException refused) {
        System.out.println(refused.getMessage());
      }
    }
  }
}
