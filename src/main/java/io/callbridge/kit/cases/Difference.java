package io.callbridge.kit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A field that isn't what it must be.
 *
 * @param field such as {@code requests[0].body.Status}
 * @param expected null if it must not be there
 * @param actual null if it isn't there
 */
public record Difference(String field, String expected, String actual) {

  /** All fields that differ; a {@code *} in what is expected stands for anything. */
  public static List<Difference> between(JsonNode expected, JsonNode actual) {
    List<Difference> all = new ArrayList<>();
    compare("", expected, actual, all);
    return all;
  }

  private static void compare(
      String field, JsonNode expected, JsonNode actual, List<Difference> all) {
    if (expected.isObject() && actual.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      expected.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String inner = field.isEmpty() ? name : field + "." + name;
        compare(inner, expected.path(name), actual.path(name), all);
      }
    } else if (expected.isArray() && actual.isArray()) {
      for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
        compare("%s[%d]".formatted(field, i), at(expected, i), at(actual, i), all);
      }
    } else if (!fits(expected, actual)) {
      all.add(new Difference(field, shown(expected), shown(actual)));
    }
  }

  private static JsonNode at(JsonNode list, int i) {
    return i < list.size() ? list.get(i) : MissingNode.getInstance();
  }

  private static boolean fits(JsonNode expected, JsonNode actual) {
    if (expected.isNumber() && actual.isNumber()) {
      return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
    }
    return expected.equals(actual)
        || (expected.isTextual()
            && !actual.isMissingNode()
            && expected.asText().contains("*")
            && pattern(expected.asText()).matcher(shown(actual)).matches());
  }

  private static Pattern pattern(String text) {
    var pattern = new StringBuilder();
    for (String part : text.split("\\*", -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  /** What was found, with the {@code *} of what was expected where that still fits. */
  static JsonNode keepingWildcards(JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      var kept = Texts.JSON.createObjectNode();
      actual
          .properties()
          .forEach(
              each ->
                  kept.set(
                      each.getKey(),
                      keepingWildcards(expected.path(each.getKey()), each.getValue())));
      return kept;
    }
    if (expected.isArray() && actual.isArray()) {
      var kept = Texts.JSON.createArrayNode();
      for (int i = 0; i < actual.size(); i++) {
        kept.add(keepingWildcards(at(expected, i), actual.get(i)));
      }
      return kept;
    }
    return fits(expected, actual) ? expected : actual;
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return null;
    }
    return value.isTextual() ? value.asText() : value.toString();
  }
}
