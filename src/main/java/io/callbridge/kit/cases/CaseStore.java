package io.callbridge.kit.cases;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The store of a case, from outside: read, emptied, and blocked as if its disk were gone. */
final class CaseStore implements AutoCloseable {

  private final Path file;
  private Connection blocking;

  CaseStore(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000");
  }

  /** Rows as maps, with the columns' names. */
  List<Map<String, Object>> rows(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row(result));
      }
      return rows;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Map<String, Object> row(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      row.put(columns.getColumnLabel(i), result.getObject(i));
    }
    return row;
  }

  /** Forgets everything but who leads. */
  void empty() {
    List<Map<String, Object>> tables =
        rows(
            """
            SELECT name FROM sqlite_master WHERE type = 'table'
              AND name NOT IN ('flyway_schema_history', 'leader')
              AND (name NOT LIKE 'sqlite_%' OR name = 'sqlite_sequence')
            """);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (Map<String, Object> table : tables) {
        statement.executeUpdate("DELETE FROM \"" + table.get("name") + "\"");
      }
      connection.commit();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Nothing can be written until {@link #unblock}. */
  synchronized void block() {
    if (blocking == null) {
      try {
        blocking = connect();
        try (Statement statement = blocking.createStatement()) {
          statement.execute("BEGIN IMMEDIATE");
        }
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  synchronized void unblock() {
    if (blocking != null) {
      try {
        blocking.close();
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
      blocking = null;
    }
  }

  @Override
  public void close() {
    unblock();
  }
}
