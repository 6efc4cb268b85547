package io.callbridge.ops;

import java.util.Arrays;
import org.springframework.util.AntPathMatcher;

/**
 * Where providers send webhooks, and the CRM clicks. Their routes check the senders, so no login
 * stands before them, and their raw bytes are kept.
 */
final class WebhookPaths {

  /** A part of a path that is a secret is a variable of that name ({@link SecretPath}). */
  static final String[] PATTERNS = {
    "/api/bandwidth/{account}/clicks/{secret}",
    "/api/bandwidth/{account}/events", //
    "/api/click-to-call",
    "/api/click-to-call/{secret}",
    "/api/matrex/**",
    "/api/vonage/{account}/events/{secret}",
  };

  private static final AntPathMatcher MATCHER = new AntPathMatcher();

  private WebhookPaths() {}

  static boolean include(String path) {
    return Arrays.stream(PATTERNS).anyMatch(pattern -> MATCHER.match(pattern, path));
  }

  /** Whether a part of this path is a secret. */
  static boolean hasSecret(String path) {
    return Arrays.stream(PATTERNS)
        .filter(pattern -> MATCHER.match(pattern, path))
        .anyMatch(
            pattern -> MATCHER.extractUriTemplateVariables(pattern, path).containsKey("secret"));
  }
}
