package io.callbridge.ops;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/**
 * Reads the bodies of all requests but webhooks, which {@link WebhookFilter} reads: none may be
 * large or slow, whoever sends it. What is for a route is for the route to read: Camel would take
 * forms apart, and fail on those that are none.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 19)
class BodyFilter extends OncePerRequestFilter {

  /** No body of the API, of a page or of Jolokia is nearly as large. */
  static final int LARGEST = 1024 * 1024;

  private final WebhookPaths paths;
  private final LimitSettings limits;
  private final SecurityProblems problems;

  BodyFilter(WebhookPaths paths, LimitSettings limits, SecurityProblems problems) {
    this.paths = paths;
    this.limits = limits;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    boolean hasBody =
        request.getContentLengthLong() > 0
            || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    return !hasBody
        || paths.include(UrlPathHelper.defaultInstance.getPathWithinApplication(request));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    TimedBody body = TimedBody.read(request, LARGEST + 1, limits.bodyTime());
    if (!body.inTime()) {
      refuse(response, Problem.of(408, "The body did not come in time."));
    } else if (body.bytes().length > LARGEST) {
      refuse(response, Problem.of(413, "The body is larger than 1 MiB."));
    } else if (request.getRequestURI().startsWith("/api/")) {
      chain.doFilter(new RawRequest(request, body.bytes()), response);
    } else if (isForm(request)) {
      chain.doFilter(new FormRequest(request, body.bytes()), response);
    } else {
      chain.doFilter(new ReadRequest(request, body.bytes()), response);
    }
  }

  private void refuse(HttpServletResponse response, Problem problem) throws IOException {
    response.setHeader(HttpHeaders.CONNECTION, "close");
    problems.write(response, problem);
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null
        && type.regionMatches(
            true,
            0,
            MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            0,
            MediaType.APPLICATION_FORM_URLENCODED_VALUE.length());
  }
}
