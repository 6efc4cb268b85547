package io.callbridge.vonage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.callbridge.store.RefreshTokens;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The reader of Vonage's JSON, and what the account's tokens need. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({VonageSettings.class, VonageLimits.class})
class Vonage {

  /** For the routes; lenient in every scalar ({@link VonageJson}). */
  @Bean(defaultCandidate = false)
  JsonMapper vonageJson() {
    return VonageJson.MAPPER;
  }

  @Bean
  VonageRefreshTokens vonageRefreshTokens(RefreshTokens stored) {
    return new DurableRefreshTokens(stored);
  }

  /** Over the store, so that a restart needs no login. */
  private record DurableRefreshTokens(RefreshTokens stored) implements VonageRefreshTokens {

    @Override
    public Optional<VonageRefreshToken> take(String account) {
      return stored
          .take(VonageSettings.PROVIDER, account)
          .map(token -> new VonageRefreshToken(token.value(), token.issuedAt()));
    }

    @Override
    public void keep(String account, VonageRefreshToken token) {
      stored.keep(
          VonageSettings.PROVIDER,
          account,
          new RefreshTokens.Stored(token.value(), token.issuedAt()));
    }
  }
}
