package io.callbridge.kit.check;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every <code>{{setting}}</code> has a value, or a default where it stands; otherwise the start
 * would stop there.
 */
final class PlaceholderRule implements RouteRule {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");

  private final Placeholders placeholders;

  PlaceholderRule(Placeholders placeholders) {
    this.placeholders = placeholders;
  }

  @Override
  public List<Finding> broken(RouteFile file, RouteFiles all) {
    return file.fields()
        .filter(field -> field.value().isTextual())
        .flatMap(
            field ->
                keysIn(field.value().asText())
                    .filter(this::isMissing)
                    .map(
                        key ->
                            new Finding(field.line(), "there is no setting '%s'".formatted(key))))
        .toList();
  }

  private static Stream<String> keysIn(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).map(PlaceholderRule::inner);
  }

  private static String inner(String placeholder) {
    return placeholder.substring(2, placeholder.length() - 2);
  }

  private boolean isMissing(String key) {
    return !key.startsWith("?") && !key.contains(":") && !placeholders.has(key);
  }

  @Override
  public String toString() {
    return "has settings for its placeholders";
  }
}
