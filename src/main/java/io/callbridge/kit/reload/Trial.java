package io.callbridge.kit.reload;

import io.callbridge.kit.cases.Cases;
import io.callbridge.kit.check.RouteFile;
import io.callbridge.kit.check.RouteFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What routes must pass before they may run: the rules, a start aside, and the cases. */
final class Trial {

  private final RouteCheck check;
  private final LoadedAside aside;
  private final CaseTrial cases;
  private final Path folder;

  Trial(RouteCheck check, LoadedAside aside, CaseTrial cases, Path folder) {
    this.check = check;
    this.aside = aside;
    this.cases = cases;
    this.folder = folder;
  }

  /**
   * @param plan for which files are loaded
   * @throws RefusedRoutesException if they don't pass
   */
  void pass(RouteTexts texts, RouteFiles files, SwapPlan plan) {
    refuse(check.whyNot(files, new HashSet<>(plan.load())));
    refuse(aside.whyNot(withSituations(plan.load(), files)));
    if (Files.isDirectory(folder.resolve(Cases.FOLDER))) {
      refuse(runCases(texts));
    }
  }

  private static void refuse(Optional<String> reason) {
    reason.ifPresent(
        words -> {
          throw new RefusedRoutesException(words);
        });
  }

  /** Routes are built with the configurations that they name. */
  private static List<RouteFile> withSituations(List<RouteFile> files, RouteFiles all) {
    List<RouteFile> together = new ArrayList<>(files);
    all.files().stream()
        .filter(file -> !file.all("routeConfiguration").isEmpty() && !files.contains(file))
        .forEach(together::add);
    return together;
  }

  private Optional<String> runCases(RouteTexts texts) {
    try {
      Path copy = Files.createTempDirectory("callbridge-routes");
      try {
        RouteTexts.write(copy, texts.byPath());
        copyCases(copy);
        return cases.whyNot(copy);
      } finally {
        delete(copy);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void copyCases(Path copy) throws IOException {
    Path from = folder.resolve(Cases.FOLDER);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(Cases.FOLDER).resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
