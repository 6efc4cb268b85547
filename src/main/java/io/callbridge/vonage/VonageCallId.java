package io.callbridge.vonage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The id of a call just created, in whichever form the answer has (contracts/vonage.md, 3.3). */
final class VonageCallId {

  private VonageCallId() {}

  /**
   * @param answer a quoted text, a plain one, or an object with {@code call_id} or {@code id}; may
   *     be null
   */
  static Optional<String> read(String answer) {
    if (answer == null) {
      return Optional.empty();
    }
    String id;
    try {
      JsonNode json = VonageJson.MAPPER.readTree(answer);
      id =
          json.isObject()
              ? json.path("call_id").asText(json.path("id").asText(""))
              : json.asText("");
    } catch (JsonProcessingException plainText) {
      id = answer;
    }
    return Optional.of(id.strip()).filter(text -> !text.isEmpty());
  }
}
