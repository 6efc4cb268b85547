package io.callbridge.vonage;

import io.callbridge.call.UnknownAccountException;
import io.callbridge.vonage.VonageSettings.Account;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The configured accounts, for the routes. */
@Component
class VonageAccounts {

  private final VonageSettings settings;

  VonageAccounts(VonageSettings settings) {
    this.settings = settings;
  }

  /**
   * @throws UnknownAccountException if no such account is configured
   */
  public Account find(String name) {
    Account account = settings.accounts().get(name);
    if (account == null) {
      throw new UnknownAccountException("no such Vonage account is configured");
    }
    return account;
  }

  /** Where the finished calls of an account are. */
  public String callLogsUrl(String name) {
    return find(name).reportsUrl() + "/accounts/" + encode(name) + "/call-logs";
  }

  private static String encode(String segment) {
    return UriUtils.encodePathSegment(segment, StandardCharsets.UTF_8);
  }
}
