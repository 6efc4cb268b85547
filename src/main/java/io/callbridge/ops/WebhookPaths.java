package io.callbridge.ops;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.util.AntPathMatcher;

/**
 * Where providers report calls. A path that is listed here brings credentials of its own, which its
 * route checks, and its raw body is kept.
 */
final class WebhookPaths {

  private static final List<String> PATTERNS = List.of("/api/matrex/**", "/api/bandwidth/*/events");

  private static final AntPathMatcher MATCHER = new AntPathMatcher();

  private WebhookPaths() {}

  /** For a reader of patterns; {@code *} is one segment, {@code **} any number of them. */
  static String[] patterns() {
    return PATTERNS.toArray(String[]::new);
  }

  static boolean contain(HttpServletRequest request) {
    return PATTERNS.stream().anyMatch(each -> MATCHER.match(each, request.getRequestURI()));
  }
}
