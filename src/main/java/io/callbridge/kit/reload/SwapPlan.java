package io.callbridge.kit.reload;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.kit.check.RouteFile;
import io.callbridge.kit.check.RouteFiles;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a change does to the running routes.
 *
 * @param unload files of which nothing may run any more
 * @param load files that are loaded then, by their new text
 * @param quiet ids of the routes in which nothing may be under way meanwhile: those that go, and
 *     all that call them, so that nobody meets both old and new ones
 */
record SwapPlan(List<RouteFile> unload, List<RouteFile> load, Set<String> quiet) {

  /**
   * @param before the files that run
   * @param after the files that are to run
   */
  static SwapPlan of(RouteFiles before, RouteFiles after) {
    Map<String, RouteFile> old = byPath(before);
    Map<String, RouteFile> now = byPath(after);
    Set<String> situations = changedSituations(before, after);
    List<RouteFile> unload =
        before.files().stream()
            .filter(file -> isOther(file, now.get(file.toString())) || uses(file, situations))
            .toList();
    List<RouteFile> load =
        after.files().stream()
            .filter(file -> isOther(file, old.get(file.toString())) || uses(file, situations))
            .toList();
    return new SwapPlan(unload, load, withCallers(before, idsOf(unload)));
  }

  SwapPlan reversed() {
    return new SwapPlan(load, unload, quiet);
  }

  private static Map<String, RouteFile> byPath(RouteFiles files) {
    return files.files().stream().collect(Collectors.toMap(RouteFile::toString, file -> file));
  }

  private static boolean isOther(RouteFile file, RouteFile other) {
    return other == null || !other.text().equals(file.text());
  }

  /** A route copies its configuration when it is loaded, so it must be loaded again with it. */
  private static boolean uses(RouteFile file, Set<String> situations) {
    return file.all("route").stream()
        .anyMatch(route -> situations.contains(route.path("routeConfigurationId").asText()));
  }

  private static Set<String> changedSituations(RouteFiles before, RouteFiles after) {
    Map<String, JsonNode> old = situations(before);
    Map<String, JsonNode> now = situations(after);
    return Stream.concat(old.keySet().stream(), now.keySet().stream())
        .filter(id -> !Objects.equals(old.get(id), now.get(id)))
        .collect(Collectors.toSet());
  }

  private static Map<String, JsonNode> situations(RouteFiles files) {
    Map<String, JsonNode> found = new HashMap<>();
    files
        .files()
        .forEach(
            file ->
                file.all("routeConfiguration")
                    .forEach(situation -> found.put(situation.path("id").asText(), situation)));
    return found;
  }

  static Set<String> idsOf(Collection<RouteFile> files) {
    return files.stream().flatMap(SwapPlan::idsOf).collect(Collectors.toSet());
  }

  /** The routes of a file; an operation of a REST definition is one. */
  private static Stream<String> idsOf(RouteFile file) {
    Stream<String> routes = file.all("route").stream().map(route -> route.path("id").asText());
    Stream<String> operations =
        file.all("rest").stream()
            .flatMap(rest -> rest.findValuesAsText("id").stream())
            .filter(id -> id.startsWith(file.name() + "."));
    return Stream.concat(routes, operations);
  }

  private static Set<String> withCallers(RouteFiles files, Set<String> ids) {
    Set<String> all = new LinkedHashSet<>(ids);
    boolean grows = true;
    while (grows) {
      grows = false;
      for (RouteFile file : files.files()) {
        grows |= all.addAll(callersIn(file, files, Set.copyOf(all)));
      }
    }
    return all;
  }

  /** Routes that call one of these, or whose errors are handled by calling one. */
  private static Set<String> callersIn(RouteFile file, RouteFiles files, Set<String> called) {
    Set<String> situations =
        file.all("routeConfiguration").stream()
            .filter(situation -> called.stream().anyMatch(id -> file.mayCall(situation, id)))
            .map(situation -> situation.path("id").asText())
            .collect(Collectors.toSet());
    List<RouteFile> callers =
        situations.isEmpty()
            ? Stream.of(file)
                .filter(one -> called.stream().anyMatch(id -> one.mayCall(one.root(), id)))
                .toList()
            : files.files().stream().filter(one -> uses(one, situations)).toList();
    return idsOf(callers);
  }
}
