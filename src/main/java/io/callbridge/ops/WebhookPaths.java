package io.callbridge.ops;

import java.util.Arrays;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Where providers send webhooks. Their routes check the senders, so no login stands before them.
 */
final class WebhookPaths {

  /** A part of a path that is a secret is a variable of that name ({@link SecretPath}). */
  static final String[] PATTERNS = {
    "/api/bandwidth/{account}/events", //
    "/api/matrex/**",
    "/api/vonage/{account}/events/{secret}",
  };

  private static final List<PathPattern> PARSED =
      Arrays.stream(PATTERNS).map(PathPatternParser.defaultInstance::parse).toList();

  private WebhookPaths() {}

  /**
   * @param uri a request's path, still percent-encoded
   */
  static boolean include(String uri) {
    PathContainer path = PathContainer.parsePath(uri);
    return PARSED.stream().anyMatch(pattern -> pattern.matches(path));
  }

  /** Whether a part of this path is a secret. */
  static boolean hasSecret(String uri) {
    PathContainer path = PathContainer.parsePath(uri);
    return PARSED.stream()
        .map(pattern -> pattern.matchAndExtract(path))
        .anyMatch(match -> match != null && match.getUriVariables().containsKey("secret"));
  }
}
