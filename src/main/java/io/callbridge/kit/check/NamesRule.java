package io.callbridge.kit.check;

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
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    List<Finding> broken = new ArrayList<>();
    List<JsonNode> routes = file.all("route");
    List<JsonNode> rests = file.all("rest");
    List<JsonNode> configurations = file.all("routeConfiguration");
    if (configurations.isEmpty()) {
      if (routes.size() + rests.size() != 1) {
        broken.add(new Finding(1, "there must be one route or one REST definition in a file"));
      }
      if (!file.name().startsWith(file.folder() + "-")) {
        broken.add(
            new Finding(1, "the name must begin with the folder: %s-…".formatted(file.folder())));
      }
    } else if (!routes.isEmpty() || !rests.isEmpty() || !file.folder().equals(SHARED)) {
      broken.add(new Finding(1, "route configurations stand apart, in the folder " + SHARED));
    }
    routes.forEach(route -> checkRoute(file, route, broken));
    rests.forEach(rest -> checkRest(file, rest, broken));
    configurations.forEach(configuration -> checkDescription(file, configuration, broken));
    return broken;
  }

  private static void checkRoute(RouteFile file, JsonNode route, List<Finding> broken) {
    checkId(file, route, broken);
    String prefix = route.path("nodePrefixId").asText();
    if (!prefix.equals(file.name() + ".")) {
      broken.add(
          new Finding(
              file.yaml().line(route, "nodePrefixId"),
              "nodePrefixId '%s' must be '%s.'".formatted(prefix, file.name())));
    }
  }

  private static void checkRest(RouteFile file, JsonNode rest, List<Finding> broken) {
    checkId(file, rest, broken);
    if (!file.name().endsWith("-rest")) {
      broken.add(file.at(rest, "a file with a REST definition must be called <system>-rest"));
    }
    VERBS.stream()
        .flatMap(verb -> file.fieldsOf(rest.path(verb)))
        .filter(field -> field.key().equals("id"))
        .filter(id -> !id.value().asText().startsWith(file.name() + "."))
        .forEach(
            id ->
                broken.add(
                    new Finding(
                        id.line(),
                        "id '%s' must begin with '%s.'"
                            .formatted(id.value().asText(), file.name()))));
  }

  private static void checkId(RouteFile file, JsonNode node, List<Finding> broken) {
    String id = node.path("id").asText();
    if (!id.equals(file.name())) {
      broken.add(
          new Finding(
              file.yaml().line(node, "id"), "id '%s' must be the file's name".formatted(id)));
    }
    checkDescription(file, node, broken);
  }

  private static void checkDescription(RouteFile file, JsonNode node, List<Finding> broken) {
    if (node.path("description").asText().isBlank()) {
      broken.add(file.at(node, "%s needs a description", node.path("id").asText()));
    }
  }

  @Override
  public String toString() {
    return "is named after what it holds";
  }
}
