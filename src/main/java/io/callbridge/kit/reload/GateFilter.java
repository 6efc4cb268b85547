package io.callbridge.kit.reload;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets requests for routes through the gate; those about routes themselves need none. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class GateFilter extends OncePerRequestFilter {

  /** The attribute of a request with its ticket. */
  static final String TICKET = GateFilter.class.getName();

  private final RequestGate gate;

  GateFilter(RequestGate gate) {
    this.gate = gate;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !path.startsWith("/api/") || path.startsWith(RoutesController.PATH);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Object ticket = new Object();
    try {
      gate.enter(ticket);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    request.setAttribute(TICKET, ticket);
    boolean answered = true;
    try {
      chain.doFilter(request, response);
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new Leaving(ticket));
        answered = false;
      }
    } finally {
      if (answered) {
        gate.leave(ticket);
      }
    }
  }

  /** Leaves when the answer is complete, however it ended. */
  private final class Leaving implements AsyncListener {

    private final Object ticket;

    Leaving(Object ticket) {
      this.ticket = ticket;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      gate.leave(ticket);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // completed next
    }

    @Override
    public void onError(AsyncEvent event) {
      gate.leave(ticket);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
