package io.callbridge.ops;

import io.callbridge.task.Limit;
import io.micrometer.core.instrument.Metrics;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/** Turns away who sends more webhooks than any provider does, before anything is read of them. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class WebhookLimitFilter extends OncePerRequestFilter {

  private final WebhookPaths paths;
  private final Buckets senders;
  private final Buckets warnings = new Buckets(new Limit(1, Duration.ofMinutes(1)));

  WebhookLimitFilter(WebhookPaths paths, LimitSettings limits) {
    this.paths = paths;
    senders = new Buckets(limits.webhooks());
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !paths.include(UrlPathHelper.defaultInstance.getPathWithinApplication(request));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String sender = request.getRemoteAddr();
    Optional<Duration> wait = senders.take(sender);
    if (wait.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Metrics.counter("callbridge.limited", "what", "webhook").increment();
    if (warnings.take(sender).isEmpty()) {
      logger.warn("more webhooks than callbridge.limits.webhooks from " + sender);
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, seconds(wait.get()));
    response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
  }

  /** Whole ones, at least one. */
  static String seconds(Duration time) {
    return String.valueOf(Math.max(1, time.plusMillis(999).toSeconds()));
  }
}
