package io.callbridge.broadbanddynamics;

import io.callbridge.call.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * The two parameters at the end of the request's path: {@code …/{callId}/{to}}, with or without a
 * slash behind. They are read from the raw path, where a {@code +} is a plus sign and nothing from
 * the query or the body can take their place.
 */
@Component
class BroadbandDynamicsPath {

  /**
   * @param callId the receiver's id of the call
   * @param to the dialled number
   */
  record Parameters(String callId, String to) {}

  /**
   * @param rawPath still percent-encoded
   * @throws UnreadableEventException if one is empty or badly encoded
   */
  public Parameters read(String rawPath) {
    List<String> segments =
        Arrays.stream(rawPath.split("/")).filter(segment -> !segment.isEmpty()).toList();
    if (segments.size() < 2) {
      throw new UnreadableEventException("the path has no call id and number");
    }
    int last = segments.size() - 1;
    return new Parameters(
        decode(segments.get(last - 1), "call id"), decode(segments.get(last), "number"));
  }

  private static String decode(String segment, String what) {
    String value;
    try {
      value = UriUtils.decode(segment, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      throw new UnreadableEventException("the %s in the path is badly encoded".formatted(what));
    }
    if (value.isBlank()) {
      throw new UnreadableEventException("the %s in the path is empty".formatted(what));
    }
    return value;
  }
}
