package io.callbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class KeptStatementsTest {

  private static final String INSERT = "INSERT INTO note (n) VALUES (?)";
  private static final String SELECT = "SELECT n FROM note WHERE n >= ? ORDER BY n";

  private Connection connection;
  private Connection kept;
  private JdbcClient client;

  @BeforeEach
  void open() throws SQLException {
    connection = spy(DriverManager.getConnection("jdbc:sqlite::memory:"));
    kept = KeptStatements.of(connection);
    client = JdbcClient.create(new SingleConnectionDataSource(kept, true));
    client.sql("CREATE TABLE note (n INTEGER PRIMARY KEY)").update();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void preparesAStatementOnceAndForgetsItsParameters() throws SQLException {
    insert(1);
    insert(2);
    assertThat(from(2)).containsExactly(2);
    assertThat(from(1)).containsExactly(1, 2);

    verify(connection, times(1)).prepareStatement(INSERT);
    verify(connection, times(1)).prepareStatement(SELECT);
    try (PreparedStatement unset = kept.prepareStatement(SELECT);
        var row = unset.executeQuery()) {
      assertThat(row.next()).isFalse();
    }
  }

  @Test
  void preparesAnotherOneWhileTheFirstIsInUse() {
    insert(1);
    insert(2);

    List<List<Integer>> nested =
        client.sql(SELECT).param(1).query((row, n) -> from(row.getInt("n"))).list();

    assertThat(nested).containsExactly(List.of(1, 2), List.of(2));
  }

  @Test
  void keepsNoneThatFailed() throws SQLException {
    insert(1);
    assertThatThrownBy(() -> insert(1)).isInstanceOf(DataAccessException.class);
    insert(2);

    assertThat(from(1)).containsExactly(1, 2);
    verify(connection, times(2)).prepareStatement(INSERT);
  }

  /** An open one would go on reading what was there when it began. */
  @Test
  void closesTheRowsOfAStatementWithIt() throws SQLException {
    insert(1);
    PreparedStatement statement = kept.prepareStatement(SELECT);
    statement.setInt(1, 1);
    ResultSet rows = statement.executeQuery();
    assertThat(rows.next()).isTrue();

    statement.close();

    assertThat(rows.isClosed()).isTrue();
    assertThat(statement.isClosed()).isTrue();
    assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
    assertThat(from(1)).containsExactly(1);
  }

  @Test
  void keepsSoManyAtMost() throws SQLException {
    for (int n = 0; n < 300; n++) {
      client.sql("SELECT " + n).query(Integer.class).single();
    }
    client.sql("SELECT 0").query(Integer.class).single();
    client.sql("SELECT 299").query(Integer.class).single();

    verify(connection, times(2)).prepareStatement("SELECT 0");
    verify(connection, times(1)).prepareStatement("SELECT 299");
    verify(connection, times(302)).prepareStatement(anyString());
  }

  private void insert(int n) {
    client.sql(INSERT).param(n).update();
  }

  private List<Integer> from(int n) {
    return client.sql(SELECT).param(n).query(Integer.class).list();
  }
}
