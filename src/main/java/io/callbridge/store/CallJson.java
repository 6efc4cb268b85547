package io.callbridge.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import java.util.List;

/** How events and calls stand in the store; not the JSON of any far end. */
final class CallJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private CallJson() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("no JSON for a " + value.getClass(), impossible);
    }
  }

  /**
   * @throws IllegalStateException if it is damaged
   */
  static Call readCall(String text) {
    return read(text, Call.class);
  }

  /**
   * @throws IllegalStateException if it is damaged
   */
  static CallEvent readEvent(String text) {
    return read(text, CallEvent.class);
  }

  /**
   * @throws IllegalStateException if it is damaged
   */
  static List<CallEvent> readEvents(String text) {
    return List.of(read(text, CallEvent[].class));
  }

  private static <T> T read(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException(
          "a %s in the store is not readable".formatted(type.getSimpleName()), damaged);
    }
  }
}
