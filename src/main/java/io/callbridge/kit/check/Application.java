package io.callbridge.kit.check;

import io.callbridge.call.ProviderAccounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * The application as it would be started here, with its settings, but not started: nothing in it
 * exists until it is asked for, and only settings are.
 */
public final class Application implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private Application(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * @param components what the application is made of
   * @param arguments settings as on the command line
   */
  public static Application of(Class<?> components, String... arguments) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    var context = new Unstarted();
    context.setEnvironment(environment);
    context.addBeanFactoryPostProcessor(Application::makeLazy);
    context.register(
        components,
        ConfigurationPropertiesAutoConfiguration.class,
        ValidationAutoConfiguration.class,
        JacksonAutoConfiguration.class);
    context.refresh();
    return new Application(context);
  }

  private static void makeLazy(ConfigurableListableBeanFactory beans) {
    for (String name : beans.getBeanDefinitionNames()) {
      beans.getBeanDefinition(name).setLazyInit(true);
    }
  }

  /** A context that knows its beans, and starts none of them. */
  private static final class Unstarted extends AnnotationConfigApplicationContext {

    @Override
    protected void finishRefresh() {
      // Nothing is told that anything has started.
    }
  }

  /** A part of the application, which is made for it. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** A setting's value; null if it has none. */
  public String setting(String name) {
    return context.getEnvironment().getProperty(name);
  }

  BeanCatalogue beans() {
    Map<String, Class<?>> types = new TreeMap<>();
    for (String name : context.getBeanDefinitionNames()) {
      Class<?> type = context.getType(name, false);
      if (type != null) {
        types.put(name, type);
      }
    }
    return new BeanCatalogue(types);
  }

  Placeholders placeholders() {
    return context.getEnvironment()::containsProperty;
  }

  /**
   * What would stop the start, in the words in which it would; that nobody has set the admin's
   * password is no fault of the files.
   */
  List<String> wrongSettings() {
    List<String> wrong = new ArrayList<>();
    Stream.of(context.getBeanNamesForAnnotation(ConfigurationProperties.class))
        .filter(name -> !name.contains("AdminSettings"))
        .forEach(name -> whyNot(name).ifPresent(wrong::add));
    if (wrong.isEmpty()) {
      Stream.of(context.getBeanNamesForType(ProviderAccounts.class, true, false))
          .forEach(name -> whyNot(name).ifPresent(wrong::add));
    }
    return wrong;
  }

  private Optional<String> whyNot(String bean) {
    try {
      context.getBean(bean);
      return Optional.empty();
    } catch (BeansException failed) {
      return Optional.of(words(failed));
    }
  }

  private String words(BeansException failure) {
    SpringFactoriesLoader loader =
        SpringFactoriesLoader.forDefaultResourceLocation(context.getClassLoader());
    ArgumentResolver arguments =
        ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
            .and(Environment.class, context.getEnvironment());
    return loader
        .load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((words, absent) -> {}))
        .stream()
        .map(analyzer -> analyzer.analyze(failure))
        .filter(Objects::nonNull)
        .map(FailureAnalysis::getDescription)
        .findFirst()
        .orElseGet(() -> failure.getMostSpecificCause().toString());
  }

  @Override
  public void close() {
    context.close();
  }
}
