package io.callbridge.kit.reload;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.http.common.HttpMessage;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/**
 * Counts what is under way in each route, and tells the gate of each request that is counted.
 * Camel's own count begins a moment after the route has.
 */
@Component
class UnderWay implements RoutePolicyFactory {

  private final RequestGate gate;
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

  UnderWay(RequestGate gate) {
    this.gate = gate;
  }

  /** How many exchanges are under way in a route. */
  int in(String routeId) {
    AtomicInteger count = counts.get(routeId);
    return count == null ? 0 : count.get();
  }

  @Override
  public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
    var count = new AtomicInteger();
    counts.put(routeId, count);
    return new Counting(count);
  }

  private final class Counting extends RoutePolicySupport {

    private final AtomicInteger count;

    Counting(AtomicInteger count) {
      this.count = count;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
      count.incrementAndGet();
      if (exchange.getIn() instanceof HttpMessage message && message.getRequest() != null) {
        gate.begun(message.getRequest().getAttribute(GateFilter.TICKET));
      }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
      count.decrementAndGet();
    }
  }
}
