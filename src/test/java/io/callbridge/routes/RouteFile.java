package io.callbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One file under {@code routes/}, read.
 *
 * @param folder that it stands in, which is a system's name
 * @param name without folder and without {@code .camel.yaml}
 * @param text as written
 * @param root what the text says
 */
public record RouteFile(String folder, String name, String text, JsonNode root) {

  private static final String ENDING = ".camel.yaml";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A key anywhere in a file, with what stands behind it. */
  public record Field(String key, JsonNode value) {}

  /**
   * @throws IllegalArgumentException if it isn't YAML, or a key stands there twice
   */
  public static RouteFile of(String folder, String name, String text) {
    var asCamelReads = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
    try {
      return new RouteFile(folder, name, text, JSON.valueToTree(asCamelReads.loadFromString(text)));
    } catch (YamlEngineException unreadable) {
      throw new IllegalArgumentException(
          folder + "/" + name + " can't be read: " + unreadable.getMessage(), unreadable);
    }
  }

  static RouteFile read(Path file) throws IOException {
    String fileName = file.getFileName().toString();
    if (!fileName.endsWith(ENDING)) {
      throw new IllegalArgumentException(file + " must end with " + ENDING);
    }
    return of(
        file.getParent().getFileName().toString(),
        fileName.substring(0, fileName.length() - ENDING.length()),
        Files.readString(file));
  }

  /** The routes, REST definitions or route configurations on the top level. */
  public List<JsonNode> all(String key) {
    List<JsonNode> found = new ArrayList<>();
    root.forEach(
        entry -> {
          if (entry.has(key)) {
            found.add(entry.get(key));
          }
        });
    return found;
  }

  /** Every key in the file at any depth, in order. */
  public Stream<Field> fields() {
    return fieldsOf(root);
  }

  /** Every key below a node at any depth, in order. */
  static Stream<Field> fieldsOf(JsonNode node) {
    List<Field> fields = new ArrayList<>();
    visit(node, (key, value) -> fields.add(new Field(key, value)));
    return fields.stream();
  }

  private static void visit(JsonNode node, BiConsumer<String, JsonNode> visitor) {
    node.fields()
        .forEachRemaining(
            field -> {
              visitor.accept(field.getKey(), field.getValue());
              visit(field.getValue(), visitor);
            });
    if (node.isArray()) {
      node.forEach(element -> visit(element, visitor));
    }
  }

  @Override
  public String toString() {
    return folder + "/" + name;
  }
}
