package io.callbridge.ops;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Hides what traced messages hold: their headers are secrets, numbers and addresses. Hawtio shows
 * which steps a message took and how long, and the names of its headers.
 */
final class TracedMessages extends OncePerRequestFilter {

  /** How a traced message begins, within a JSON text of XML. */
  private static final String TRACED = "<backlogTracerEventMessage";

  /** The contents of a header or a body, within a JSON text, where slashes may be escaped. */
  private static final Pattern CONTENTS =
      Pattern.compile(
          "(<(header|body|exchangeProperty|exchangeVariable|exception)\\b[^>]*>)"
              + ".*?(<\\\\?/\\2>)");

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().contains("/jolokia");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var answer = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, answer);
    String text = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
    if (text.contains(TRACED)) {
      byte[] hidden = hide(text).getBytes(StandardCharsets.UTF_8);
      answer.resetBuffer();
      answer.getOutputStream().write(hidden);
    }
    answer.copyBodyToResponse();
  }

  static String hide(String text) {
    return CONTENTS.matcher(text).replaceAll("$1***$3");
  }
}
