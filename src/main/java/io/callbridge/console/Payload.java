package io.callbridge.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.store.Journal.Raw;
import java.nio.charset.StandardCharsets;

/** What was sent or answered, for people: JSON with a line for each member, all else as it is. */
final class Payload {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Payload() {}

  /** Null if nothing was kept. */
  static String text(Raw raw) {
    return raw.bytes() == null ? null : new String(raw.bytes(), StandardCharsets.UTF_8);
  }

  static String pretty(String text) {
    if (text == null || text.isBlank()) {
      return text;
    }
    try {
      JsonNode json = JSON.readTree(text);
      return json.isContainerNode()
          ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json)
          : text;
    } catch (JsonProcessingException noJson) {
      return text;
    }
  }
}
