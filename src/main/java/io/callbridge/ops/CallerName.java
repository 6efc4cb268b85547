package io.callbridge.ops;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells routes who is logged in, by a header that nobody can send from outside: a route runs on
 * another thread than the login.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class CallerName extends OncePerRequestFilter {

  static final String HEADER = "X-Callbridge-User";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRemoteUser() == null && request.getHeader(HEADER) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new Named(request), response);
  }

  private static final class Named extends HttpServletRequestWrapper {

    private final String user;

    /** On the login's thread, which alone knows the user. */
    Named(HttpServletRequest request) {
      super(request);
      user = request.getRemoteUser();
    }

    @Override
    public String getHeader(String name) {
      return HEADER.equalsIgnoreCase(name) ? user : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      if (!HEADER.equalsIgnoreCase(name)) {
        return super.getHeaders(name);
      }
      return Collections.enumeration(user == null ? List.of() : List.of(user));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      List<String> names =
          Collections.list(super.getHeaderNames()).stream()
              .filter(name -> !HEADER.equalsIgnoreCase(name))
              .collect(Collectors.toList());
      if (user != null) {
        names.add(HEADER);
      }
      return Collections.enumeration(names);
    }
  }
}
