package io.callbridge.ops;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * Which requests another site may have made a browser send, and so must show our token (CSRF). A
 * program that logs in with every request needs none.
 */
final class BrowserRequests {

  private static final Set<String> CHANGE_NOTHING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> FORMS = Set.of("/login", "/logout");

  private BrowserRequests() {}

  static boolean needToken(HttpServletRequest request) {
    return !CHANGE_NOTHING.contains(request.getMethod())
        && (request.getRequestedSessionId() != null
            || request.getHeader(HttpHeaders.ORIGIN) != null
            || request.getHeader("Sec-Fetch-Site") != null
            || FORMS.contains(request.getServletPath()));
  }
}
