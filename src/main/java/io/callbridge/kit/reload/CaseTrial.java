package io.callbridge.kit.reload;

import io.callbridge.kit.cases.Case;
import io.callbridge.kit.cases.CaseResult;
import io.callbridge.kit.cases.CaseRun;
import io.callbridge.kit.cases.Cases;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs the cases of a folder of routes, in this process and apart from all that runs. */
final class CaseTrial {

  private static final int MOST_WORDS = 5;

  private final Path config;

  /**
   * @param config the owner's settings, for cases that use them
   */
  CaseTrial(Path config) {
    this.config = config;
  }

  /**
   * What doesn't come out as it must.
   *
   * @param routes with the cases in their folder
   */
  Optional<String> whyNot(Path routes) {
    List<Case> cases = Cases.of(routes);
    if (cases.isEmpty()) {
      return Optional.empty();
    }
    List<CaseResult> results;
    try (var run = new CaseRun(routes, config, false)) {
      results = run.run(cases, result -> {});
    }
    List<CaseResult> red = results.stream().filter(result -> !result.isGreen()).toList();
    return red.isEmpty()
        ? Optional.empty()
        : Optional.of(
            red.stream().limit(MOST_WORDS).map(CaseTrial::words).collect(Collectors.joining("\n")));
  }

  private static String words(CaseResult result) {
    return "the case %s fails: %s"
        .formatted(
            result.name(),
            result.error() != null
                ? result.error()
                : result.differences().stream()
                    .limit(MOST_WORDS)
                    .map(
                        each ->
                            "%s must be %s and is %s"
                                .formatted(each.field(), each.expected(), each.actual()))
                    .collect(Collectors.joining("; ")));
  }
}
