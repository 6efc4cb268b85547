package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A request body that is one JSON object in UTF-8, sent as {@code application/json}.
 *
 * @param text as sent, to the letter
 */
record JsonBody(String text, JsonNode fields) {

  /** Contract question 4: the real limit is unknown. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads the body of a request.
   *
   * @throws RefusedException 400 if it is anything else
   */
  static JsonBody of(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES || !isJson(request.getContentType())) {
      throw RefusedException.unreadable();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonNode fields = JSON.readTree(text);
      if (!fields.isObject()) {
        throw RefusedException.unreadable();
      }
      return new JsonBody(text, fields);
    } catch (CharacterCodingException | JsonProcessingException e) {
      throw RefusedException.unreadable();
    }
  }

  private static boolean isJson(String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].trim().equalsIgnoreCase("application/json");
  }

  /** The text of a field; null if it is absent, null, blank or no text. */
  String text(String field) {
    JsonNode value = fields.path(field);
    return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
  }

  /** As {@link #text}, but a number counts too, as its digits. */
  String textOrNumber(String field) {
    JsonNode value = fields.path(field);
    return value.isNumber() ? value.asText() : text(field);
  }
}
