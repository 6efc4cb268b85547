package io.callbridge.kit.cases;

import static java.nio.file.Files.readString;
import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.kit.Kit;
import io.callbridge.kit.Quiet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;

@ExtendWith(Quiet.class)
class TestCommandTest {

  private static final String CASE =
      """
      case: A sender without an account
      steps:
        - receive: POST /api/matrex/callstatus/req-1/+12025550143?account=nobody
          body: { callSid: BB-1 }
      """;

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();

  @Test
  void saysFieldByFieldWhatDiffersAndTakesItOverWhenAsked() throws IOException {
    Path example = example();
    writeString(example.resolve("expected.yaml"), "answers: [{status: 200}]\n");
    Path junit = folder.resolve("junit.xml");

    assertThat(test("--junit", junit.toString(), "calls/example")).isEqualTo(1);

    assertThat(printed.toString())
        .contains("FAIL calls/example", "answers[0].status", "expected 200", "actual   404")
        .contains("quarantine", "expected (nothing)", "1 cases, 1 failed");
    assertThat(readString(junit))
        .contains("failures=\"1\"", "classname=\"cases.calls\" name=\"example\"", "<failure");

    assertThat(test("--update", "calls/example")).isZero();
    assertThat(readString(example.resolve("expected.yaml")))
        .contains("status: 404", "reason: no such Broadband Dynamics account is configured");

    printed.getBuffer().setLength(0);
    assertThat(test("--json", "calls")).isZero();
    JsonNode result = new ObjectMapper().readTree(printed.toString()).at("/cases/0");
    assertThat(result.path("case").asText()).isEqualTo("calls/example");
    assertThat(result.path("green").asBoolean()).isTrue();
  }

  @Test
  void saysWhereACaseIsWrong() throws IOException {
    Path file = example().resolve("case.yaml");
    writeString(file, CASE + "    hedaers: {}\n");

    assertThat(test()).isEqualTo(1);
    assertThat(printed.toString()).contains(file + ":6: there is no key 'hedaers'");
  }

  @Test
  void refusesWhatIsNotThere() throws IOException {
    example();

    assertThat(test("calls/nothing")).isEqualTo(2);
    assertThat(printed.toString()).contains("there is no case calls/nothing");
  }

  private Path example() throws IOException {
    Path routes = folder.resolve("routes");
    FileSystemUtils.copyRecursively(Path.of("routes"), routes);
    FileSystemUtils.deleteRecursively(routes.resolve("cases"));
    Path example = Files.createDirectories(routes.resolve("cases/calls/example"));
    Files.copy(Path.of("routes/cases/settings.yaml"), routes.resolve("cases/settings.yaml"));
    writeString(example.resolve("case.yaml"), CASE);
    return example;
  }

  private int test(String... arguments) {
    CommandLine commands = Kit.commands();
    PrintWriter out = new PrintWriter(printed, true);
    commands.setOut(out).setErr(out);
    String[] all = new String[arguments.length + 2];
    all[0] = "test";
    all[1] = "--routes=" + folder.resolve("routes");
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return commands.execute(all);
  }
}
