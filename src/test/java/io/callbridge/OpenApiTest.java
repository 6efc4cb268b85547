package io.callbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description of the API holds what the routes serve, and nothing else. */
class OpenApiTest {

  private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch");

  /** What must work whatever routes do. */
  private static final Set<String> BESIDE_ROUTES =
      Set.of("get /api/routes", "post /api/routes/rollback");

  private final JsonNode description = read(Path.of("src/main/resources/openapi.json"));

  @Test
  void describesEveryOperationThatIsServedAndNoOther() throws IOException {
    assertThat(described()).isEqualTo(served());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(description.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(description.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @Test
  void everyOperationSaysWhoMayWhatComesBackAndWhatCanGoWrong() {
    for (JsonNode path : description.path("paths")) {
      for (JsonNode operation : path) {
        String id = operation.path("operationId").asText();
        assertThat(operation.path("security").isArray()).as(id).isTrue();
        Set<String> statuses = new TreeSet<>();
        operation.path("responses").fieldNames().forEachRemaining(statuses::add);
        assertThat(statuses).as(id).anyMatch(status -> status.startsWith("2"));
        assertThat(statuses).as(id).contains("400", "401");
      }
    }
  }

  @Test
  void thePageNamesTheVersionThatIsThere() throws IOException {
    String page = Files.readString(Path.of("src/main/resources/docs.html"));

    for (String file : List.of("swagger-ui.css", "swagger-ui-bundle.js")) {
      String resource = "webjars/swagger-ui/5.17.14/" + file;
      assertThat(page).contains("../" + resource);
      assertThat(getClass().getResource("/META-INF/resources/" + resource)).isNotNull();
    }
  }

  private Set<String> described() {
    var operations = new TreeSet<String>();
    description
        .path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> operations.add(method + " " + path.getKey())));
    return operations;
  }

  private static Set<String> served() throws IOException {
    var operations = new TreeSet<>(BESIDE_ROUTES);
    try (Stream<Path> files = Files.walk(Path.of("routes"))) {
      files
          .filter(file -> file.toString().endsWith(".camel.yaml"))
          .map(OpenApiTest::read)
          .forEach(
              file -> {
                file.findValues("rest").forEach(rest -> addAll(rest, operations));
                file.findValues("from").forEach(from -> addDirectly(from, operations));
              });
    }
    return operations;
  }

  /** A route may listen itself, without a REST definition. */
  private static void addDirectly(JsonNode from, Set<String> operations) {
    if (from.path("uri").asText().equals("platform-http")) {
      operations.add(
          from.at("/parameters/httpMethodRestrict").asText().toLowerCase(Locale.ROOT)
              + " "
              + from.at("/parameters/path").asText());
    }
  }

  private static void addAll(JsonNode rest, Set<String> operations) {
    for (String method : METHODS) {
      rest.path(method)
          .forEach(
              operation ->
                  operations.add(
                      method + " " + rest.path("path").asText() + operation.path("path").asText()));
    }
  }

  private static JsonNode read(Path file) {
    boolean isYaml = file.toString().endsWith(".yaml");
    ObjectMapper mapper = isYaml ? new YAMLMapper() : new ObjectMapper();
    try {
      return mapper.readTree(file.toFile());
    } catch (IOException failed) {
      throw new IllegalStateException(file.toString(), failed);
    }
  }
}
