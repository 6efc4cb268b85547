package io.callbridge.broadbanddynamics;

import io.callbridge.call.RefusedSenderException;
import io.callbridge.call.UnknownAccountException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.stereotype.Component;

/** Who may report call statuses: the account must exist, and its secret be shown if it has one. */
@Component
class BroadbandDynamicsCredentials {

  private final BroadbandDynamicsSettings settings;

  BroadbandDynamicsCredentials(BroadbandDynamicsSettings settings) {
    this.settings = settings;
  }

  /**
   * @param account as named in the request; null or blank means {@code default}
   * @param fromHeader the secret of the header, null if there is none
   * @param fromQuery the secret of the query, null if there is none
   * @return the account's name
   * @throws UnknownAccountException if no such account is configured
   * @throws RefusedSenderException if the account has a secret and neither shows it
   */
  public String check(String account, String fromHeader, String fromQuery) {
    String name = account == null || account.isBlank() ? "default" : account;
    BroadbandDynamicsSettings.Account configured = settings.accounts().get(name);
    if (configured == null) {
      throw new UnknownAccountException("no such Broadband Dynamics account is configured");
    }
    String secret = configured.secret();
    if (!secret.isEmpty() && !isEqual(secret, fromHeader) && !isEqual(secret, fromQuery)) {
      throw new RefusedSenderException("the secret is missing or wrong");
    }
    return name;
  }

  /** In a time that doesn't depend on where the two differ. */
  private static boolean isEqual(String secret, String shown) {
    return shown != null
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }
}
