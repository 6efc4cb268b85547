package io.callbridge.kit.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a route starts from or sends to.
 *
 * @param uri with its scheme; the name of a {@code direct} is part of it however it was written
 * @param options what stands under {@code parameters}
 * @param lines where {@code uri} and each option stand
 * @param line where it begins
 */
record Endpoint(String uri, Map<String, String> options, Map<String, Integer> lines, int line) {

  private static final Set<String> SENDING =
      Set.of("to", "toD", "wireTap", "enrich", "pollEnrich", "poll", "recipientList");

  private static final Set<String> WAITING = Set.of("to", "toD", "enrich", "recipientList");

  static Stream<Endpoint> calledBy(RouteFile file) {
    return endpoints(file, file.fields(), SENDING);
  }

  /** Those that are called from a part of a file. */
  static Stream<Endpoint> calledBy(RouteFile file, JsonNode part) {
    return endpoints(file, file.fieldsOf(part), SENDING);
  }

  /** Those that a route calls and waits for. */
  static Stream<Endpoint> calledWithin(RouteFile file, JsonNode route) {
    return file.fieldsOf(route)
        .filter(field -> WAITING.contains(field.key()))
        .map(field -> of(file, field.value(), field.line()));
  }

  /** Those that are called, and those that routes start from. */
  static Stream<Endpoint> all(RouteFile file) {
    return Stream.concat(calledBy(file), endpoints(file, file.fields(), Set.of("from")));
  }

  private static Stream<Endpoint> endpoints(
      RouteFile file, Stream<RouteFile.Field> fields, Set<String> keys) {
    return fields
        .filter(field -> keys.contains(field.key()))
        .map(field -> of(file, field.value(), field.line()));
  }

  /** Where a route starts from. */
  static Endpoint from(RouteFile file, JsonNode route) {
    return of(file, route.path("from"), file.yaml().line(route, "from"));
  }

  private static Endpoint of(RouteFile file, JsonNode node, int line) {
    if (node.isTextual()) {
      return new Endpoint(node.asText(), Map.of(), Map.of(), line);
    }
    Map<String, Integer> lines = new LinkedHashMap<>();
    file.fieldsOf(node)
        .filter(field -> node.get(field.key()) == field.value() || isOption(node, field))
        .forEach(field -> lines.put(field.key(), field.line()));
    String uri =
        node.path("uri").asText(node.findPath("expression").findPath("expression").asText());
    Map<String, String> options = new LinkedHashMap<>();
    node.path("parameters")
        .properties()
        .forEach(option -> options.put(option.getKey(), option.getValue().asText()));
    return uri.equals("direct")
        ? new Endpoint("direct:" + options.get("name"), options, lines, line)
        : new Endpoint(uri, options, lines, line);
  }

  private static boolean isOption(JsonNode node, RouteFile.Field field) {
    return node.path("parameters").get(field.key()) == field.value();
  }

  int uriLine() {
    return lines.getOrDefault("uri", line);
  }

  /** Where an option stands; where the address does if the option is part of it. */
  int optionLine(String option) {
    return lines.getOrDefault(option, uriLine());
  }

  /** Where the name of a {@code direct} stands. */
  int nameLine() {
    return options.containsKey("name") ? optionLine("name") : uriLine();
  }

  /** The name of a {@code direct}, which may hold expressions; empty for any other endpoint. */
  Optional<String> directName() {
    return uri.startsWith("direct:")
        ? Optional.of(uri.substring("direct:".length()))
        : Optional.empty();
  }

  /** Whether this could call the {@code direct} of that name: an expression may become anything. */
  boolean mayCall(String direct) {
    return directName().filter(name -> pattern(name).matcher(direct).matches()).isPresent();
  }

  private static Pattern pattern(String name) {
    return Pattern.compile(
        Stream.of(name.split("\\$\\{[^}]*}", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  boolean isHttp() {
    return uri.startsWith("http") || uri.startsWith("${") || uri.startsWith("{{");
  }
}
