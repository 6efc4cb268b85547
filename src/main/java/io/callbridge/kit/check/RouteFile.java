package io.callbridge.kit.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file under {@code routes/}, read.
 *
 * @param folder that it stands in, which is a system's name
 * @param name without folder and without {@code .camel.yaml}
 * @param text as written
 * @param yaml what the text says, and where
 */
public record RouteFile(String folder, String name, String text, Yaml yaml) {

  static final String ENDING = ".camel.yaml";

  /**
   * A key anywhere in a file, with what stands behind it.
   *
   * @param line of the key
   */
  public record Field(String key, JsonNode value, int line) {}

  /**
   * @throws UnreadableFileException if it isn't YAML, or a key stands there twice
   */
  public static RouteFile of(String folder, String name, String text) {
    return new RouteFile(folder, name, text, Yaml.read(text));
  }

  static RouteFile read(Path file) throws IOException {
    String fileName = file.getFileName().toString();
    if (!fileName.endsWith(ENDING)) {
      throw new UnreadableFileException(1, "its name must end with " + ENDING);
    }
    return of(
        file.toAbsolutePath().getParent().getFileName().toString(),
        fileName.substring(0, fileName.length() - ENDING.length()),
        Files.readString(file));
  }

  public JsonNode root() {
    return yaml.root();
  }

  /** The line where a list or a map of this file begins. */
  public int line(JsonNode node) {
    return yaml.line(node);
  }

  /** The line of a key of this file. */
  public int line(JsonNode map, String key) {
    return yaml.line(map, key);
  }

  /** What is wrong with a node of this file. */
  Finding at(JsonNode node, String words, Object... values) {
    return new Finding(line(node), words.formatted(values));
  }

  /** The routes, REST definitions or route configurations on the top level. */
  public List<JsonNode> all(String key) {
    List<JsonNode> found = new ArrayList<>();
    root()
        .forEach(
            entry -> {
              if (entry.has(key)) {
                found.add(entry.get(key));
              }
            });
    return found;
  }

  /** Every key in the file at any depth, in order. */
  public Stream<Field> fields() {
    return yaml.fields().stream();
  }

  /** Every key below a node at any depth, in order. */
  Stream<Field> fieldsOf(JsonNode node) {
    return yaml.fieldsOf(node).stream();
  }

  /** Whether a part of this file could call the {@code direct} of that name. */
  public boolean mayCall(JsonNode part, String direct) {
    return Endpoint.calledBy(this, part).anyMatch(call -> call.mayCall(direct));
  }

  @Override
  public String toString() {
    return folder + "/" + name + ENDING;
  }
}
