package io.callbridge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How the application starts, and what keeps it from starting (DESIGN, sections 7 and 9). */
class StartIT {

  private static final String PASSWORD = "--callbridge.admin.password=admin";
  private static final String SANDBOX = "--spring.profiles.active=sandbox";

  private static final String CALL_STATUS = "/api/matrex/callstatus/c-1/12025550123";

  @RegisterExtension final Bridges bridges = new Bridges();

  @TempDir Path directory;

  @Test
  void refusesToStartWithoutAnAdminPassword() {
    assertThat(bridges.start(store("calls.db")).refusal())
        .isEqualTo(
            "There is no default password: set the environment variable"
                + " CALLBRIDGE_ADMIN_PASSWORD.");
  }

  @Test
  void refusesAnAccountOfAnUnknownCrm() {
    Bridge bridge = bridges.start(with(Reporter.account(), PASSWORD, store("calls.db")));

    assertThat(bridge.refusal())
        .isEqualTo(
            "callbridge.broadband-dynamics.accounts.default.crm is 'main', but"
                + " callbridge.leadsquared.accounts has no 'main'.");
  }

  @Test
  void refusesAnAccountOfAnUnknownRecorder() {
    Bridge bridge =
        bridges.start(
            PASSWORD,
            store("calls.db"),
            "--callbridge.leadsquared.accounts.main.url=http://127.0.0.1:1",
            "--callbridge.leadsquared.accounts.main.call-log-path=/log",
            "--callbridge.leadsquared.accounts.main.api-key=key",
            "--callbridge.bandwidth.accounts.1.crm=main",
            "--callbridge.bandwidth.accounts.1.recorder=tape");

    assertThat(bridge.refusal())
        .isEqualTo(
            "callbridge.bandwidth.accounts.1.recorder is 'tape', but callbridge.verba.accounts has"
                + " no 'tape'.");
  }

  @Test
  void startsWithNothingConfiguredAndRefusesASecondProcessOnTheSameStore() throws Exception {
    Bridge bridge = bridges.start(PASSWORD, store("calls.db")).ready();

    assertThat(bridge.callLogs()).isEmpty();
    assertThat(bridge.post(CALL_STATUS, "{}").statusCode()).isEqualTo(404);
    assertThat(
            bridge
                .post(CALL_STATUS, "{}", "Authorization", Bridge.basic("somebody", "else"))
                .statusCode())
        .as("a webhook's credentials are not a user's")
        .isEqualTo(404);
    assertThat(bridge.status("/api/call-logs")).isEqualTo(401);
    assertThat(bridges.start(PASSWORD, store("calls.db")).refusal())
        .isEqualTo("The store %s is in use by another Callbridge".formatted(file("calls.db")));
    assertThat(bridge.status("/actuator/health")).isEqualTo(200);
  }

  @Test
  void logsCallsInTheSandboxWithinAMinuteAndReadsNothingOfTheOwnersConfiguration()
      throws Exception {
    Path precious = Files.writeString(directory.resolve("precious.db"), "what the owner has");
    Files.createDirectory(directory.resolve("config"));
    Files.writeString(
        directory.resolve("config/application.yaml"),
        """
        callbridge:
          store.file: precious.db
          leadsquared.accounts.main:
            url: https://crm.example
            call-log-path: /calls
            api-key: real
          broadband-dynamics.accounts.real:
            crm: main
        """);
    String routes = "--callbridge.routes.folder=%s/routes";

    Bridge bridge =
        bridges
            .start(directory, Bridge.freePort(), SANDBOX, routes.formatted(Bridges.PROJECT))
            .ready();

    await("a call that is LOGGED with an activity id")
        .atMost(Duration.ofSeconds(60))
        .until(() -> anyIsLogged(bridge));
    assertThat(bridge.post(CALL_STATUS + "?account=real", "{}").statusCode()).isEqualTo(404);
    assertThat(bridge.post(CALL_STATUS + "?account=default", "{}").statusCode()).isEqualTo(200);
    assertThat(precious).hasContent("what the owner has");
  }

  @Test
  void refusesAFarEndElsewhereInTheSandbox() {
    Bridge bridge =
        bridges.start(
            SANDBOX,
            store("sandbox.db"),
            "--callbridge.leadsquared.accounts.sandbox.url=https://example.test");

    assertThat(bridge.refusal())
        .isEqualTo(
            "The sandbox talks to this machine only:"
                + " callbridge.leadsquared.accounts.sandbox.url must be such as"
                + " http://127.0.0.1:8090.");
  }

  @Test
  void logsCallsInSimulatorsThatRunAlone() throws Exception {
    int bridgePort = Bridge.freePort();
    Bridge simulators =
        bridges.start(
            "--spring.profiles.active=simulator",
            "--callbridge.sandbox.leadsquared.completion.error-rate=0",
            "--callbridge.sandbox.leadsquared.completion.retry-rate=0",
            "--callbridge.sandbox.broadband-dynamics.bridge-url=http://127.0.0.1:" + bridgePort);
    String account = "--callbridge.leadsquared.accounts.main.";
    Bridge bridge =
        bridges.start(
            Bridges.PROJECT,
            bridgePort,
            with(
                Reporter.account(),
                PASSWORD,
                store("calls.db"),
                account + "url=" + simulators.url() + "/simulator/leadsquared",
                account + "call-log-path=/1/api/telephony/logcallcomplete/sandbox-token",
                account + "api-key=sandbox-api-key",
                account + "limits=25/5s",
                account + "settle=1s"));
    simulators.ready();
    bridge.ready();

    String callId =
        Bridge.parse(simulators.post("/simulator/broadband-dynamics/calls", "").body())
            .at("/call/callSid")
            .asText();

    await("the call to be LOGGED").atMost(Duration.ofSeconds(60)).until(() -> anyIsLogged(bridge));
    assertThat(simulators.json("/simulator/leadsquared/activities").path("items"))
        .singleElement()
        .satisfies(
            activity -> {
              JsonNode log = bridge.callLogs().get(0);
              assertThat(activity.path("callSessionId").asText()).isEqualTo(callId);
              assertThat(log.path("activityId")).isEqualTo(activity.path("activityId"));
            });
  }

  private static boolean anyIsLogged(Bridge bridge) {
    JsonNode logged = bridge.json("/api/call-logs?state=LOGGED").path("items");
    return StreamSupport.stream(logged.spliterator(), false)
        .anyMatch(log -> !log.path("activityId").asText("").isBlank());
  }

  private String store(String name) {
    return "--callbridge.store.file=" + file(name);
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }
}
