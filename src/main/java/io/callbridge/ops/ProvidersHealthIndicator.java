package io.callbridge.ops;

import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.collect.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the providers' records can be collected. If not, lost webhooks stay lost until they can
 * be again: that is a warning.
 */
@Component
class ProvidersHealthIndicator implements HealthIndicator {

  private final ProviderAccounts providers;
  private final Collections collections;

  ProvidersHealthIndicator(ProviderAccounts providers, Collections collections) {
    this.providers = providers;
    this.collections = collections;
  }

  @Override
  public Health health() {
    Map<String, String> troubles = new LinkedHashMap<>();
    for (ProviderAccount account : providers.all()) {
      collections
          .trouble(account.provider(), account.name())
          .ifPresent(reason -> troubles.put(account.provider() + "/" + account.name(), reason));
    }
    return troubles.isEmpty()
        ? Health.up().build()
        : Health.status(CrmHealthIndicator.WARNING).withDetails(troubles).build();
  }
}
