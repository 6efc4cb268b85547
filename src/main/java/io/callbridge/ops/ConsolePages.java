package io.callbridge.ops;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.header.HeaderWriter;

/** Where the console's pages are, and what a browser may do with them. */
final class ConsolePages {

  /** What the login form needs; nothing of it says anything. */
  static final String[] OPEN = {
    "/login",
    "/console/**",
    "/webjars/chart.js/**",
    "/webjars/htmx.org/**",
    "/webjars/picocss__pico/**",
    "/favicon.ico",
  };

  static final String[] TRAILS = {"/audit/**"};

  /** Pages that ask for a decision, and what they post to; and what providers sent, unchanged. */
  static final String[] DECISIONS = {
    "/calls/*/retry",
    "/calls/*/abandon",
    "/calls/*/events/*",
    "/stopped/retry",
    "/stopped/abandon",
    "/stopped/quarantine/**",
    "/accounts/crm/*/pause",
    "/accounts/crm/*/resume",
    "/accounts/collect/*/*",
  };

  static final String[] ALL = {
    "/", "/calls/**", "/stopped/**", "/accounts/**", "/collections/**",
  };

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private static final String PART = "HX-Request";

  private ConsolePages() {}

  /**
   * Everything here runs its own files only; Hawtio and the page of the API have their own ways.
   */
  static HeaderWriter contentSecurityPolicy() {
    return (request, response) -> {
      String path = request.getServletPath();
      if (!path.startsWith("/actuator/hawtio") && !path.equals("/api/docs")) {
        response.setHeader("Content-Security-Policy", POLICY);
      }
    };
  }

  /** Whether a page asks for what is new on it. */
  static boolean isPartOfPage(HttpServletRequest request) {
    return request.getHeader(PART) != null;
  }

  /** Has the whole page go to the login, not the part of it that asked. */
  static void goToLogin(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
    response.setStatus(401);
    response.setHeader("HX-Redirect", request.getContextPath() + "/login");
  }

  static boolean isForPerson(HttpServletRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return accepted != null && accepted.contains("text/html");
  }
}
