package io.callbridge.ops;

import io.callbridge.store.Quarantine;
import io.callbridge.store.StoreUnavailableException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/**
 * Takes the raw bytes of a webhook before anything can change or refuse them. It caps their size,
 * answers 503 until the routes run, and puts into quarantine what is turned away before a route
 * sees it: a wrong method, an impossible path, too large a body.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class WebhookFilter extends OncePerRequestFilter {

  /** The largest body of any webhook, in bytes (contracts/broadband-dynamics.md, section 3.6). */
  static final int LARGEST_BODY = 64 * 1024;

  private static final Set<Integer> TURNED_AWAY = Set.of(400, 404, 405, 413, 415);

  private final Quarantine quarantine;
  private final ApplicationAvailability availability;
  private final WebhookPaths paths;
  private final SecretPath secretPath;
  private final LimitSettings limits;

  WebhookFilter(
      Quarantine quarantine,
      ApplicationAvailability availability,
      WebhookPaths paths,
      SecretPath secretPath,
      LimitSettings limits) {
    this.paths = paths;
    this.limits = limits;
    this.quarantine = quarantine;
    this.secretPath = secretPath;
    this.availability = availability;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !paths.include(UrlPathHelper.defaultInstance.getPathWithinApplication(request));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
      askToComeAgain(response);
      return;
    }
    TimedBody body = TimedBody.read(request, LARGEST_BODY + 1, limits.bodyTime());
    byte[] read = body.bytes();
    try {
      if (!body.inTime()) {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        keep(request, read, false, "came too slowly: the rest is not kept");
        response.sendError(HttpServletResponse.SC_REQUEST_TIMEOUT);
        return;
      }
      if (read.length > LARGEST_BODY) {
        keep(
            request,
            Arrays.copyOf(read, LARGEST_BODY),
            false,
            "larger than 64 KiB: the rest is not kept");
        response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        return;
      }
      chain.doFilter(new RawRequest(request, read), response);
      if (!request.isAsyncStarted()
          && TURNED_AWAY.contains(response.getStatus())
          && read.length > 0) {
        keep(request, read, true, "turned away with HTTP " + response.getStatus());
      }
    } catch (StoreUnavailableException storeDown) {
      if (response.isCommitted()) {
        logger.warn("turned away with HTTP " + response.getStatus() + " and not kept", storeDown);
      } else {
        response.reset();
        askToComeAgain(response);
      }
    }
  }

  private static void askToComeAgain(HttpServletResponse response) throws IOException {
    response.setHeader("Retry-After", "5");
    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
  }

  private void keep(HttpServletRequest request, byte[] body, boolean whole, String reason) {
    quarantine.keep(
        new Quarantine.Received(
            request.getMethod(),
            secretPath.mask(request.getRequestURI()),
            request.getContentType(),
            body,
            whole,
            null),
        reason);
  }
}
