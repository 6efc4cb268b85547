package io.callbridge.ops;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the routes who is logged in and from where, in headers that nobody else can set: routes run
 * on threads of their own, which know no login.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class CallerFilter extends OncePerRequestFilter {

  static final String USER = "X-Callbridge-User";
  static final String REMOTE_ADDRESS = "X-Callbridge-Remote-Address";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getServletPath().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Map<String, String> own = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Authentication login = SecurityContextHolder.getContext().getAuthentication();
    boolean isUser = login != null && request.getUserPrincipal() != null;
    own.put(USER, isUser ? login.getName() : null);
    own.put(REMOTE_ADDRESS, request.getRemoteAddr());
    chain.doFilter(new Told(request, own), response);
  }

  /** The request with our headers in place of any that came. */
  private static final class Told extends HttpServletRequestWrapper {

    private final Map<String, String> own;

    Told(HttpServletRequest request, Map<String, String> own) {
      super(request);
      this.own = own;
    }

    @Override
    public String getHeader(String name) {
      return own.containsKey(name) ? own.get(name) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      if (!own.containsKey(name)) {
        return super.getHeaders(name);
      }
      return Collections.enumeration(Stream.ofNullable(own.get(name)).toList());
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      return Collections.enumeration(
          Stream.concat(
                  Collections.list(super.getHeaderNames()).stream()
                      .filter(name -> !own.containsKey(name)),
                  own.keySet().stream().filter(name -> own.get(name) != null))
              .toList());
    }

    /** A parameter could get among the headers of a route. */
    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(
          Collections.list(super.getParameterNames()).stream()
              .filter(name -> !own.containsKey(name))
              .toList());
    }
  }
}
