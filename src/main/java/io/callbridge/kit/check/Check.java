package io.callbridge.kit.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks for everything that is wrong with a folder of routes and with the settings. */
public final class Check {

  private final Application application;

  public Check(Application application) {
    this.application = application;
  }

  /**
   * Something wrong, and where.
   *
   * @param file as the user named its folder; or the name of a setting
   * @param line from 1; 0 if it has none
   * @param rule that it breaks
   */
  public record Problem(String file, int line, String rule, String words) {}

  /** All problems, sorted by file and line. */
  public List<Problem> problems(Path folder) throws IOException {
    List<Problem> problems = new ArrayList<>();
    RouteFiles all = RouteFiles.read(folder);
    all.unreadable()
        .forEach(
            (file, finding) -> problems.add(problem(folder.resolve(file), "is YAML", finding)));
    for (RouteRule rule : RouteRule.all(application.beans(), application.placeholders())) {
      for (RouteFile file : all.files()) {
        Path path = folder.resolve(file.toString());
        rule.broken(file, all)
            .forEach(finding -> problems.add(problem(path, rule.toString(), finding)));
      }
    }
    application
        .wrongSettings()
        .forEach(words -> problems.add(new Problem("settings", 0, "are complete", words)));
    problems.sort(Comparator.comparing(Problem::file).thenComparingInt(Problem::line));
    return problems;
  }

  private static Problem problem(Path file, String rule, Finding finding) {
    return new Problem(file.toString(), finding.line(), rule, finding.words());
  }
}
