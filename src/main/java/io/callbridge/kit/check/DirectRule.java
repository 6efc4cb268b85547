package io.callbridge.kit.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Every {@code direct} that is called exists, every one that exists is called, and it is called as
 * its route is.
 */
final class DirectRule implements RouteRule {

  @Override
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    List<Finding> broken = new ArrayList<>();
    Endpoint.calledBy(file)
        .filter(call -> call.directName().isPresent())
        .filter(call -> all.directs().stream().noneMatch(call::mayCall))
        .forEach(
            call ->
                broken.add(new Finding(call.nameLine(), "there is no route behind " + call.uri())));
    for (JsonNode route : file.all("route")) {
      Endpoint from = Endpoint.from(file, route);
      from.directName().ifPresent(name -> check(route, from.nameLine(), name, all, broken));
    }
    return broken;
  }

  private static void check(
      JsonNode route, int line, String name, RouteFiles all, List<Finding> broken) {
    String id = route.path("id").asText();
    if (!name.equals(id)) {
      broken.add(
          new Finding(line, "direct:%s must be called as its route is: %s".formatted(name, id)));
    }
    if (all.called().noneMatch(call -> call.mayCall(name))) {
      broken.add(new Finding(line, "nobody calls direct:" + name));
    }
  }

  @Override
  public boolean looksAtOtherFiles() {
    return true;
  }

  @Override
  public String toString() {
    return "calls routes that exist, and is called";
  }
}
