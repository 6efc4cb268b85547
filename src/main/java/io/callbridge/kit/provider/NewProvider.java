package io.callbridge.kit.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of a provider that is declared in a table: settings, a route and a case.
 *
 * @param name that is its folder, its settings' and its path's
 */
record NewProvider(String name, Path routes, Path config) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern IMPORT = Pattern.compile("( +)- optional:[a-z0-9-]+\\.yaml");

  /** Why there can't be one by this name. */
  Optional<String> whyNot() {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("a name has small letters, digits and single hyphens: " + name);
    }
    return files().keySet().stream()
        .filter(Files::exists)
        .findFirst()
        .or(() -> Optional.of(routes.resolve(name)).filter(Files::exists))
        .map(there -> there + " is there already");
  }

  /** Writes them, and says which. */
  List<Path> write() throws IOException {
    List<Path> written = new ArrayList<>();
    for (Map.Entry<Path, String> file : files().entrySet()) {
      Files.createDirectories(file.getKey().toAbsolutePath().getParent());
      Files.writeString(file.getKey(), filled(file.getValue()));
      written.add(file.getKey());
    }
    addImport().ifPresent(written::add);
    return written;
  }

  private Map<Path, String> files() {
    Path cases = routes.resolve("cases").resolve(name);
    Path example = cases.resolve("completed");
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(config.resolve(name + ".yaml"), "settings.yaml");
    files.put(routes.resolve(name).resolve(name + "-ingest-events.camel.yaml"), "route.yaml");
    files.put(cases.resolve("settings.yaml"), "case-settings.yaml");
    files.put(example.resolve("case.yaml"), "case.yaml");
    files.put(example.resolve("completed.json"), "completed.json");
    files.put(example.resolve("expected.yaml"), "expected.yaml");
    return files;
  }

  private String filled(String template) {
    try (InputStream text = NewProvider.class.getResourceAsStream("/kit/provider/" + template)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .replace("NAME", name)
          .replace("ENVIRONMENT", name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Has the settings read, where the folder has a list of its files. */
  private Optional<Path> addImport() throws IOException {
    Path file = config.resolve("application.yaml");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    for (int i = lines.size() - 1; i >= 0; i--) {
      var last = IMPORT.matcher(lines.get(i));
      if (last.matches()) {
        lines.add(i + 1, "%s- optional:%s.yaml".formatted(last.group(1), name));
        Files.writeString(file, String.join("\n", lines) + "\n");
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
