package io.callbridge.kit.check;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The beans of the application, as routes may call them.
 *
 * @param types by the bean's name
 */
public record BeanCatalogue(Map<String, Class<?>> types) {

  boolean has(String bean) {
    return types.containsKey(bean);
  }

  /**
   * What is wrong with a call as routes write it: {@code method} or {@code method(argument, …)}.
   *
   * @return empty if the bean has such a method and Camel may call it
   */
  Optional<String> whyNot(String bean, String call) {
    if (!has(bean)) {
      return Optional.of("there is no bean '%s'".formatted(bean));
    }
    int open = call.indexOf('(');
    String name = open < 0 ? call : call.substring(0, open);
    boolean found =
        methods(bean, name)
            .anyMatch(method -> open < 0 || method.getParameterCount() == arguments(call));
    return found
        ? Optional.empty()
        : Optional.of("%s has no public method %s".formatted(types.get(bean).getName(), call));
  }

  private Stream<Method> methods(String bean, String name) {
    return Arrays.stream(types.get(bean).getMethods())
        .filter(method -> method.getName().equals(name));
  }

  /** Counts the arguments of {@code name(a, b)}; commas within brackets or quotes separate none. */
  static int arguments(String call) {
    String inner = call.substring(call.indexOf('(') + 1, call.lastIndexOf(')'));
    if (inner.isBlank()) {
      return 0;
    }
    int count = 1;
    int depth = 0;
    boolean quoted = false;
    for (char c : inner.toCharArray()) {
      if (c == '\'' || c == '"') {
        quoted = !quoted;
      } else if (!quoted && "({[".indexOf(c) >= 0) {
        depth++;
      } else if (!quoted && ")}]".indexOf(c) >= 0) {
        depth--;
      } else if (!quoted && depth == 0 && c == ',') {
        count++;
      }
    }
    return count;
  }
}
