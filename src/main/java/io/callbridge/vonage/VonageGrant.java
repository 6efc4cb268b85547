package io.callbridge.vonage;

import io.callbridge.vonage.VonageSettings.Account;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One way to get a token (contracts/vonage.md, section 2).
 *
 * @param refreshToken null for a login by password
 */
record VonageGrant(VonageRefreshToken refreshToken) {

  static final VonageGrant PASSWORD = new VonageGrant(null);

  private static final String USER_SUFFIX = "@vbc.prod";

  boolean isPassword() {
    return refreshToken == null;
  }

  /** The body of the request: a form. Without the scope the Reports API refuses the token. */
  String form(Account account) {
    if (!isPassword()) {
      return "grant_type=refresh_token&scope=openid&refresh_token=" + encode(refreshToken.value());
    }
    String user = account.username();
    return "grant_type=password&scope=openid&username="
        + encode(user.endsWith(USER_SUFFIX) ? user : user + USER_SUFFIX)
        + "&password="
        + encode(account.password());
  }

  /** The header of the request that says which application asks. */
  static String authorization(Account account) {
    String pair = account.clientId() + ":" + account.clientSecret();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
