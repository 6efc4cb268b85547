package io.callbridge.ops;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * Whose event a webhook brought, as far as its path says.
 *
 * @param provider null if it is none of a provider's
 * @param account null if the path doesn't name it
 */
record WebhookAddress(String provider, String account) {

  private static final Pattern OF_ACCOUNT =
      Pattern.compile("/api/([a-z][a-z0-9-]*)/([^/]+)/(?:events|clicks)(?:/.*)?");
  private static final String BROADBAND_DYNAMICS = "/api/matrex/";

  /**
   * @param rawPath still percent-encoded
   */
  static WebhookAddress of(String rawPath) {
    if (rawPath.startsWith(BROADBAND_DYNAMICS)) {
      return new WebhookAddress("broadband-dynamics", null);
    }
    Matcher ofAccount = OF_ACCOUNT.matcher(rawPath);
    return ofAccount.matches()
        ? new WebhookAddress(ofAccount.group(1), decode(ofAccount.group(2)))
        : new WebhookAddress(null, null);
  }

  private static String decode(String segment) {
    try {
      return UriUtils.decode(segment, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return segment;
    }
  }
}
