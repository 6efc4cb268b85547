package io.callbridge.store;

import io.callbridge.call.ProviderAccounts;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store's parts, and the order in which they start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  StoreSettings.class,
  RetentionSettings.class,
  DataSourceProperties.class
})
class Store {

  @Bean
  Database database(StoreSettings settings, DataSourceProperties source) {
    if (PostgresServer.isMeantBy(source.getUrl())) {
      return postgres(settings, source);
    }
    if (source.getUrl() != null) {
      throw new StoreSettingException(
          "spring.datasource.url must begin with jdbc:postgresql: and is " + source.getUrl());
    }
    return SqliteFile.open(settings);
  }

  private static PostgresServer postgres(StoreSettings settings, DataSourceProperties source) {
    if (settings.fresh()) {
      throw new StoreSettingException(
          "callbridge.store.fresh throws everything away, so it is refused with PostgreSQL");
    }
    return new PostgresServer(
        source.getUrl(), source.getUsername(), source.getPassword(), settings.busyTimeout());
  }

  @Bean
  DataSource storeWriter(Database database) {
    return database.writer();
  }

  @Bean(initMethod = "migrate")
  Flyway migrations(Database database, @Qualifier("storeWriter") DataSource writer) {
    return Flyway.configure()
        .dataSource(writer)
        .placeholders(database.dialect().placeholders())
        .load();
  }

  @Bean
  @DependsOn("migrations")
  Readers storeReaders(Database database) {
    return new Readers(database.readers());
  }

  @Bean
  @DependsOn("migrations")
  GroupCommit groupCommit(
      Database database, @Qualifier("storeWriter") DataSource writer, StoreSettings settings) {
    return new GroupCommit(writer, database.dialect(), settings.commitTimeout());
  }

  @Bean
  JdbcClient storeReader(Readers readers) {
    return readers.client();
  }

  @Bean
  Leaders leaders(GroupCommit store, JdbcClient storeReader, Database database) {
    return new Leaders(store, storeReader, database.dialect());
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
  RouteChanges routeChanges(GroupCommit store, JdbcClient storeReader, InstantSource clock) {
    return new RouteChanges(store, storeReader, clock);
  }

  @Bean
  QuarantinedRequests quarantinedRequests(GroupCommit store, JdbcClient storeReader) {
    return new QuarantinedRequests(store, storeReader);
  }

  @Bean
  Deeds deeds(GroupCommit store, JdbcClient storeReader, InstantSource clock) {
    return new Deeds(store, storeReader, clock);
  }

  @Bean
  ErasedCalls erasedCalls(ProviderAccounts providers) {
    return new ErasedCalls(providers);
  }

  @Bean
  Erasure erasure(
      GroupCommit store, JdbcClient storeReader, Database database, ErasedCalls erasedCalls) {
    return new Erasure(store, storeReader, database.dialect(), erasedCalls);
  }

  @Bean
  Retention retention(
      GroupCommit store,
      Leaders leaders,
      ErasedCalls erasedCalls,
      RetentionSettings settings,
      InstantSource clock) {
    return new Retention(store, leaders, erasedCalls, settings, clock);
  }

  @Bean
  Calls calls(JdbcClient storeReader, Journal journal, ProviderAccounts providers) {
    return new Calls(storeReader, journal, providers);
  }

  @Bean
  Learning learning(JdbcClient storeReader) {
    return new Learning(storeReader);
  }

  @Bean
  Tasks tasks(GroupCommit store, JdbcClient storeReader, Leaders leaders, Database database) {
    return new Tasks(store, storeReader, leaders, database.dialect());
  }

  @Bean
  ActivitySearches activitySearches(JdbcClient storeReader) {
    return new ActivitySearches(storeReader);
  }

  @Bean
  Pauses pauses(GroupCommit store, JdbcClient storeReader) {
    return new Pauses(store, storeReader);
  }

  @Bean
  Cursors cursors(GroupCommit store, JdbcClient storeReader) {
    return new Cursors(store, storeReader);
  }

  @Bean
  CollectionJobs collectionJobs(GroupCommit store, JdbcClient storeReader, Leaders leaders) {
    return new CollectionJobs(store, storeReader, leaders);
  }

  @Bean
  RecordingSearches recordingSearches(
      GroupCommit store, JdbcClient storeReader, Leaders leaders, Database database) {
    return new RecordingSearches(store, storeReader, leaders, database.dialect());
  }

  @Bean
  RefreshTokens refreshTokens(GroupCommit store) {
    return new RefreshTokens(store);
  }

  /** A file has one process, so whatever another one left open there was cut off. */
  @Bean
  CommandTrail commandTrail(GroupCommit store, JdbcClient storeReader, Database database) {
    boolean hasOthers = database.dialect() == Dialect.POSTGRESQL;
    return new CommandTrail(store, storeReader, hasOthers ? CommandTrail.LONGEST : Duration.ZERO);
  }

  @Bean
  Clicks clicks(GroupCommit store, JdbcClient storeReader) {
    return new Clicks(store, storeReader);
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
  Decisions decisions(JdbcClient storeReader) {
    return new Decisions(storeReader);
  }

  @Bean
  StoppedCalls stoppedCalls(JdbcClient storeReader) {
    return new StoppedCalls(storeReader);
  }

  @Bean
  CallLogs callLogs(Readers readers, Journal journal) {
    return new CallLogs(readers, journal);
  }
}
