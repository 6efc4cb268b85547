package io.callbridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The pool for reads, which says that the store is unavailable when it has no connection. */
final class Readers extends DelegatingDataSource {

  Readers(DataSource pool) {
    super(pool);
  }

  @Override
  public Connection getConnection() {
    try {
      return super.getConnection();
    } catch (SQLException none) {
      throw new StoreUnavailableException("the store can't be read: " + none.getMessage(), none);
    }
  }
}
