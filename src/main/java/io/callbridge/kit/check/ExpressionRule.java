package io.callbridge.kit.check;

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
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    List<Finding> broken = new ArrayList<>();
    file.fields().forEach(field -> check(file, field, broken));
    return broken;
  }

  private static void check(RouteFile file, RouteFile.Field field, List<Finding> broken) {
    if (SCRIPTS.contains(field.key())) {
      broken.add(new Finding(field.line(), "'%s' is a script language".formatted(field.key())));
    }
    if (field.key().equals("expression") && field.value().isObject()) {
      field
          .value()
          .fieldNames()
          .forEachRemaining(
              language -> {
                if (!LANGUAGES.contains(language)) {
                  broken.add(
                      new Finding(field.line(), "an expression's language is one of " + LANGUAGES));
                }
              });
    }
    if (field.key().equals("simple")) {
      checkLength(file, field, broken);
    }
  }

  private static void checkLength(RouteFile file, RouteFile.Field field, List<Finding> broken) {
    JsonNode simple = field.value();
    String text = simple.isTextual() ? simple.asText() : simple.path("expression").asText();
    if (text.length() > LONGEST) {
      broken.add(
          new Finding(
              simple.isTextual() ? field.line() : file.yaml().line(simple, "expression"),
              "longer than %d characters: %s".formatted(LONGEST, text)));
    }
  }

  @Override
  public String toString() {
    return "has short expressions and no scripts";
  }
}
