package io.callbridge.task;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The configured CRM accounts by name. */
public final class CrmAccounts {

  private final Map<String, CrmAccount> byName = new LinkedHashMap<>();

  public CrmAccounts(Collection<CrmAccount> accounts) {
    accounts.forEach(account -> byName.put(account.name(), account));
  }

  public Collection<CrmAccount> all() {
    return byName.values();
  }

  public Optional<CrmAccount> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
