package io.callbridge.kit.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Every file is valid against the schema of Camel's YAML DSL. */
final class CamelSchemaRule implements RouteRule {

  private static final JsonSchema CAMEL = read();

  private static JsonSchema read() {
    try (InputStream schema =
        CamelSchemaRule.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schema);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    return CAMEL.validate(file.root()).stream()
        .filter(error -> !isPlaceholder(error))
        .map(error -> new Finding(line(file, error), error.getMessage()))
        .distinct()
        .toList();
  }

  /** The line of the key that is wrong, or of what stands nearest around it. */
  private static int line(RouteFile file, ValidationMessage error) {
    JsonNode around = file.root();
    int line = file.line(around);
    JsonNodePath path = error.getInstanceLocation();
    for (int i = 0; i < path.getNameCount(); i++) {
      Object step = path.getElement(i);
      line =
          step instanceof Integer index
              ? file.line(around.path(index))
              : file.yaml().line(around, step.toString());
      around = step instanceof Integer index ? around.path(index) : around.path(step.toString());
    }
    return error.getProperty() == null ? line : file.yaml().line(around, error.getProperty());
  }

  /** The schema asks for a number or a boolean where Camel also takes a {{placeholder}}. */
  private static boolean isPlaceholder(ValidationMessage error) {
    JsonNode value = error.getInstanceNode();
    return error.getType().equals("type") && value.isTextual() && value.asText().startsWith("{{");
  }

  @Override
  public String toString() {
    return "is valid Camel YAML";
  }
}
