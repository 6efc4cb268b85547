package io.callbridge.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A PostgreSQL database that several nodes share. Whatever the URL says wins over what is set here.
 *
 * <p>Nobody waits for long: not for a server that is gone (connect, socket), not for a lock, and a
 * node that stops in the middle of a transaction has it undone by the server, because the others
 * wait for it ({@link Dialect#soleWriter}).
 */
final class PostgresServer implements Database {

  private static final int READERS = 8;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration WRITER_SILENCE = Duration.ofSeconds(10);
  private static final Duration READER_SILENCE = Duration.ofSeconds(60);
  private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(5);

  private final String url;
  private final String user;
  private final String password;
  private final Duration lockTimeout;

  /**
   * @param url {@code jdbc:postgresql:…}
   * @param user null if the URL says it
   * @param password null if the URL says it, or none is needed
   * @param lockTimeout how long the writer waits for another node's commit
   */
  PostgresServer(String url, String user, String password, Duration lockTimeout) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.lockTimeout = lockTimeout;
  }

  static boolean isMeantBy(String url) {
    return url != null && url.startsWith("jdbc:postgresql:");
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public DataSource writer() {
    Properties properties = properties(WRITER_SILENCE);
    PGProperty.OPTIONS.set(
        properties,
        "-c synchronous_commit=on -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
            .formatted(lockTimeout.toMillis(), IDLE_IN_TRANSACTION.toMillis()));
    return new DriverManagerDataSource(url, properties);
  }

  @Override
  public HikariDataSource readers() {
    var pool = new HikariConfig();
    pool.setPoolName("store-readers");
    pool.setDataSource(new DriverManagerDataSource(url, properties(READER_SILENCE)));
    pool.setMaximumPoolSize(READERS);
    pool.setReadOnly(true);
    pool.setConnectionTimeout(CONNECT.toMillis());
    pool.setValidationTimeout(CONNECT.toMillis() / 2);
    pool.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
    return new HikariDataSource(pool);
  }

  private Properties properties(Duration silence) {
    var properties = new Properties();
    if (user != null) {
      PGProperty.USER.set(properties, user);
    }
    if (password != null) {
      PGProperty.PASSWORD.set(properties, password);
    }
    PGProperty.APPLICATION_NAME.set(properties, "callbridge");
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.CONNECT_TIMEOUT.set(properties, (int) CONNECT.toSeconds());
    PGProperty.LOGIN_TIMEOUT.set(properties, (int) CONNECT.toSeconds());
    PGProperty.SOCKET_TIMEOUT.set(properties, (int) silence.toSeconds());
    return properties;
  }

  /** Nothing is held that isn't closed by those who got it. */
  @Override
  public void close() {}
}
