package io.callbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a route starts from or sends to.
 *
 * @param uri with its scheme; the name of a {@code direct} is part of it however it was written
 */
record Endpoint(String uri) {

  private static final Set<String> SENDING =
      Set.of("to", "toD", "wireTap", "enrich", "pollEnrich", "poll", "recipientList");

  static Endpoint from(JsonNode route) {
    return of(route.path("from"));
  }

  static Stream<Endpoint> calledBy(RouteFile file) {
    return file.fields()
        .filter(field -> SENDING.contains(field.key()))
        .map(field -> of(field.value()));
  }

  private static Endpoint of(JsonNode node) {
    if (node.isTextual()) {
      return new Endpoint(node.asText());
    }
    String uri =
        node.path("uri").asText(node.findPath("expression").findPath("expression").asText());
    String name = node.path("parameters").path("name").asText();
    return new Endpoint(uri.equals("direct") ? "direct:" + name : uri);
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
