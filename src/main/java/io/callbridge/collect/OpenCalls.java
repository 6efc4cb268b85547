package io.callbridge.collect;

import io.callbridge.call.CallKey;
import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.Calls;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Calls that have been open for suspiciously long, to be asked for one by one. */
public class OpenCalls {

  private static final Duration SUSPICIOUS = Duration.ofMinutes(30);
  private static final int MOST_AT_ONCE = 20;

  private final Calls calls;
  private final ProviderAccounts providers;
  private final InstantSource clock;

  public OpenCalls(Calls calls, ProviderAccounts providers, InstantSource clock) {
    this.calls = calls;
    this.providers = providers;
    this.clock = clock;
  }

  /** Those of a provider of which nothing was heard for half an hour, longest first. */
  public List<CallKey> of(String provider) {
    return providers.all().stream()
        .filter(account -> account.provider().equals(provider))
        .map(ProviderAccount::name)
        .flatMap(
            account ->
                calls
                    .openSince(provider, account, clock.instant().minus(SUSPICIOUS), MOST_AT_ONCE)
                    .stream())
        .toList();
  }
}
