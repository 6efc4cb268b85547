package io.callbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All files under {@code routes/}: what one file says can be right or wrong only among them. */
public record RouteFiles(List<RouteFile> files) {

  /** Reads every YAML file, however it is named. */
  public static RouteFiles read(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<RouteFile> files = new ArrayList<>();
      for (Path path : paths.filter(RouteFiles::isYaml).sorted().toList()) {
        files.add(RouteFile.read(path));
      }
      return new RouteFiles(List.copyOf(files));
    }
  }

  private static boolean isYaml(Path path) {
    return path.toString().endsWith(".yaml") || path.toString().endsWith(".yml");
  }

  Set<String> routeConfigurations() {
    return files.stream()
        .flatMap(file -> file.all("routeConfiguration").stream())
        .map(configuration -> configuration.path("id").asText())
        .collect(Collectors.toSet());
  }

  /** The names of the {@code direct} endpoints that a route starts from. */
  Set<String> directs() {
    return files.stream()
        .flatMap(file -> file.all("route").stream())
        .flatMap(route -> Endpoint.from(route).directName().stream())
        .collect(Collectors.toSet());
  }

  /** Every endpoint that any route or REST definition sends to. */
  Stream<Endpoint> called() {
    return files.stream().flatMap(Endpoint::calledBy);
  }

  /** The complete ids of everything that has one: steps with their route's prefix. */
  Stream<String> ids() {
    return files.stream().flatMap(RouteFiles::idsIn);
  }

  static Stream<String> idsIn(RouteFile file) {
    List<String> ids = new ArrayList<>();
    for (JsonNode entry : file.root()) {
      for (JsonNode top : entry) {
        String prefix = top.path("nodePrefixId").asText("");
        RouteFile.fieldsOf(top)
            .filter(field -> field.key().equals("id") && field.value().isTextual())
            .map(field -> field.value().asText())
            .map(id -> id.equals(top.path("id").asText()) ? id : prefix + id)
            .forEach(ids::add);
      }
    }
    return ids.stream();
  }
}
