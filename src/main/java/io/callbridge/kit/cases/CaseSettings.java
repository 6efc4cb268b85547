package io.callbridge.kit.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * The settings of a case: the maker's, and the owner's folder or one file. Nothing comes from the
 * environment, so that a case goes the same way everywhere: where a setting names a variable, its
 * value is the variable's name.
 *
 * <p>A file may take tables of the owner's files over, without their accounts: {@code from-config:
 * [twilio.yaml]}.
 *
 * @param source the owner's folder {@code config/}, or a file
 * @param config the owner's folder
 * @param isReal whether variables have the values that they have here; for what is compared with
 *     the past
 */
public record CaseSettings(Path source, Path config, boolean isReal) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");
  private static final List<String> OWNERS = List.of("callbridge.", "camel.");
  private static final List<String> NOT_OWNERS =
      List.of("callbridge.store.", "callbridge.cluster.", "callbridge.admin.", "callbridge.users.");

  /**
   * @param forced what holds whatever the settings say
   */
  public ConfigurableEnvironment environment(Map<String, Object> forced) {
    var environment = new StandardEnvironment();
    MutablePropertySources sources = environment.getPropertySources();
    if (isReal) {
      sources.addFirst(new MapPropertySource("case variables", Map.of()));
    } else {
      sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
      sources.addFirst(new MapPropertySource("case variables", variables()));
    }
    var all = new HashMap<>(forced);
    boolean isFolder = Files.isDirectory(source);
    all.put(
        "spring.config.location",
        isFolder ? "classpath:/,file:" + source.toAbsolutePath() + "/" : "classpath:/");
    sources.addFirst(new MapPropertySource("case", all));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    List<PropertySource<?>> owners =
        sources.stream().filter(each -> each.getName().contains("'file [")).toList();
    owners.forEach(each -> sources.replace(each.getName(), onlyOwners(each)));
    if (!isFolder && Files.exists(source)) {
      List<PropertySource<?>> own = load(source);
      for (Path taken : takenFromConfig(own)) {
        load(taken).forEach(each -> sources.addAfter("case variables", withoutAccounts(each)));
      }
      own.forEach(each -> sources.addAfter("case variables", onlyOwners(each)));
    }
    return environment;
  }

  private static List<PropertySource<?>> load(Path file) {
    try {
      return new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private List<Path> takenFromConfig(List<PropertySource<?>> own) {
    List<Path> taken = new ArrayList<>();
    for (PropertySource<?> source : own) {
      for (int i = 0; source.containsProperty("from-config[" + i + "]"); i++) {
        Path file = config.resolve(String.valueOf(source.getProperty("from-config[" + i + "]")));
        if (!Files.exists(file)) {
          throw new WrongCaseException("%s: there is no %s".formatted(this.source, file));
        }
        taken.add(file);
      }
    }
    return taken;
  }

  private static PropertySource<?> withoutAccounts(PropertySource<?> source) {
    Map<String, Object> kept = new HashMap<>(((MapPropertySource) onlyOwners(source)).getSource());
    kept.keySet().removeIf(name -> name.contains(".accounts"));
    return new MapPropertySource(source.getName(), kept);
  }

  private static PropertySource<?> onlyOwners(PropertySource<?> source) {
    Map<String, Object> kept = new HashMap<>();
    for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
      if (OWNERS.stream().anyMatch(name::startsWith)
          && NOT_OWNERS.stream().noneMatch(name::startsWith)) {
        kept.put(name, source.getProperty(name));
      }
    }
    return new MapPropertySource(source.getName(), kept);
  }

  private Map<String, Object> variables() {
    Map<String, Object> variables = new HashMap<>();
    for (Path file : files()) {
      try {
        VARIABLE
            .matcher(Files.readString(file))
            .results()
            .map(variable -> variable.group(1))
            .forEach(name -> variables.put(name, valueOf(name)));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return variables;
  }

  private static String valueOf(String name) {
    if (name.endsWith("PATH")) {
      return "/" + name;
    }
    return name.endsWith("URL") ? "https://" + name.replace('_', '-') + ".example" : name;
  }

  private List<Path> files() {
    if (!Files.isDirectory(source)) {
      return Files.exists(source) ? List.of(source) : List.of();
    }
    try (Stream<Path> files = Files.list(source)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
