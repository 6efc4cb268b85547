package io.callbridge.call;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The configured provider accounts of all providers. */
public final class ProviderAccounts {

  private final Map<String, ProviderAccount> byName = new HashMap<>();

  public ProviderAccounts(Collection<ProviderAccount> accounts) {
    accounts.forEach(account -> byName.put(account.provider() + "/" + account.name(), account));
  }

  public Collection<ProviderAccount> all() {
    return byName.values();
  }

  public Optional<ProviderAccount> find(String provider, String name) {
    return Optional.ofNullable(byName.get(provider + "/" + name));
  }

  /** The call with its account's defaults; unchanged if the account is no longer configured. */
  public Call complete(Call call) {
    return find(call.key().provider(), call.key().account())
        .map(account -> account.complete(call))
        .orElse(call);
  }
}
