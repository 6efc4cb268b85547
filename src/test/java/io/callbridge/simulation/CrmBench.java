package io.callbridge.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.callbridge.simulation.PolicyBench.Policy;
import io.callbridge.simulation.PolicyBench.Result;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Measures, and asserts nothing: {@code ./mvnw test -Pbench} writes {@code
 * src/test/bench/RESULTS.md}.
 */
class CrmBench {

  private static final Path RESULTS = Path.of("src/test/bench/RESULTS.md");

  @Test
  void measure(@TempDir Path folder) throws IOException, InterruptedException, SQLException {
    ((Logger) LoggerFactory.getLogger("io.callbridge")).setLevel(Level.OFF);
    List<Result> results = new ArrayList<>();
    for (Policy policy : Policy.values()) {
      results.add(PolicyBench.run(policy, "steady, 3.5 to 4.5 s", PolicyBench.STEADY));
      results.add(PolicyBench.run(policy, "long tail, median 4 s", PolicyBench.LONG_TAIL));
    }
    String report = report(results, OpenTasksBench.run(folder));
    System.out.println(report);
    Files.createDirectories(RESULTS.getParent());
    Files.writeString(RESULTS, report);
  }

  private static String report(List<Result> results, String openTasks) {
    var text = new StringBuilder();
    text.append("# Benchmarks\n\n");
    text.append(
        "%s, %d cores with a load of %.0f, %s %s, heap up to %d MiB, %s. Made by `./mvnw test -Pbench`.%n%n"
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                Runtime.getRuntime().maxMemory() >> 20,
                System.getProperty("os.name") + " " + System.getProperty("os.arch")));
    text.append(
        "## A backlog of 3,000 call logs against 25 calls per 5 s, answers under 50 ms\n\n");
    text.append("| Policy | CRM's delay | Allowed calls used | Calls per log | 429s | Took |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (Result result : results) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.1f %% | %.2f | %d | %d min %02d s |%n",
              result.policy(),
              result.delays(),
              100 * result.used(),
              result.callsPerLog(),
              result.refused(),
              result.took().toMinutes(),
              result.took().toSecondsPart()));
    }
    text.append("\nUsed: from the first request to the last post. The clock is virtual.\n\n");
    text.append(openTasks);
    return text.toString();
  }
}
