package io.callbridge.bandwidth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.callbridge.call.UnreadableEventException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * An event whose properties come as query parameters, for callbacks by GET (contracts/bandwidth.md,
 * section 5.1). It is read from the raw query: as headers, parameters would mix with those of HTTP.
 */
@Component
class BandwidthQuery {

  private static final ObjectMapper FIELDS = JsonMapper.builder().build();

  /**
   * @param query still percent-encoded; null if there is none
   * @throws UnreadableEventException if it has no parameters, or is badly encoded
   */
  public BandwidthEvent toEvent(String query) {
    if (query == null || query.isBlank()) {
      throw new UnreadableEventException("there is no event in the query");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      fields.putIfAbsent(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
    }
    return FIELDS.convertValue(fields, BandwidthEvent.class);
  }

  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      throw new UnreadableEventException("the query is badly encoded", badEscape);
    }
  }
}
