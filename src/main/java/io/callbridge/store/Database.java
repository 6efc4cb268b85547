package io.callbridge.store;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** What the store is kept in. */
sealed interface Database extends AutoCloseable permits SqliteFile, PostgresServer {

  Dialect dialect();

  /** For the one connection of {@link GroupCommit}, and for migrations before it. */
  DataSource writer();

  HikariDataSource readers();

  @Override
  void close();
}
