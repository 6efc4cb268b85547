package io.callbridge.kit.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A route that is called by one whose errors are redelivered keeps Camel's count of the
 * redeliveries, which is a header: without it they would never end.
 */
final class RedeliveryRule implements RouteRule {

  private static final String COUNT = "CamelRedeliver";

  @Override
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    Set<String> called = calledUnderRedelivery(all);
    List<Finding> broken = new ArrayList<>();
    for (JsonNode route : file.all("route")) {
      String id = route.path("id").asText();
      if (called.contains(id)) {
        file.fieldsOf(route)
            .filter(field -> field.key().equals("removeHeaders"))
            .filter(field -> field.value().path("pattern").asText().equals("*"))
            .filter(field -> !field.value().path("excludePattern").asText().contains(COUNT))
            .forEach(
                field ->
                    broken.add(
                        new Finding(
                            field.line(),
                            id
                                + " is called by a route with redeliveries, so removeHeaders needs"
                                + " an excludePattern with CamelRedeliver.*")));
      }
    }
    return broken;
  }

  private static Set<String> calledUnderRedelivery(RouteFiles all) {
    Set<String> situations =
        routes(all, "routeConfiguration")
            .filter(entry -> isRedelivering(entry.node()))
            .map(entry -> entry.node().path("id").asText())
            .collect(Collectors.toSet());
    Set<String> called = new HashSet<>();
    Set<String> fresh =
        routes(all, "route")
            .filter(
                entry -> situations.contains(entry.node().path("routeConfigurationId").asText()))
            .flatMap(RedeliveryRule::calls)
            .collect(Collectors.toSet());
    while (!fresh.isEmpty()) {
      called.addAll(fresh);
      Set<String> callers = fresh;
      fresh =
          routes(all, "route")
              .filter(entry -> callers.contains(entry.node().path("id").asText()))
              .flatMap(RedeliveryRule::calls)
              .filter(name -> !called.contains(name))
              .collect(Collectors.toSet());
    }
    return called;
  }

  private record Entry(RouteFile file, JsonNode node) {}

  private static Stream<Entry> routes(RouteFiles all, String key) {
    return all.files().stream()
        .flatMap(file -> file.all(key).stream().map(node -> new Entry(file, node)));
  }

  private static boolean isRedelivering(JsonNode situation) {
    return situation.findValues("maximumRedeliveries").stream()
        .anyMatch(count -> !count.asText().equals("0"));
  }

  /** What runs within the exchange of a route; a wire tap has one of its own. */
  private static Stream<String> calls(Entry route) {
    return Endpoint.calledWithin(route.file(), route.node())
        .flatMap(to -> to.directName().stream());
  }

  @Override
  public String toString() {
    return "keeps the count of redeliveries";
  }
}
