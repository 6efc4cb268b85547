package io.callbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Every route says who handles its errors: a route configuration that exists, or its caller. A
 * route that is not called by another one has no such caller.
 */
final class ErrorHandlerRule implements RouteRule {

  @Override
  public List<String> broken(RouteFile file, RouteFiles all) {
    List<String> broken = new ArrayList<>();
    for (JsonNode route : file.all("route")) {
      String id = route.path("id").asText();
      boolean caller = route.path("errorHandler").has("noErrorHandler");
      String configuration = route.path("routeConfigurationId").asText();
      if (caller == !configuration.isEmpty()) {
        broken.add(id + " needs either a routeConfigurationId or a noErrorHandler");
      } else if (caller && Endpoint.from(route).directName().isEmpty()) {
        broken.add(id + " has no caller who could handle its errors");
      } else if (!caller && !all.routeConfigurations().contains(configuration)) {
        broken.add(
            "%s names the route configuration '%s', which doesn't exist"
                .formatted(id, configuration));
      }
    }
    return broken;
  }

  @Override
  public String toString() {
    return "says who handles its errors";
  }
}
