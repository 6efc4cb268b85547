package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Stands before the API as the real gateway does: keys, limits, and what goes wrong on the way. */
final class ApiGateway extends OncePerRequestFilter {

  private final Credentials credentials;
  private final Admission admission;
  private final Faults faults;
  private final ObjectMapper json;
  private final Consumer<Duration> pause;

  /**
   * @param pause holds a late answer back; blocks the thread of that request
   */
  ApiGateway(
      Credentials credentials,
      Admission admission,
      Faults faults,
      ObjectMapper json,
      Consumer<Duration> pause) {
    this.credentials = credentials;
    this.admission = admission;
    this.faults = faults;
    this.json = json;
    this.pause = pause;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var operation = Operation.of(request.getMethod(), request.getRequestURI());
    var ruling = admission.rule(operation, credentials.check(request));
    switch (ruling.verdict()) {
      case PASSED -> chain.doFilter(request, response);
      case LATE_ANSWER -> {
        var held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        pause.accept(faults.rates().lateBy());
        held.copyBodyToResponse();
      }
      case LOST_ANSWER -> {
        chain.doFilter(request, new ContentCachingResponseWrapper(response));
        CutConnection.askFor(request);
      }
      case NO_KEY -> {
        if (isAsyncHost(request)) {
          refuse(response, 403, new GatewayAnswer("Forbidden"));
        } else {
          refuse(response, 401, ErrorAnswer.wrongCredentials());
        }
      }
      case WRONG_KEY -> refuse(response, 401, ErrorAnswer.wrongCredentials());
      case OVER_LIMIT, FALSE_LIMIT -> refuse(response, 429, ErrorAnswer.over(ruling.limit()));
      case LIMIT_IN_OK -> refuse(response, 200, "text/plain", ruling.limit().exceeded());
      case SERVER_ERROR -> refuse(response, 500, "text/html", page("Internal Server Error"));
      case UNAVAILABLE -> refuse(response, 503, "text/html", page("Service Unavailable"));
    }
  }

  private static boolean isAsyncHost(HttpServletRequest request) {
    return request.getRequestURI().contains("/leadsquared/1/");
  }

  private static String page(String heading) {
    return "<html><body><h1>%s</h1></body></html>".formatted(heading);
  }

  private void refuse(HttpServletResponse response, int status, Object answer) throws IOException {
    refuse(response, status, MediaType.APPLICATION_JSON_VALUE, json.writeValueAsString(answer));
  }

  private static void refuse(HttpServletResponse response, int status, String type, String text)
      throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getWriter().write(text);
  }
}
