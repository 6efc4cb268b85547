package io.callbridge.kit.reload;

import io.callbridge.kit.check.BeanCatalogue;
import io.callbridge.kit.check.RouteFile;
import io.callbridge.kit.check.RouteFiles;
import io.callbridge.kit.check.RouteRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.context.ConfigurableApplicationContext;

/** The rules of {@code check}, for the application that runs. */
final class RouteCheck {

  private static final int MOST_WORDS = 5;

  private final ConfigurableApplicationContext application;
  private List<RouteRule> rules;

  RouteCheck(ConfigurableApplicationContext application) {
    this.application = application;
  }

  /**
   * What breaks a rule.
   *
   * @param changed the files of which all rules are asked; of the others only those that other
   *     files can break
   */
  Optional<String> whyNot(RouteFiles files, Set<RouteFile> changed) {
    List<String> problems =
        files.files().stream()
            .flatMap(
                file ->
                    rules().stream()
                        .filter(rule -> changed.contains(file) || rule.looksAtOtherFiles())
                        .flatMap(rule -> rule.broken(file, files).stream())
                        .map(
                            finding ->
                                "%s:%d: %s".formatted(file, finding.line(), finding.words())))
            .limit(MOST_WORDS)
            .toList();
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", problems));
  }

  private synchronized List<RouteRule> rules() {
    if (rules == null) {
      rules =
          RouteRule.all(new BeanCatalogue(types()), application.getEnvironment()::containsProperty);
    }
    return rules;
  }

  private Map<String, Class<?>> types() {
    Map<String, Class<?>> types = new TreeMap<>();
    for (String name : application.getBeanDefinitionNames()) {
      Class<?> type = application.getType(name, false);
      if (type != null) {
        types.put(name, type);
      }
    }
    return types;
  }
}
