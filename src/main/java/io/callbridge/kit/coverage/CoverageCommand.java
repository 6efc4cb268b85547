package io.callbridge.kit.coverage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.kit.cases.Case;
import io.callbridge.kit.cases.CaseResult;
import io.callbridge.kit.cases.CaseRun;
import io.callbridge.kit.cases.Cases;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callbridge coverage}. */
@Command(
    name = "coverage",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the cases and says which steps and branches of the routes none of them ran.",
      "A step that no case can run says so in the route file: 'note: \"no case: the reason\"'."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:everything ran, or its file says why not",
      "1:something didn't, or a case failed",
      "2:wrong usage"
    })
public class CoverageCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(
      names = "--routes",
      paramLabel = "FOLDER",
      defaultValue = "routes",
      description = "the folder of the routes and cases; default: ${DEFAULT-VALUE}")
  Path routes;

  @Option(
      names = "--config",
      paramLabel = "FOLDER",
      defaultValue = "config",
      description = "your settings, for cases with 'settings: config'; default: ${DEFAULT-VALUE}")
  Path config;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "also write the route files with what ran as a page")
  Path html;

  @Option(names = "--excused", description = "also list what the files say no case runs")
  boolean excused;

  @Option(names = "--json", description = "print for programs")
  boolean json;

  @Parameters(
      paramLabel = "SYSTEM[/CASE]",
      arity = "0..1",
      description = "only what the cases of a system, or one case, run")
  String wanted;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(routes)) {
      throw new ParameterException(spec.commandLine(), routes + " is not a folder");
    }
    List<Case> cases = Cases.of(routes, wanted);
    PrintWriter out = spec.commandLine().getOut();
    List<CaseResult> results;
    Coverage coverage;
    try (var run = new CaseRun(routes, config, false)) {
      results = run.run(cases, result -> {});
      coverage = Coverage.of(routes, run.runs());
    }
    if (html != null) {
      CoveragePage.write(html, coverage);
    }
    List<String> failed =
        results.stream().filter(result -> !result.isGreen()).map(CaseResult::name).toList();
    if (json) {
      out.println(
          new ObjectMapper()
              .writeValueAsString(
                  Map.of(
                      "percent", coverage.percent(),
                      "missing", coverage.missing(),
                      "excused", coverage.excused(),
                      "failed", failed)));
    } else {
      print(out, coverage, failed);
    }
    return coverage.missing().isEmpty() && failed.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void print(PrintWriter out, Coverage coverage, List<String> failed) {
    for (Spot spot : coverage.missing()) {
      out.println(
          "%s:%d: never ran: %s".formatted(routes.resolve(spot.file()), spot.line(), spot.what()));
    }
    if (excused) {
      for (Spot spot : coverage.excused()) {
        out.println(
            "%s:%d: %s: no case: %s"
                .formatted(routes.resolve(spot.file()), spot.line(), spot.what(), spot.excuse()));
      }
    }
    failed.forEach(name -> out.println("the case " + name + " fails; 'test' says why"));
    out.println(coverage.sum());
  }
}
