package io.callbridge.call;

import java.util.List;

/** The settings of one provider, as far as every provider has them. */
public interface ProviderSettings {

  List<ProviderAccount> providerAccounts();
}
