package io.callbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StoreUnavailableExceptionTest {

  @Test
  void aDatabaseThatIsNotReachedIsNotMistakenForACrmThatIsNot() {
    var refused = new SQLException("no connection", new ConnectException("refused"));

    var unavailable = new StoreUnavailableException("the store is away", refused);

    assertThat(unavailable).hasNoCause();
    assertThat(unavailable.getSuppressed()).containsExactly(refused);
  }
}
