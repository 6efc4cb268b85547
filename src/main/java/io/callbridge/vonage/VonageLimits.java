package io.callbridge.vonage;

import io.callbridge.steer.Limits;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What keeps steering an account from becoming expensive, from the account's own settings. */
@ConfigurationProperties("callbridge.vonage")
record VonageLimits(@DefaultValue Map<String, Limits> accounts) {

  Limits of(String account) {
    return accounts.getOrDefault(account, Limits.SAFE);
  }
}
