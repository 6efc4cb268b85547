package io.callbridge.routes;

import io.callbridge.Callbridge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ScannedGenericBeanDefinition;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

/** The beans of the application by name, found in its compiled classes without starting it. */
public final class BeanCatalogue {

  /** Beans of the platform that routes refer to by name. */
  private static final Map<String, String> OF_THE_PLATFORM =
      Map.of("jacksonObjectMapper", "com.fasterxml.jackson.databind.ObjectMapper");

  private final Map<String, Class<?>> types = new TreeMap<>();

  private BeanCatalogue() {}

  /** What {@code src/main} has outside the profiles of the sandbox. */
  public static BeanCatalogue ofMain() {
    var catalogue = new BeanCatalogue();
    OF_THE_PLATFORM.forEach(catalogue::add);
    String classes = Callbridge.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    new ClassPathScanningCandidateComponentProvider(true)
        .findCandidateComponents(Callbridge.class.getPackageName()).stream()
            .map(ScannedGenericBeanDefinition.class::cast)
            .filter(component -> isIn(classes, component))
            .forEach(catalogue::addComponent);
    return catalogue;
  }

  private static boolean isIn(String classes, ScannedGenericBeanDefinition component) {
    try {
      return component.getResource().getURL().getPath().startsWith(classes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void addComponent(ScannedGenericBeanDefinition component) {
    String name =
        AnnotationBeanNameGenerator.INSTANCE.generateBeanName(
            component, new SimpleBeanDefinitionRegistry());
    add(name, component.getBeanClassName());
    for (MethodMetadata bean : component.getMetadata().getAnnotatedMethods(Bean.class.getName())) {
      String[] names = (String[]) bean.getAnnotationAttributes(Bean.class.getName()).get("name");
      for (String each : names.length == 0 ? new String[] {bean.getMethodName()} : names) {
        add(each, bean.getReturnTypeName());
      }
    }
  }

  private void add(String name, String type) {
    types.put(name, ClassUtils.resolveClassName(type, null));
  }

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
