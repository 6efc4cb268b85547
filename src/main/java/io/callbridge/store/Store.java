package io.callbridge.store;

import io.callbridge.call.ProviderAccounts;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store's parts, and the order in which they start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
class Store {

  @Bean
  SqliteFile sqliteFile(StoreSettings settings) {
    return SqliteFile.open(settings);
  }

  @Bean
  DataSource storeWriter(SqliteFile file) {
    return file.writer();
  }

  @Bean(initMethod = "migrate")
  Flyway migrations(@Qualifier("storeWriter") DataSource writer) {
    return Flyway.configure()
        .dataSource(writer)
        .placeholders(java.util.Map.of("identity", "INTEGER PRIMARY KEY", "bytes", "BLOB"))
        .load();
  }

  @Bean
  @DependsOn("migrations")
  DataSource storeReaders(SqliteFile file) {
    return file.readers();
  }

  @Bean
  @DependsOn("migrations")
  GroupCommit groupCommit(@Qualifier("storeWriter") DataSource writer, StoreSettings settings) {
    return new GroupCommit(writer, settings.commitTimeout());
  }

  @Bean
  JdbcClient storeReader(@Qualifier("storeReaders") DataSource readers) {
    return JdbcClient.create(readers);
  }

  @Bean
  Journal journal(GroupCommit store, JdbcClient storeReader, ProviderAccounts providers) {
    return new Journal(store, storeReader, providers);
  }

  @Bean
  Quarantine quarantine(GroupCommit store, InstantSource clock) {
    return new Quarantine(store, clock);
  }

  @Bean
  Calls calls(JdbcClient storeReader, Journal journal, ProviderAccounts providers) {
    return new Calls(storeReader, journal, providers);
  }

  @Bean
  Tasks tasks(GroupCommit store, JdbcClient storeReader) {
    return new Tasks(store, storeReader);
  }

  @Bean
  Cursors cursors(GroupCommit store, JdbcClient storeReader) {
    return new Cursors(store, storeReader);
  }

  @Bean
  RecordingSearches recordingSearches(GroupCommit store, JdbcClient storeReader) {
    return new RecordingSearches(store, storeReader);
  }

  @Bean
  RefreshTokens refreshTokens(GroupCommit store) {
    return new RefreshTokens(store);
  }

  /** The file has one process, so whatever another one left open was cut off. */
  @Bean
  CommandTrail commandTrail(GroupCommit store, JdbcClient storeReader) {
    return new CommandTrail(store, storeReader, Duration.ZERO);
  }

  @Bean
  DayCounts dayCounts(JdbcClient storeReader) {
    return new DayCounts(storeReader);
  }

  @Bean
  OpenTasks openTasks(JdbcClient storeReader) {
    return new OpenTasks(storeReader);
  }

  @Bean
  CallLogs callLogs(JdbcClient storeReader, Journal journal) {
    return new CallLogs(storeReader, journal);
  }
}
