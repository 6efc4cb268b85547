package io.callbridge.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SandboxEnvironmentTest {

  private static final String URL = "callbridge.leadsquared.accounts.sandbox.url";

  @TempDir Path config;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://crm.example",
        "HTTP://crm.example",
        " http://crm.example",
        "http://127.0.0.1@crm.example",
        "http://127.0.0.1.crm.example",
        "http://localhost.example",
        "http://10.0.0.1:8090",
        "http://0.0.0.0:8090",
        "http://[fe80::1]",
        "http://{crm}",
        "${crm-url}",
        "http:crm.example"
      })
  void refusesAFarEndThatIsElsewhere(String url) {
    assertThatThrownBy(() -> started("sandbox", Map.of(URL, url, "crm-url", "http://crm.example")))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageStartingWith("The sandbox talks to this machine only: " + URL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8090/simulator/leadsquared",
        "http://localhost:8090",
        "https://LOCALHOST",
        "http://[::1]:8090",
        "http://127.1.2.3",
        "http://127.0.0.1:${server.port}/simulator"
      })
  void takesAFarEndOnThisMachine(String url) {
    assertThatCode(() -> started("sandbox", Map.of(URL, url, "server.port", "8080")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "callbridge.vonage.accounts.1234.telephonyUrl",
    "callbridge.bandwidth.accounts[9900000].url",
    "callbridge.leadsquared.accounts.sandbox.rest-url",
    "callbridge.sandbox.broadband-dynamics.bridge-url"
  })
  void looksAtTheAddressesOfAllFarEnds(String name) {
    assertThatThrownBy(() -> started("simulator", Map.of(name, "https://far.example")))
        .isInstanceOf(WrongSettingException.class);
  }

  @Test
  void looksAtAddressesInTheEnvironmentOfTheProcessToo() {
    var environment = environment("sandbox", Map.of());
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "the-systemEnvironment",
                Map.of("CALLBRIDGE_LEADSQUARED_ACCOUNTS_MAIN_URL", "https://crm.example")));

    assertThatThrownBy(() -> process(environment)).isInstanceOf(WrongSettingException.class);
  }

  @Test
  void letsARecordingsAddressBeAnywhere() {
    assertThatCode(
            () ->
                started(
                    "sandbox",
                    Map.of(
                        "callbridge.bandwidth.accounts.1.recording-url",
                        "https://recordings.example/{id}")))
        .doesNotThrowAnyException();
  }

  @Test
  void leavesTheOtherProfilesAlone() {
    assertThatCode(() -> started("production", Map.of(URL, "https://crm.example")))
        .doesNotThrowAnyException();
  }

  @Test
  void readsNothingOfTheOwnersFiles() throws IOException {
    owner("spring.config.import: crm.yaml\ncallbridge.store.file: precious.db\n");
    Files.writeString(config.resolve("crm.yaml"), URL + ": https://crm.example\n");

    StandardEnvironment environment = started("sandbox", Map.of());

    assertThat(environment.getProperty(URL)).startsWith("http://127.0.0.1:");
    assertThat(environment.getProperty("callbridge.store.file")).isEqualTo("data/sandbox.db");
  }

  @Test
  void readsTheOwnersFilesInProduction() throws IOException {
    owner("callbridge.store.file: precious.db\n");

    assertThat(started("production", Map.of()).getProperty("callbridge.store.file"))
        .isEqualTo("precious.db");
  }

  @Test
  void keepsTheMakersAccounts() throws IOException {
    owner("callbridge.leadsquared.accounts.main.url: https://crm.example\n");

    assertThat(
            Binder.get(started("sandbox", Map.of()))
                .bind("callbridge.leadsquared.accounts", Bindable.mapOf(String.class, Object.class))
                .get())
        .containsOnlyKeys("sandbox");
  }

  private void owner(String text) throws IOException {
    Files.writeString(config.resolve("application.yaml"), text);
  }

  private StandardEnvironment started(String profile, Map<String, String> properties) {
    StandardEnvironment environment = environment(profile, properties);
    process(environment);
    return environment;
  }

  private StandardEnvironment environment(String profile, Map<String, String> properties) {
    Map<String, Object> given = new TreeMap<>(properties);
    given.put("spring.profiles.active", profile);
    given.put("spring.config.location", "classpath:/,file:" + config + "/");
    given.putIfAbsent("server.port", "8080");
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("given", given));
    return environment;
  }

  private static void process(StandardEnvironment environment) {
    ConfigDataEnvironmentPostProcessor.applyTo(environment, null, null, List.of());
    new SandboxEnvironment().postProcessEnvironment(environment, new SpringApplication());
  }
}
