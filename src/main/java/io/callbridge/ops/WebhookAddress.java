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
      Pattern.compile("/api/(bandwidth|vonage)/([^/]+)/(?:events|clicks)(?:/.*)?");
  private static final String BROADBAND_DYNAMICS = "/api/matrex/";

  /**
   * @param rawPath still percent-encoded
   */
  static WebhookAddress of(String rawPath) {
    Matcher ofAccount = OF_ACCOUNT.matcher(rawPath);
    if (ofAccount.matches()) {
      return new WebhookAddress(ofAccount.group(1), decode(ofAccount.group(2)));
    }
    return new WebhookAddress(
        rawPath.startsWith(BROADBAND_DYNAMICS) ? "broadband-dynamics" : null, null);
  }

  private static String decode(String segment) {
    try {
      return UriUtils.decode(segment, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return segment;
    }
  }
}
