package io.callbridge.kit.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Every route says who handles its errors: a route configuration that exists, or its caller. A
 * route that is not called by another one has no such caller.
 */
final class ErrorHandlerRule implements RouteRule {

  @Override
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    List<Finding> broken = new ArrayList<>();
    for (JsonNode route : file.all("route")) {
      String id = route.path("id").asText();
      boolean caller = route.path("errorHandler").has("noErrorHandler");
      String configuration = route.path("routeConfigurationId").asText();
      if (caller == !configuration.isEmpty()) {
        broken.add(
            file.at(route, "%s needs either a routeConfigurationId or a noErrorHandler", id));
      } else if (caller && Endpoint.from(file, route).directName().isEmpty()) {
        broken.add(
            new Finding(
                file.yaml().line(route, "errorHandler"),
                id + " has no caller who could handle its errors"));
      } else if (!caller && !all.routeConfigurations().contains(configuration)) {
        broken.add(
            new Finding(
                file.yaml().line(route, "routeConfigurationId"),
                "%s names the route configuration '%s', which doesn't exist"
                    .formatted(id, configuration)));
      }
    }
    return broken;
  }

  @Override
  public boolean looksAtOtherFiles() {
    return true;
  }

  @Override
  public String toString() {
    return "says who handles its errors";
  }
}
