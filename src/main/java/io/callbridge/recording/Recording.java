package io.callbridge.recording;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.Calls;
import io.callbridge.store.Journal;
import io.callbridge.store.RecordingSearches;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Recording {

  @Bean
  Recordings recordings(
      RecordingSearches searches,
      Calls calls,
      Journal journal,
      ProviderAccounts providers,
      InstantSource clock) {
    return new Recordings(searches, calls, journal, providers, clock);
  }
}
