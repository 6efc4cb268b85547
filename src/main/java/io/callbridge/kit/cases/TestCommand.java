package io.callbridge.kit.cases;

import com.fasterxml.jackson.databind.SerializationFeature;
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

/** {@code callbridge test}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the cases under routes/cases through the routes as they are, offline.",
      "Nothing leaves this machine, and no store is touched but one that is made for it."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all cases came out as expected", "1:one didn't", "2:wrong usage"})
public class TestCommand implements Callable<Integer> {

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
      names = "--update",
      description = "what comes out becomes what is expected; review it as a diff")
  boolean update;

  @Option(names = "--junit", paramLabel = "FILE", description = "also write a JUnit XML report")
  Path junit;

  @Option(names = "--json", description = "print for programs")
  boolean json;

  @Parameters(
      paramLabel = "SYSTEM[/CASE]",
      arity = "0..1",
      description = "only the cases of a system, or one case")
  String wanted;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(routes)) {
      throw new ParameterException(spec.commandLine(), routes + " is not a folder");
    }
    List<Case> cases = Cases.of(routes, wanted);
    if (cases.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no case %s under %s"
              .formatted(wanted == null ? "" : wanted, routes.resolve(Cases.FOLDER)));
    }
    PrintWriter out = spec.commandLine().getOut();
    var report = new TestReport(out);
    List<CaseResult> results;
    try (var run = new CaseRun(routes, config, update)) {
      results = run.run(cases, json ? result -> {} : report::tell);
    }
    if (json) {
      out.println(
          Texts.JSON
              .writer()
              .without(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
              .writeValueAsString(
                  Map.of("cases", results.stream().map(TestReport::plain).toList())));
    } else {
      report.sum(results);
    }
    if (junit != null) {
      JunitReport.write(junit, results);
    }
    return results.stream().allMatch(CaseResult::isGreen) ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
