package io.callbridge.call;

import static java.util.Objects.requireNonNull;

/**
 * What identifies a call: the same call always has the same key, which is what makes a second
 * delivery harmless.
 *
 * @param provider system name such as {@code broadband-dynamics}
 * @param account the provider account's name in the configuration
 * @param callId the provider's id of the parent call, opaque and never empty
 */
public record CallKey(String provider, String account, String callId) {

  public CallKey {
    requireNonNull(provider, "provider");
    requireNonNull(account, "account");
    requireNonNull(callId, "callId");
    if (callId.isEmpty()) {
      throw new IllegalArgumentException("a call needs an id");
    }
  }

  @Override
  public String toString() {
    return provider + "/" + account + "/" + callId;
  }
}
