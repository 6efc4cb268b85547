package io.callbridge.kit.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.kit.cases.Cases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changed routes are held against the cases. */
class CaseTrialTest {

  private static final Path ROUTES = Path.of("routes");
  private static final String TWILIO = "twilio/twilio-ingest-events.camel.yaml";

  @TempDir Path folder;

  private final CaseTrial trial = new CaseTrial(Path.of("config"));

  @BeforeEach
  void copyTheRoutesAndTheCasesOfTwilio() throws IOException {
    RouteTexts.write(folder, RouteTexts.read(ROUTES).byPath());
    Path cases = ROUTES.resolve(Cases.FOLDER);
    try (Stream<Path> files = Files.walk(cases)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path path = cases.relativize(file);
        if (path.getNameCount() == 1 || path.startsWith("twilio")) {
          Path to = folder.resolve(Cases.FOLDER).resolve(path);
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
    }
  }

  @Test
  void saysWhichCaseFailsAndHow() throws IOException {
    assertThat(trial.whyNot(folder)).isEmpty();

    Path route = folder.resolve(TWILIO);
    Files.writeString(route, Files.readString(route).replace("\"200\"", "\"202\""));
    assertThat(trial.whyNot(folder))
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .startsWith("the case twilio/outbound-answered fails: ")
                    .contains("status must be 200 and is 202"));
  }
}
