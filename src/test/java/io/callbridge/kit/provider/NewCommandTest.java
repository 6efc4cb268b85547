package io.callbridge.kit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.kit.Kit;
import io.callbridge.kit.Quiet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;

@ExtendWith(Quiet.class)
class NewCommandTest {

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();
  private Path routes;
  private Path config;

  @BeforeEach
  void aFolderAsItShips() throws IOException {
    routes = folder.resolve("routes");
    config = folder.resolve("config");
    FileSystemUtils.copyRecursively(Path.of("routes"), routes);
    FileSystemUtils.copyRecursively(Path.of("config"), config);
  }

  @Test
  void whatItWritesIsGreen() {
    assertThat(run("new", "provider", "acme-tel", "--routes=" + routes, "--config=" + config))
        .as(printed.toString())
        .isZero();

    assertThat(config.resolve("application.yaml")).content().contains("- optional:acme-tel.yaml\n");
    assertThat(
            run(
                "check",
                "--routes=" + routes,
                "--",
                "--spring.config.location=classpath:/,file:" + config + "/"))
        .as(printed.toString())
        .isZero();
    assertThat(run("test", "--routes=" + routes, "--config=" + config, "acme-tel"))
        .as(printed.toString())
        .isZero();
    assertThat(printed.toString()).contains("ok   acme-tel/completed");
  }

  @Test
  void overwritesNothing() throws IOException {
    String before = Files.readString(config.resolve("twilio.yaml"));

    assertThat(run("new", "provider", "twilio", "--routes=" + routes, "--config=" + config))
        .isEqualTo(2);
    assertThat(run("new", "provider", "Acme", "--routes=" + routes, "--config=" + config))
        .isEqualTo(2);

    assertThat(printed.toString())
        .contains("twilio.yaml is there already", "small letters, digits and single hyphens: Acme");
    assertThat(config.resolve("twilio.yaml")).hasContent(before);
  }

  private int run(String... arguments) {
    CommandLine commands = Kit.commands();
    PrintWriter out = new PrintWriter(printed, true);
    commands.setOut(out).setErr(out);
    return commands.execute(arguments);
  }
}
