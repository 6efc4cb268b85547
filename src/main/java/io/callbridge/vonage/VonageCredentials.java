package io.callbridge.vonage;

import io.callbridge.call.RefusedSenderException;
import io.callbridge.call.UnknownAccountException;
import io.callbridge.vonage.VonageSettings.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Who may send webhooks: the secret at the end of the path must be the account's, and, where it has
 * a signing key, the signature right (contracts/vonage.md, section 7).
 */
@Component
class VonageCredentials {

  private static final int FEWEST_SEGMENTS = 3;

  private final VonageAccounts accounts;

  VonageCredentials(VonageAccounts accounts) {
    this.accounts = accounts;
  }

  /**
   * @param rawPath still percent-encoded, ends with {@code /{account}/events/{secret}}
   * @param body as received
   * @param signature as the header says; null if there is none, then the body's counts
   * @return the account's name
   * @throws UnknownAccountException if no such account is configured
   * @throws RefusedSenderException if the secret or the signature is missing or wrong, or the
   *     account has no secret
   */
  public String check(String rawPath, byte[] body, String signature) {
    List<String> segments =
        Arrays.stream(rawPath.split("/")).filter(segment -> !segment.isEmpty()).toList();
    if (segments.size() < FEWEST_SEGMENTS) {
      throw new RefusedSenderException("the path has no account and secret");
    }
    String name = decode(segments.get(segments.size() - FEWEST_SEGMENTS));
    Account account = accounts.find(name);
    if (!account.webhookSecrets().isAmong(decode(segments.get(segments.size() - 1)))) {
      throw new RefusedSenderException("the secret in the path is wrong");
    }
    List<String> keys = account.signingKeys();
    if (!keys.isEmpty() && !isSigned(body, shown(signature, body), keys)) {
      throw new RefusedSenderException("the signature is missing or wrong");
    }
    return name;
  }

  private static String shown(String fromHeader, byte[] body) {
    if (!VonageReading.isBlank(fromHeader)) {
      return fromHeader;
    }
    try {
      VonageWebhook webhook = VonageJson.MAPPER.readValue(body, VonageWebhook.class);
      return webhook == null || webhook.metadata() == null ? null : webhook.metadata().signature();
    } catch (IOException unreadable) {
      return null;
    }
  }

  private static boolean isSigned(byte[] body, String signature, List<String> keys) {
    boolean valid = false;
    for (String key : keys) {
      valid |= VonageSignature.isValid(body, signature, key);
    }
    return valid;
  }

  private static String decode(String segment) {
    try {
      return UriUtils.decode(segment, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      throw new RefusedSenderException("the path is badly encoded");
    }
  }
}
