package io.callbridge.sandbox.bandwidth;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands before the API: Basic credentials, the account in the path, and what goes wrong. */
final class ApiGateway extends OncePerRequestFilter {

  static final String ACCOUNTS = "/simulator/bandwidth/api/v2/accounts/";

  private final BandwidthSettings settings;
  private final Faults faults;
  private final ObjectMapper json;
  private final Clock clock;

  ApiGateway(BandwidthSettings settings, Faults faults, ObjectMapper json, Clock clock) {
    this.settings = settings;
    this.faults = faults;
    this.json = json;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<ApiError> refusal = refusal(request);
    if (refusal.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    ApiError error = refusal.get();
    response.setStatus(error.status());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    if (error.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Bandwidth\"");
    }
    if (error.retryAfter() != null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, error.retryAfter());
    }
    response.getWriter().write(json.writeValueAsString(error));
  }

  private Optional<ApiError> refusal(HttpServletRequest request) {
    String expected = settings.username() + ":" + settings.password();
    String encoded = Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8));
    if (!("Basic " + encoded).equals(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      return Optional.of(ApiError.wrongCredentials());
    }
    if (!(request.getRequestURI() + "/").startsWith(ACCOUNTS + settings.account() + "/")) {
      return Optional.of(ApiError.denied());
    }
    return faults.draw(clock.instant());
  }
}
