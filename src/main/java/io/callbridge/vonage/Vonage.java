package io.callbridge.vonage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The reader of Vonage's JSON, and what the account's tokens need. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VonageSettings.class)
class Vonage {

  /** For the routes; lenient in every scalar ({@link VonageJson}). */
  @Bean(defaultCandidate = false)
  JsonMapper vonageJson() {
    return VonageJson.MAPPER;
  }

  @Bean
  VonageRefreshTokens vonageRefreshTokens() {
    return new RefreshTokensInMemory();
  }

  /** Forgotten at a restart; then the first login is by password. */
  private static final class RefreshTokensInMemory implements VonageRefreshTokens {

    private final Map<String, VonageRefreshToken> byAccount = new ConcurrentHashMap<>();

    @Override
    public Optional<VonageRefreshToken> take(String account) {
      return Optional.ofNullable(byAccount.remove(account));
    }

    @Override
    public void keep(String account, VonageRefreshToken token) {
      byAccount.put(account, token);
    }
  }
}
