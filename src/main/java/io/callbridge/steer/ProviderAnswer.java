package io.callbridge.steer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider answered.
 *
 * @param headers by name; where one came several times, a list
 */
public record ProviderAnswer(int status, Map<String, Object> headers, byte[] body) {

  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** The values of a header, whatever its case; never null. */
  public List<String> headers(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .flatMap(
            value ->
                value instanceof List<?> several
                    ? several.stream().map(String::valueOf)
                    : Optional.ofNullable(value).map(String::valueOf).stream())
        .toList();
  }

  /** The first value of a header; null if there is none. */
  public String header(String name) {
    return headers(name).stream().findFirst().orElse(null);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** A missing node for what is no JSON: gateways answer in XML and HTML, too. */
  public JsonNode json() {
    return SteerJson.read(body).orElse(MissingNode.getInstance());
  }
}
