package io.callbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Every {@code direct} that is called exists, every one that exists is called, and it is called as
 * its route is.
 */
final class DirectRule implements RouteRule {

  @Override
  public List<String> broken(RouteFile file, RouteFiles all) {
    List<String> broken = new ArrayList<>();
    Endpoint.calledBy(file)
        .filter(call -> call.directName().isPresent())
        .filter(call -> all.directs().stream().noneMatch(call::mayCall))
        .forEach(call -> broken.add("there is no route behind " + call.uri()));
    for (JsonNode route : file.all("route")) {
      Endpoint.from(route).directName().ifPresent(name -> check(route, name, all, broken));
    }
    return broken;
  }

  private static void check(JsonNode route, String name, RouteFiles all, List<String> broken) {
    String id = route.path("id").asText();
    if (!name.equals(id)) {
      broken.add("direct:%s must be called as its route is: %s".formatted(name, id));
    }
    if (all.called().noneMatch(call -> call.mayCall(name))) {
      broken.add("nobody calls direct:" + name);
    }
  }

  @Override
  public String toString() {
    return "calls routes that exist, and is called";
  }
}
