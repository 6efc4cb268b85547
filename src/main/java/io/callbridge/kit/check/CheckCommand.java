package io.callbridge.kit.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.Callbridge;
import io.callbridge.kit.check.Check.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** {@code callbridge check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Looks for everything that is wrong with routes and settings, starting nothing.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:nothing is wrong", "1:something is", "2:the command itself is wrong"})
public class CheckCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(
      names = "--routes",
      paramLabel = "FOLDER",
      defaultValue = "routes",
      description = "the folder of the routes; default: ${DEFAULT-VALUE}")
  Path routes;

  @Option(names = "--json", description = "print for programs")
  boolean json;

  @Parameters(
      paramLabel = "SETTING",
      arity = "0..*",
      description = "settings as in --callbridge.leadsquared.response-timeout=20s, after --")
  List<String> settings = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(routes)) {
      throw new ParameterException(spec.commandLine(), routes + " is not a folder");
    }
    try (Application application =
        Application.of(Callbridge.Bridge.class, settings.toArray(String[]::new))) {
      List<Problem> problems = new Check(application).problems(routes);
      print(problems);
      return problems.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private void print(List<Problem> problems) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(Map.of("problems", problems)));
    } else {
      for (Problem problem : problems) {
        String where = problem.line() == 0 ? problem.file() : problem.file() + ":" + problem.line();
        out.println("%s: %s".formatted(where, problem.words()));
      }
      out.println(problems.isEmpty() ? "nothing is wrong" : count(problems.size()));
    }
  }

  private static String count(int problems) {
    return problems == 1 ? "1 problem" : problems + " problems";
  }
}
