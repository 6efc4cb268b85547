package io.callbridge.kit;

import io.callbridge.kit.cases.TestCommand;
import io.callbridge.kit.check.CheckCommand;
import io.callbridge.kit.coverage.CoverageCommand;
import io.callbridge.kit.dryrun.DryRunCommand;
import io.callbridge.kit.provider.NewCommand;
import java.util.Set;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands for integration engineers. Without one of them, Callbridge starts as a server. */
@Command(
    name = "callbridge",
    mixinStandardHelpOptions = true,
    description = {
      "Moves phone calls into a CRM and proves that it did.",
      "Without a command the server starts; settings are given as --name=value."
    },
    subcommands = {
      CheckCommand.class,
      TestCommand.class,
      CoverageCommand.class,
      DryRunCommand.class,
      NewCommand.class
    })
public final class Kit {

  private static final Set<String> HELP = Set.of("--help", "-h", "help");

  private Kit() {}

  /** Whether the arguments name a command, or ask for help. */
  public static boolean isCommand(String... arguments) {
    return arguments.length > 0
        && (HELP.contains(arguments[0]) || commands().getSubcommands().containsKey(arguments[0]));
  }

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  public static int run(String... arguments) {
    LoggingSystem.get(Kit.class.getClassLoader()).beforeInitialize();
    return commands().execute(arguments);
  }

  /** The command line, for whoever wants the output elsewhere. */
  public static CommandLine commands() {
    return new CommandLine(new Kit());
  }
}
