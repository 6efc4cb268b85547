package io.callbridge.kit.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML text as Camel reads it, which also knows on which line everything stands. */
final class Yaml {

  private static final LoadSettings STRICT =
      LoadSettings.builder().setAllowDuplicateKeys(false).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<JsonNode, Integer> lines = new IdentityHashMap<>();
  private final Map<JsonNode, Map<String, Integer>> keyLines = new IdentityHashMap<>();
  private final JsonNode root;
  private final List<RouteFile.Field> fields;

  private Yaml(Optional<Node> top, JsonNode values) {
    top.ifPresent(node -> locate(node, values));
    this.root = values;
    this.fields = List.copyOf(fieldsOf(values));
  }

  /**
   * @throws UnreadableFileException if it isn't YAML, or a key stands there twice
   */
  static Yaml read(String text) {
    try {
      Object values = new Load(STRICT).loadFromString(text);
      return new Yaml(new Compose(STRICT).composeString(text), JSON.valueToTree(values));
    } catch (MarkedYamlEngineException unreadable) {
      int line = unreadable.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw new UnreadableFileException(line, unreadable.getProblem());
    } catch (YamlEngineException unreadable) {
      throw new UnreadableFileException(1, unreadable.getMessage());
    }
  }

  JsonNode root() {
    return root;
  }

  /** Every key at any depth, in order. */
  List<RouteFile.Field> fields() {
    return fields;
  }

  List<RouteFile.Field> fieldsOf(JsonNode node) {
    List<RouteFile.Field> found = new ArrayList<>();
    visit(node, found);
    return found;
  }

  private void visit(JsonNode node, List<RouteFile.Field> found) {
    node.properties()
        .forEach(
            field -> {
              String key = field.getKey();
              found.add(new RouteFile.Field(key, field.getValue(), line(node, key)));
              visit(field.getValue(), found);
            });
    if (node.isArray()) {
      node.forEach(element -> visit(element, found));
    }
  }

  /** The line where a list or a map begins; 1 if it is not of this file. */
  int line(JsonNode node) {
    return lines.getOrDefault(node, 1);
  }

  int line(JsonNode map, String key) {
    return keyLines.getOrDefault(map, Map.of()).getOrDefault(key, line(map));
  }

  private void locate(Node node, JsonNode value) {
    lines.putIfAbsent(value, lineOf(node));
    if (node instanceof SequenceNode list && value.isArray()) {
      for (int i = 0; i < list.getValue().size(); i++) {
        locate(list.getValue().get(i), value.get(i));
      }
    } else if (node instanceof MappingNode map) {
      Map<String, Integer> keys = new TreeMap<>();
      keyLines.put(value, keys);
      for (NodeTuple tuple : map.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key && value.has(key.getValue())) {
          keys.put(key.getValue(), lineOf(key));
          locate(tuple.getValueNode(), value.get(key.getValue()));
        }
      }
    }
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
