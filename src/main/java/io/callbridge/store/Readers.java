package io.callbridge.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The pool for reads, which says that the store is unavailable when it has no connection. */
final class Readers extends DelegatingDataSource implements AutoCloseable {

  private final HikariDataSource pool;
  private final JdbcClient client = JdbcClient.create(this);
  private final TransactionTemplate snapshot =
      new TransactionTemplate(new DataSourceTransactionManager(this));

  Readers(HikariDataSource pool) {
    super(pool);
    this.pool = pool;
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  JdbcClient client() {
    return client;
  }

  /** Reads several things between which nothing is committed. */
  <T> T atOneMoment(Supplier<T> reads) {
    return snapshot.execute(status -> reads.get());
  }

  @Override
  public Connection getConnection() {
    try {
      return super.getConnection();
    } catch (SQLException none) {
      throw new StoreUnavailableException("the store can't be read: " + none.getMessage(), none);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
