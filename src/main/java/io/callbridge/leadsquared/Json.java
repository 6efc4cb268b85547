package io.callbridge.leadsquared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/** LeadSquared's JSON: names without case, objects also as JSON inside a string. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** The tree of a text; missing if it is no JSON. */
  static JsonNode read(String text) {
    if (text == null || text.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException noJson) {
      return MissingNode.getInstance();
    }
  }

  /** The member of an object by its name without case; missing if there is none, or null. */
  static JsonNode member(JsonNode object, String name) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getKey().equalsIgnoreCase(name) && !member.getValue().isNull()) {
        return member.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  /** The object that a member is or holds as text; missing if it is neither. */
  static JsonNode object(JsonNode parent, String name) {
    JsonNode member = member(parent, name);
    JsonNode unwrapped = member.isTextual() ? read(member.textValue()) : member;
    return unwrapped.isObject() ? unwrapped : MissingNode.getInstance();
  }

  /** The text of a plain member; empty if there is none. */
  static String text(JsonNode object, String name) {
    return member(object, name).asText("").strip();
  }

  /** The same, also one level deeper, also in JSON text. */
  static String textNearby(JsonNode object, String name) {
    String here = text(object, name);
    if (!here.isEmpty()) {
      return here;
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String deeper = text(object(object, member.getKey()), name);
      if (!deeper.isEmpty()) {
        return deeper;
      }
    }
    return "";
  }
}
