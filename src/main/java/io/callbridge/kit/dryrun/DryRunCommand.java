package io.callbridge.kit.dryrun;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.Callbridge;
import io.callbridge.kit.cases.CaseSettings;
import io.callbridge.kit.cases.Difference;
import io.callbridge.kit.check.Application;
import io.callbridge.kit.dryrun.DryRun.Change;
import io.callbridge.task.CrmAccounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code callbridge dry-run}. */
@Command(
    name = "dry-run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs events of the store through routes and settings as they are on disk, and shows which",
      "call logs would differ from what was posted. Posts nothing, and only reads the store."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:nothing would differ", "1:something would", "2:wrong usage"})
public class DryRunCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(
      names = "--since",
      paramLabel = "24h",
      defaultValue = "24h",
      description = "calls with an event since then: a duration, or an instant; default: 24h")
  String since;

  @Option(
      names = "--routes",
      paramLabel = "FOLDER",
      defaultValue = "routes",
      description = "the folder of the routes; default: ${DEFAULT-VALUE}")
  Path routes;

  @Option(
      names = "--config",
      paramLabel = "FOLDER",
      defaultValue = "config",
      description = "the folder of the settings; default: ${DEFAULT-VALUE}")
  Path config;

  @Option(
      names = "--store",
      paramLabel = "FILE",
      description = "the SQLite database; default: the store that the settings name")
  Path store;

  @Option(names = "--json", description = "print for programs")
  boolean json;

  @Override
  public Integer call() throws IOException {
    for (Path folder : new Path[] {routes, config}) {
      if (!Files.isDirectory(folder)) {
        throw new ParameterException(spec.commandLine(), folder + " is not a folder");
      }
    }
    String location = "--spring.config.location=classpath:/,file:" + config.toAbsolutePath() + "/";
    DryRun.Result result;
    try (Application application = Application.of(Callbridge.Bridge.class, location)) {
      var settings = new CaseSettings(config, config, true);
      var replay = new Replay(routes, settings, application.part(CrmAccounts.class));
      Instant from = from(application.part(InstantSource.class).instant());
      result = new DryRun(past(application), replay).since(from);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(result));
    } else {
      print(out, result);
    }
    return result.changes().isEmpty() && result.unreadable().isEmpty()
        ? ExitCode.OK
        : ExitCode.SOFTWARE;
  }

  private Instant from(Instant now) {
    try {
      Duration duration = DurationStyle.detectAndParse(since);
      return now.minus(duration);
    } catch (IllegalArgumentException noDuration) {
      try {
        return Instant.parse(since);
      } catch (java.time.format.DateTimeParseException wrong) {
        throw new ParameterException(
            spec.commandLine(),
            "--since must be a duration such as 24h, or an instant such as 2026-03-03T00:00:00Z");
      }
    }
  }

  private PastStore past(Application application) {
    String url = application.setting("spring.datasource.url");
    if (store == null && url != null) {
      return PastStore.postgres(
          url,
          application.setting("spring.datasource.username"),
          application.setting("spring.datasource.password"));
    }
    String named = application.setting("callbridge.store.file");
    Path file = store != null ? store : Path.of(named == null ? "data/callbridge.db" : named);
    if (!Files.exists(file)) {
      throw new ParameterException(spec.commandLine(), "there is no store at " + file);
    }
    return PastStore.sqlite(file.toString());
  }

  private static void print(PrintWriter out, DryRun.Result result) {
    for (Change change : result.changes()) {
      out.println(change.call() + (change.words() == null ? "" : ": " + change.words()));
      for (Difference field : change.fields()) {
        out.println(
            "  %s: %s -> %s"
                .formatted(field.field(), shown(field.expected()), shown(field.actual())));
      }
    }
    result
        .unreadable()
        .forEach((call, why) -> out.println(call + ": can't be read any more: " + why));
    out.println(
        "%d calls, %d of them posted; %d would differ"
            .formatted(result.calls(), result.posted(), result.changes().size()));
  }

  private static String shown(String value) {
    return value == null ? "(nothing)" : value;
  }
}
