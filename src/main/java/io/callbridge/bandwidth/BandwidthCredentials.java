package io.callbridge.bandwidth;

import io.callbridge.call.RefusedSenderException;
import io.callbridge.call.SharedSecret;
import io.callbridge.call.UnknownAccountException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Who may report call events: the account must exist, and its webhook credentials be shown if it
 * has some (contracts/bandwidth.md, section 2).
 */
@Component
class BandwidthCredentials {

  private static final Pattern PATH = Pattern.compile(".*/([^/]+)/(?:events|clicks/[^/]+)/?");
  private static final String BASIC = "basic ";
  private static final String CHALLENGE = "Basic realm=\"callbridge\", charset=\"UTF-8\"";

  private final BandwidthSettings settings;

  BandwidthCredentials(BandwidthSettings settings) {
    this.settings = settings;
  }

  /**
   * @param rawPath {@code …/{accountId}/events} or {@code …/{accountId}/clicks/{token}}, still
   *     percent-encoded; not a header, as an event in a query has a field {@code accountId} too
   * @param authorization the header, null if there is none
   * @return the account's name
   * @throws UnknownAccountException if no such account is configured
   * @throws RefusedSenderException if the account has credentials and they aren't shown
   */
  public String check(String rawPath, String authorization) {
    String name = account(rawPath);
    BandwidthSettings.Account configured = settings.accounts().get(name);
    if (configured == null) {
      throw new UnknownAccountException("no such Bandwidth account is configured");
    }
    SharedSecret expected = configured.webhookCredentials();
    if (expected.isSet() && !expected.isAmong(shown(authorization))) {
      throw new RefusedSenderException("the webhook credentials are missing or wrong", CHALLENGE);
    }
    return name;
  }

  private static String account(String rawPath) {
    Matcher path = PATH.matcher(rawPath == null ? "" : rawPath);
    try {
      return path.matches() ? UriUtils.decode(path.group(1), StandardCharsets.UTF_8) : "";
    } catch (IllegalArgumentException badEscape) {
      return "";
    }
  }

  /** What came as {@code username:password}; null if there is nothing of the kind. */
  private static String shown(String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return null;
    }
    try {
      byte[] both = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      return new String(both, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
