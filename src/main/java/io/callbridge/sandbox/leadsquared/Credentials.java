package io.callbridge.sandbox.leadsquared;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Which secrets a request needs (section 2): the async host one, the REST host two. */
final class Credentials {

  private final LeadSquaredSettings settings;

  Credentials(LeadSquaredSettings settings) {
    this.settings = settings;
  }

  /** {@code NO_KEY}, {@code WRONG_KEY} or {@code PASSED}. */
  Verdict check(HttpServletRequest request) {
    if (request.getRequestURI().contains("/leadsquared/1/")) {
      return check(request.getHeader("x-api-key"), settings.apiKey());
    }
    Verdict access = check(given(request, "AccessKey"), settings.accessKey());
    return access == Verdict.PASSED
        ? check(given(request, "SecretKey"), settings.secretKey())
        : access;
  }

  private static String given(HttpServletRequest request, String name) {
    String header = request.getHeader("x-LSQ-" + name);
    return header != null
        ? header
        : request.getParameter(Character.toLowerCase(name.charAt(0)) + name.substring(1));
  }

  private static Verdict check(String given, String expected) {
    if (given == null || given.isBlank()) {
      return Verdict.NO_KEY;
    }
    return MessageDigest.isEqual(bytes(given), bytes(expected))
        ? Verdict.PASSED
        : Verdict.WRONG_KEY;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
