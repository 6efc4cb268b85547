package io.callbridge.call;

import java.util.List;

/** The settings of one provider, as far as every provider has them. */
public interface ProviderSettings {

  List<ProviderAccount> providerAccounts();

  /** The key under which the provider's {@code accounts} stand. */
  default String keyOf(String provider) {
    return "callbridge." + provider;
  }

  /** Where its webhooks come in, if that is known only from the settings: patterns of paths. */
  default List<String> webhookPaths() {
    return List.of();
  }
}
