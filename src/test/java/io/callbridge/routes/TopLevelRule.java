package io.callbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A file is a list of routes, REST definitions or route configurations and nothing else. Camel
 * itself ignores a top-level key that it doesn't know.
 */
final class TopLevelRule implements RouteRule {

  private static final Set<String> KNOWN = Set.of("route", "rest", "routeConfiguration");

  @Override
  public List<String> broken(RouteFile file, RouteFiles all) {
    if (!file.root().isArray() || file.root().isEmpty()) {
      return List.of("the file is not a list");
    }
    List<String> broken = new ArrayList<>();
    for (JsonNode entry : file.root()) {
      if (!entry.isObject() || entry.size() != 1) {
        broken.add("an entry of the list must have one key: " + entry);
      }
      entry
          .fieldNames()
          .forEachRemaining(
              key -> {
                if (!KNOWN.contains(key)) {
                  broken.add("top-level key '%s' is none of %s".formatted(key, KNOWN));
                }
              });
    }
    return broken;
  }

  @Override
  public String toString() {
    return "has only routes, REST definitions or route configurations at the top";
  }
}
