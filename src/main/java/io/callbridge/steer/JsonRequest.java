package io.callbridge.steer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The JSON object of a request, whose fields are checked as they are read. Null and absent are the
 * same. Every fault is kept, so that a person sees them all at once.
 */
public final class JsonRequest {

  private final ObjectNode fields;
  private final String prefix;
  private final List<Fault> faults;

  private JsonRequest(ObjectNode fields, String prefix, List<Fault> faults) {
    this.fields = fields;
    this.prefix = prefix;
    this.faults = faults;
  }

  /**
   * @throws RefusedCommandException if it is another media type than JSON (415), or no JSON object
   */
  public static JsonRequest read(CommandRequest request) {
    String type = request.mediaType() == null ? Answer.JSON : request.mediaType();
    if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(Answer.JSON)) {
      throw RefusedCommandException.of(415, "The body must be application/json.");
    }
    return SteerJson.read(request.body())
        .filter(ObjectNode.class::isInstance)
        .map(object -> new JsonRequest((ObjectNode) object, "", new ArrayList<>()))
        .orElseThrow(
            () ->
                RefusedCommandException.of(
                    400, "The body must be one JSON object, with no name twice."));
  }

  /** Finds fault with every field that isn't one of these. */
  public void knowsOnly(String... names) {
    List<String> known = Arrays.asList(names);
    fields
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                fault(name, "is no field of this request");
              }
            });
  }

  public boolean has(String name) {
    return fields.hasNonNull(name);
  }

  /** Null if there is none. */
  public String text(String name, int longest) {
    JsonNode value = fields.path(name);
    if (!has(name)) {
      return null;
    }
    if (!value.isTextual()) {
      fault(name, "must be a text");
      return null;
    }
    if (value.textValue().length() > longest) {
      fault(name, "must have at most %d characters".formatted(longest));
    }
    return value.textValue();
  }

  /** Null if there is none, which is a fault. */
  public String required(String name, int longest) {
    String text = text(name, longest);
    if (!has(name) || text != null && text.isBlank()) {
      fault(name, "is required");
      return null;
    }
    return text;
  }

  /** A text or a whole number, as text; null if there is none, which is a fault. */
  public String requiredDigitsOrText(String name, int longest) {
    if (fields.path(name).isIntegralNumber()) {
      fields.put(name, fields.path(name).asText());
    }
    return required(name, longest);
  }

  /** Null if there is none. */
  public String oneOf(String name, String... words) {
    String text = text(name, Integer.MAX_VALUE);
    if (text != null && !Arrays.asList(words).contains(text)) {
      fault(name, "must be one of " + Arrays.toString(words));
      return null;
    }
    return text;
  }

  /** An http or https address; null if there is none. */
  public String url(String name, int longest) {
    String text = text(name, longest);
    if (text != null && !isHttp(text)) {
      fault(name, "must be an http or https address");
    }
    return text;
  }

  private static boolean isHttp(String text) {
    try {
      URI url = new URI(text);
      return url.getHost() != null
          && ("https".equalsIgnoreCase(url.getScheme())
              || "http".equalsIgnoreCase(url.getScheme()));
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }

  public void number(String name, double least, double most) {
    JsonNode value = fields.path(name);
    if (has(name)
        && (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most)) {
      fault(name, "must be a number from %s to %s".formatted(plain(least), plain(most)));
    }
  }

  public void whole(String name, long least, long most) {
    JsonNode value = fields.path(name);
    boolean isWhole = value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
    if (has(name) && (!isWhole || value.doubleValue() < least || value.doubleValue() > most)) {
      fault(name, "must be a whole number from %d to %d".formatted(least, most));
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  /** False if there is none. */
  public boolean flag(String name) {
    if (has(name) && !fields.path(name).isBoolean()) {
      fault(name, "must be true or false");
    }
    return fields.path(name).asBoolean();
  }

  /** An object within; null if there is none. Its faults are faults of this one. */
  public JsonRequest object(String name) {
    if (!has(name)) {
      return null;
    }
    if (fields.get(name) instanceof ObjectNode object) {
      return new JsonRequest(object, prefix + name + ".", faults);
    }
    fault(name, "must be an object");
    return null;
  }

  public void fault(String name, String reason) {
    faults.add(new Fault(prefix + name, reason));
  }

  /**
   * @throws RefusedCommandException if a fault was found
   */
  public void check() {
    if (!faults.isEmpty()) {
      throw RefusedCommandException.invalid(faults);
    }
  }

  /** What is passed on. */
  public String json() {
    return SteerJson.write(fields);
  }

  /** What the trail shows. */
  public String masked() {
    return SteerJson.write(SteerJson.masked(fields));
  }
}
