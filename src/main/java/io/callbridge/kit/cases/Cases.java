package io.callbridge.kit.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The cases of a folder of routes: {@code cases/<system>/<case>/case.yaml}. */
public final class Cases {

  /** The folder beside the routes' folders. */
  public static final String FOLDER = "cases";

  private Cases() {}

  /** All, by name. */
  public static List<Case> of(Path routes) {
    Path folder = routes.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, 3)) {
      return files
          .filter(file -> file.getFileName().toString().equals(Case.FILE))
          .map(Path::getParent)
          .filter(each -> folder.relativize(each).getNameCount() == 2)
          .sorted()
          .map(each -> new Case(name(folder, each), each))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String name(Path folder, Path each) {
    return folder.relativize(each).toString().replace('\\', '/');
  }

  /**
   * Those of a system, or one.
   *
   * @param wanted {@code system} or {@code system/case}; null for all
   */
  public static List<Case> of(Path routes, String wanted) {
    return of(routes).stream()
        .filter(
            each -> wanted == null || each.name().equals(wanted) || each.system().equals(wanted))
        .toList();
  }
}
