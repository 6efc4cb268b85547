package io.callbridge.store;

import static org.junit.jupiter.api.Assumptions.abort;

import io.callbridge.store.TestPostgres.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Which database the tests of the store use: SQLite, or PostgreSQL with {@code
 * -Dcallbridge.test.store=postgresql}. Then it is the server that {@code
 * CALLBRIDGE_TEST_POSTGRES_URL} names, or one of our own; where neither is to be had, the test is
 * skipped and says why.
 */
public final class TestDatabase {

  private static TestPostgres server;
  private static String unavailable;

  private TestDatabase() {}

  public static boolean isPostgres() {
    return "postgresql".equals(System.getProperty("callbridge.test.store", "sqlite"));
  }

  /** Opens what a folder stands for; the same folder is the same store again. */
  static Database open(Path folder, StoreSettings settings) {
    return new Store().database(settings, source(folder));
  }

  /** Whether a folder has, or now gets, a store with all its tables: where that is a mere copy. */
  static boolean isReady(Path folder) {
    if (isPostgres()) {
      return false;
    }
    Path file = settings(folder).file();
    if (!Files.exists(file)) {
      try {
        Files.createDirectories(folder);
        Files.copy(Template.FILE, file);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return true;
  }

  /** The empty store, migrated once. */
  private static final class Template {

    static final Path FILE = make();

    private static Path make() {
      try {
        Path folder = Files.createTempDirectory("template");
        StoreSettings settings = settings(folder);
        var store = new Store();
        try (Database database = open(folder, settings)) {
          store.migrations(database, database.writer()).migrate();
        }
        settings.file().toFile().deleteOnExit();
        return settings.file();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  private static DataSourceProperties source(Path folder) {
    var source = new DataSourceProperties();
    if (isPostgres()) {
      source.setUrl(schema("t" + HexFormat.of().toHexDigits(folder.hashCode())));
    }
    return source;
  }

  /** A place of its own on the server: a URL whose tables are in that schema. */
  public static String schema(String name) {
    String url = serverUrl();
    JdbcClient.create(new DriverManagerDataSource(url))
        .sql("CREATE SCHEMA IF NOT EXISTS " + name)
        .update();
    return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + name;
  }

  private static synchronized String serverUrl() {
    String given = System.getenv("CALLBRIDGE_TEST_POSTGRES_URL");
    if (given != null) {
      return given;
    }
    if (server == null && unavailable == null) {
      try {
        server = TestPostgres.start();
      } catch (UnavailableException reason) {
        unavailable = reason.getMessage();
      }
    }
    return unavailable == null ? server.url() : abort("no PostgreSQL: " + unavailable);
  }

  static StoreSettings settings(Path folder) {
    return new StoreSettings(
        folder.resolve("callbridge.db"), Duration.ofSeconds(20), Duration.ofMillis(200), false);
  }
}
