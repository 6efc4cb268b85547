package io.callbridge.ops;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away a login before its password is looked at ({@link LoginLimits}). */
final class LoginLimitFilter extends OncePerRequestFilter {

  private static final String BASIC = "basic ";

  private final LoginLimits limits;
  private final SecurityProblems problems;

  LoginLimitFilter(LoginLimits limits, SecurityProblems problems) {
    this.limits = limits;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Duration> wait =
        user(request).flatMap(user -> limits.wait(request.getRemoteAddr(), user));
    if (wait.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, WebhookLimitFilter.seconds(wait.get()));
    if (ConsolePages.isForPerson(request)) {
      response.sendError(429);
    } else {
      problems.write(
          response, Problem.of(429, "Too many logins of this user failed: try again later."));
    }
  }

  /** Who wants to log in; empty if nobody does. */
  private static Optional<String> user(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      try {
        byte[] both = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
        return Optional.of(new String(both, StandardCharsets.UTF_8).split(":", 2)[0]);
      } catch (IllegalArgumentException notBase64) {
        return Optional.empty();
      }
    }
    boolean isForm =
        request.getMethod().equals("POST") && request.getServletPath().equals("/login");
    return isForm ? Optional.ofNullable(request.getParameter("username")) : Optional.empty();
  }
}
