package io.callbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A file holds one thing that is called as the file is, begins with the name of its folder and says
 * in words what it does.
 */
final class NamesRule implements RouteRule {

  private static final String SHARED = "shared";
  private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete", "head");

  @Override
  public List<String> broken(RouteFile file, RouteFiles all) {
    List<String> broken = new ArrayList<>();
    List<JsonNode> routes = file.all("route");
    List<JsonNode> rests = file.all("rest");
    List<JsonNode> configurations = file.all("routeConfiguration");
    if (configurations.isEmpty()) {
      if (routes.size() + rests.size() != 1) {
        broken.add("there must be one route or one REST definition in a file");
      }
      if (!file.name().startsWith(file.folder() + "-")) {
        broken.add("the name must begin with the folder: %s-…".formatted(file.folder()));
      }
    } else if (!routes.isEmpty() || !rests.isEmpty() || !file.folder().equals(SHARED)) {
      broken.add("route configurations stand apart, in the folder " + SHARED);
    }
    routes.forEach(route -> checkRoute(file, route, broken));
    rests.forEach(rest -> checkRest(file, rest, broken));
    configurations.forEach(configuration -> checkDescription(configuration, broken));
    return broken;
  }

  private static void checkRoute(RouteFile file, JsonNode route, List<String> broken) {
    checkId(file, route, broken);
    String prefix = route.path("nodePrefixId").asText();
    if (!prefix.equals(file.name() + ".")) {
      broken.add("nodePrefixId '%s' must be '%s.'".formatted(prefix, file.name()));
    }
  }

  private static void checkRest(RouteFile file, JsonNode rest, List<String> broken) {
    checkId(file, rest, broken);
    if (!file.name().endsWith("-rest")) {
      broken.add("a file with a REST definition must be called <system>-rest");
    }
    VERBS.stream()
        .flatMap(verb -> rest.path(verb).findValues("id").stream())
        .map(JsonNode::asText)
        .filter(id -> !id.startsWith(file.name() + "."))
        .forEach(id -> broken.add("id '%s' must begin with '%s.'".formatted(id, file.name())));
  }

  private static void checkId(RouteFile file, JsonNode node, List<String> broken) {
    String id = node.path("id").asText();
    if (!id.equals(file.name())) {
      broken.add("id '%s' must be the file's name".formatted(id));
    }
    checkDescription(node, broken);
  }

  private static void checkDescription(JsonNode node, List<String> broken) {
    if (node.path("description").asText().isBlank()) {
      broken.add("%s needs a description".formatted(node.path("id").asText()));
    }
  }

  @Override
  public String toString() {
    return "is named after what it holds";
  }
}
