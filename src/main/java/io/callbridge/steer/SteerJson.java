package io.callbridge.steer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** JSON that is passed on: read strictly, so that what was checked is what the other side reads. */
public final class SteerJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private static final Set<String> CREDENTIALS =
      Set.of("username", "password", "fallbackusername", "fallbackpassword");

  private SteerJson() {}

  /** Empty for what is no JSON, also where a name stands twice. */
  public static Optional<JsonNode> read(byte[] body) {
    try {
      JsonNode read = MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
      return Optional.ofNullable(read).filter(node -> !node.isMissingNode());
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Takes credentials out, at any depth. */
  public static JsonNode withoutCredentials(JsonNode json) {
    JsonNode copy = json.deepCopy();
    strip(copy, false);
    return copy;
  }

  /** The same with stars in their place, for the trail. */
  static JsonNode masked(JsonNode json) {
    JsonNode copy = json.deepCopy();
    strip(copy, true);
    return copy;
  }

  private static void strip(JsonNode node, boolean toStars) {
    if (node instanceof ObjectNode object) {
      for (String name : names(object)) {
        if (CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))) {
          if (toStars && !object.path(name).isNull()) {
            object.put(name, "***");
          } else if (!toStars) {
            object.remove(name);
          }
        }
      }
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(each -> strip(each, toStars));
    }
  }

  private static List<String> names(ObjectNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
