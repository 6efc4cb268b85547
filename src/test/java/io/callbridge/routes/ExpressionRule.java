package io.callbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Expressions fetch a value or ask a bean: no scripts, and nothing long in the simple language. */
final class ExpressionRule implements RouteRule {

  private static final int LONGEST = 60;

  private static final Set<String> LANGUAGES =
      Set.of("simple", "constant", "variable", "header", "exchangeProperty", "method");

  private static final Set<String> SCRIPTS =
      Set.of(
          "csimple",
          "datasonnet",
          "groovy",
          "java",
          "javaScript",
          "joor",
          "jq",
          "js",
          "jsonpath",
          "language",
          "mvel",
          "ognl",
          "python",
          "script",
          "spel",
          "wasm",
          "xpath",
          "xquery");

  @Override
  public List<String> broken(RouteFile file, RouteFiles all) {
    List<String> broken = new ArrayList<>();
    file.fields().forEach(field -> check(field, broken));
    return broken;
  }

  private static void check(RouteFile.Field field, List<String> broken) {
    if (SCRIPTS.contains(field.key())) {
      broken.add("'%s' is a script language".formatted(field.key()));
    }
    if (field.key().equals("expression") && field.value().isObject()) {
      field
          .value()
          .fieldNames()
          .forEachRemaining(
              language -> {
                if (!LANGUAGES.contains(language)) {
                  broken.add("an expression's language is one of %s".formatted(LANGUAGES));
                }
              });
    }
    if (field.key().equals("simple")) {
      checkLength(field.value(), broken);
    }
  }

  private static void checkLength(JsonNode simple, List<String> broken) {
    String text = simple.isTextual() ? simple.asText() : simple.path("expression").asText();
    if (text.length() > LONGEST) {
      broken.add("longer than %d characters: %s".formatted(LONGEST, text));
    }
  }

  @Override
  public String toString() {
    return "has short expressions and no scripts";
  }
}
