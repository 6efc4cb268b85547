package io.callbridge.kit.check;

import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.kit.Kit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckTest {

  private static final String MAKERS_DEFAULTS = "--spring.config.location=classpath:/";

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();

  @Test
  void findsNothingWrongWithTheRoutesThatShip() {
    Path store = folder.resolve("store.db");

    assertThat(
            check("--routes", "routes", "--", MAKERS_DEFAULTS, "--callbridge.store.file=" + store))
        .isZero();
    assertThat(printed.toString()).isEqualToIgnoringNewLines("nothing is wrong");
    assertThat(store).as("nothing is started").doesNotExist();
  }

  @Test
  void saysWhereAFileIsWrong() throws IOException {
    Path file = Files.createDirectories(folder.resolve("calls")).resolve("calls-x.camel.yaml");
    writeString(file, "- route:\n    id: calls-x\n    id: calls-x\n");

    assertThat(check("--routes", folder.toString(), "--", MAKERS_DEFAULTS)).isEqualTo(1);
    assertThat(printed.toString())
        .contains(file + ":3: can't be read: found duplicate key id")
        .contains("1 problem");
  }

  @Test
  void saysWhichSettingIsMissing() throws IOException {
    String url = "--callbridge.leadsquared.accounts.main.url=https://crm.example";

    assertThat(check("--routes", folder.toString(), "--json", "--", MAKERS_DEFAULTS, url))
        .isEqualTo(1);
    assertThat(new ObjectMapper().readTree(printed.toString()).at("/problems/0/words").asText())
        .contains("callbridge.leadsquared.accounts.main.api-key must not be blank");
  }

  @Test
  void saysThatAnAccountNamesACrmThatIsNotThere() {
    String crm = "--callbridge.bandwidth.accounts.9900000.crm=main";

    assertThat(check("--routes", folder.toString(), "--", MAKERS_DEFAULTS, crm)).isEqualTo(1);
    assertThat(printed.toString())
        .contains("callbridge.bandwidth.accounts.9900000.crm is 'main', but");
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    assertThat(check("--routes", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(printed.toString()).contains("none is not a folder");
  }

  private int check(String... arguments) {
    CommandLine commands = Kit.commands();
    PrintWriter out = new PrintWriter(printed, true);
    commands.setOut(out).setErr(out);
    String[] all = new String[arguments.length + 1];
    all[0] = "check";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return commands.execute(all);
  }
}
