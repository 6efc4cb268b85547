package io.callbridge.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriUtils;

/**
 * What a user wants changed, and why.
 *
 * @param parameters of the query and of the JSON body; the body's win
 * @param user who asks
 */
record Asked(Query parameters, String user) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param rawQuery still percent-encoded; may be null
   * @param body a JSON object of plain values; may be null or blank
   * @param known the names that there are
   * @throws BadQueryException for any other name, and for a body that is something else
   */
  static Asked of(String rawQuery, String body, Collection<String> known, String user) {
    MultiValueMap<String, String> all =
        new LinkedMultiValueMap<>(Query.parse(rawQuery, known).parameters());
    members(body)
        .forEach(
            (name, value) -> {
              if (!known.contains(name)) {
                throw new BadQueryException("There is no field '%s'.".formatted(name));
              }
              all.set(name, UriUtils.encode(value, StandardCharsets.UTF_8));
            });
    return new Asked(new Query(all), user == null ? "nobody" : user);
  }

  /**
   * Why; it stands in the trail.
   *
   * @throws BadQueryException if it is missing
   */
  String reason() {
    return reason("reason");
  }

  /** The same under another name, where {@code reason} means something else. */
  String reason(String name) {
    String reason = parameters.value(name);
    if (reason == null) {
      throw new BadQueryException(name + " is needed: say why, it stands in the trail.");
    }
    return reason;
  }

  /**
   * Makes sure that the user knows how many it concerns.
   *
   * @param found how many fit now
   * @param things what they are, in the plural
   * @throws BadQueryException if no number is given
   * @throws ConflictException if it is another
   */
  void confirm(long found, int most, String things) {
    int count = parameters.number("count", -1, 0, most);
    if (count < 0) {
      throw new BadQueryException(
          "Say dryRun=true to see how many %s fit, then count=N to confirm that number."
              .formatted(things));
    }
    if (count != found) {
      throw new ConflictException(
          "%d %s fit, not %d: look again, then confirm with count=%d."
              .formatted(found, things, count, found));
    }
  }

  boolean flag(String name) {
    return "true".equalsIgnoreCase(parameters.value(name));
  }

  private static Map<String, String> members(String body) {
    Map<String, String> members = new LinkedHashMap<>();
    if (body == null || body.isBlank()) {
      return members;
    }
    try {
      JsonNode json = JSON.readTree(body);
      if (json.isObject()) {
        json.properties().forEach(each -> members.put(each.getKey(), each.getValue().asText()));
        return members;
      }
    } catch (JsonProcessingException noJson) {
      // said below
    }
    throw new BadQueryException("The body must be a JSON object such as {\"reason\": \"…\"}.");
  }
}
