package io.callbridge.kit.check;

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
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    if (!file.root().isArray() || file.root().isEmpty()) {
      return List.of(new Finding(1, "the file is not a list"));
    }
    List<Finding> broken = new ArrayList<>();
    for (JsonNode entry : file.root()) {
      if (!entry.isObject() || entry.size() != 1) {
        broken.add(file.at(entry, "an entry of the list must have one key"));
      }
      entry
          .fieldNames()
          .forEachRemaining(
              key -> {
                if (!KNOWN.contains(key)) {
                  broken.add(
                      new Finding(
                          file.yaml().line(entry, key),
                          "top-level key '%s' is none of %s".formatted(key, KNOWN)));
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
