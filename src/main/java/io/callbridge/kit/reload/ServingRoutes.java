package io.callbridge.kit.reload;

import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.StatefulService;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;

/** What happens in the routes that run. */
final class ServingRoutes {

  private static final String DIRECT = "direct";
  private static final Set<String> HTTP = Set.of("rest", "platform-http");

  private final CamelContext context;

  private final UnderWay underWay;

  ServingRoutes(CamelContext context, UnderWay underWay) {
    this.context = context;
    this.underWay = underWay;
  }

  /** Whether nothing is under way in any of these routes. */
  boolean areIdle(Set<String> ids) {
    return ids.stream().allMatch(id -> underWay.in(id) == 0);
  }

  /** Which of these something is under way in. */
  List<String> busy(Set<String> ids) {
    return ids.stream().filter(id -> underWay.in(id) > 0).sorted().toList();
  }

  boolean takeRequests(Set<String> ids) {
    return ids.stream().anyMatch(id -> HTTP.contains(scheme(id)));
  }

  /** Those that begin by themselves: schedules. */
  List<String> schedules(Set<String> ids) {
    return ids.stream()
        .filter(id -> context.getRoute(id) != null)
        .filter(id -> !scheme(id).equals(DIRECT) && !HTTP.contains(scheme(id)))
        .toList();
  }

  List<String> directs(Set<String> ids) {
    return ids.stream().filter(id -> scheme(id).equals(DIRECT)).toList();
  }

  private String scheme(String id) {
    Route route = context.getRoute(id);
    String uri = route == null ? "" : route.getEndpoint().getEndpointBaseUri();
    int end = uri.indexOf(':');
    return end < 0 ? "" : uri.substring(0, end);
  }

  /**
   * From now on nothing begins in them; who calls a {@code direct} waits.
   *
   * @return those that were running
   */
  List<String> suspend(List<String> ids) {
    List<String> running = ids.stream().filter(id -> isStarted(consumer(id))).toList();
    running.forEach(id -> ((StatefulService) consumer(id)).suspend());
    return running;
  }

  /** Those that are still there go on. */
  void resume(List<String> ids) {
    ids.stream()
        .filter(id -> context.getRoute(id) != null)
        .map(id -> (StatefulService) consumer(id))
        .filter(StatefulService::isSuspended)
        .forEach(StatefulService::resume);
  }

  static boolean isStarted(Consumer consumer) {
    return consumer instanceof StatefulService service && service.isStarted();
  }

  private Consumer consumer(String id) {
    return context.getRoute(id).getConsumer();
  }

  /** Exchanges since a route was loaded; null where nobody counts, or it isn't there. */
  Traffic traffic(String id) {
    ManagedCamelContext managed =
        context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
    ManagedRouteMBean route = managed == null ? null : managed.getManagedRoute(id);
    try {
      return route == null
          ? null
          : new Traffic(route.getExchangesTotal(), route.getExchangesFailed());
    } catch (Exception uncounted) {
      return null;
    }
  }

  /** How many exchanges there were, and how many of them failed. */
  record Traffic(long exchanges, long failed) {}

  /** Null if there is no such route. */
  String status(String id) {
    ServiceStatus status = context.getRouteController().getRouteStatus(id);
    return status == null ? null : status.name();
  }
}
