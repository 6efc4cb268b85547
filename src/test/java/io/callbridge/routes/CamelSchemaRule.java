package io.callbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
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
  public List<String> broken(RouteFile file, RouteFiles all) {
    return CAMEL.validate(file.root()).stream()
        .filter(error -> !isPlaceholder(error))
        .map(ValidationMessage::getMessage)
        .toList();
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
