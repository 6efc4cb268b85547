package io.callbridge.kit.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All files under {@code routes/}: what one file says can be right or wrong only among them. */
public final class RouteFiles {

  private final List<RouteFile> files;
  private final Map<String, Finding> unreadable;
  private final Set<String> routeConfigurations;
  private final Set<String> directs;
  private final List<Endpoint> called;
  private final Map<String, Long> ids;

  public RouteFiles(List<RouteFile> files) {
    this(files, Map.of());
  }

  private RouteFiles(List<RouteFile> files, Map<String, Finding> unreadable) {
    this.files = List.copyOf(files);
    this.unreadable = unreadable;
    this.routeConfigurations =
        files.stream()
            .flatMap(file -> file.all("routeConfiguration").stream())
            .map(configuration -> configuration.path("id").asText())
            .collect(Collectors.toSet());
    this.directs =
        files.stream()
            .flatMap(file -> file.all("route").stream().map(route -> Endpoint.from(file, route)))
            .flatMap(from -> from.directName().stream())
            .collect(Collectors.toSet());
    this.called = files.stream().flatMap(Endpoint::calledBy).toList();
    this.ids =
        files.stream()
            .flatMap(RouteFiles::idsIn)
            .collect(Collectors.groupingBy(Id::value, Collectors.counting()));
  }

  /** Those that could be read. */
  public List<RouteFile> files() {
    return files;
  }

  /** What is wrong with those that could not, by path below the folder. */
  public Map<String, Finding> unreadable() {
    return unreadable;
  }

  /** Reads every YAML file, however it is named, but none of the folder {@code cases}. */
  public static RouteFiles read(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<RouteFile> files = new ArrayList<>();
      Map<String, Finding> unreadable = new TreeMap<>();
      for (Path path : paths.filter(path -> isRouteFile(folder, path)).sorted().toList()) {
        try {
          files.add(RouteFile.read(path));
        } catch (UnreadableFileException wrong) {
          unreadable.put(folder.relativize(path).toString(), wrong.finding());
        }
      }
      return new RouteFiles(List.copyOf(files), unreadable);
    }
  }

  private static boolean isRouteFile(Path folder, Path path) {
    return isYaml(path) && !folder.relativize(path).startsWith("cases");
  }

  private static boolean isYaml(Path path) {
    return path.toString().endsWith(".yaml") || path.toString().endsWith(".yml");
  }

  Set<String> routeConfigurations() {
    return routeConfigurations;
  }

  /** The names of the {@code direct} endpoints that a route starts from. */
  Set<String> directs() {
    return directs;
  }

  /** Every endpoint that any route or REST definition sends to. */
  Stream<Endpoint> called() {
    return called.stream();
  }

  /** How often an id is given, as Camel knows it: steps with their route's prefix. */
  long count(String id) {
    return ids.getOrDefault(id, 0L);
  }

  /** An id as Camel knows it, and the line where it is given. */
  record Id(String value, int line) {}

  static Stream<Id> idsIn(RouteFile file) {
    List<Id> ids = new ArrayList<>();
    for (JsonNode entry : file.root()) {
      for (JsonNode top : entry) {
        String prefix = top.path("nodePrefixId").asText("");
        String ownId = top.path("id").asText();
        file.fieldsOf(top)
            .filter(field -> field.key().equals("id") && field.value().isTextual())
            .map(field -> new Id(withPrefix(field.value().asText(), prefix, ownId), field.line()))
            .forEach(ids::add);
      }
    }
    return ids.stream();
  }

  private static String withPrefix(String id, String prefix, String ownId) {
    return id.equals(ownId) ? id : prefix + id;
  }
}
