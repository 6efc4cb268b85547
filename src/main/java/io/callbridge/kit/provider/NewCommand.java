package io.callbridge.kit.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callbridge new}. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = "Writes what a new part of the bridge begins with.")
public class NewCommand {

  @Spec CommandSpec spec;

  /** {@code callbridge new provider}. */
  @Command(
      name = "provider",
      mixinStandardHelpOptions = true,
      description = {
        "Writes settings, a commented route and a case for a provider without Java.",
        "Nothing that is there is overwritten, but the list in config/application.yaml gets a line."
      },
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:written", "2:wrong usage"})
  int provider(
      @Parameters(paramLabel = "NAME", description = "small letters, digits and hyphens")
          String name,
      @Option(names = "--routes", paramLabel = "FOLDER", defaultValue = "routes") Path routes,
      @Option(names = "--config", paramLabel = "FOLDER", defaultValue = "config") Path config,
      @Option(names = "--json", description = "print for programs") boolean json)
      throws IOException {
    for (Path folder : List.of(routes, config)) {
      if (!Files.isDirectory(folder)) {
        throw new ParameterException(spec.commandLine(), folder + " is not a folder");
      }
    }
    var provider = new NewProvider(name, routes, config);
    Optional<String> whyNot = provider.whyNot();
    if (whyNot.isPresent()) {
      throw new ParameterException(spec.commandLine(), whyNot.get());
    }
    List<Path> written = provider.write();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new ObjectMapper()
              .writeValueAsString(
                  Map.of("written", written.stream().map(Path::toString).toList())));
    } else {
      written.forEach(out::println);
      out.println("Now: check, test %s, and config/README.md for the table".formatted(name));
    }
    return ExitCode.OK;
  }
}
