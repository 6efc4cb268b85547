package io.callbridge.kit.dryrun;

import static java.nio.file.Files.readString;
import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.kit.Kit;
import io.callbridge.kit.Quiet;
import io.callbridge.kit.cases.CaseApplication;
import io.callbridge.kit.cases.CaseSettings;
import io.callbridge.kit.cases.FarEnds;
import io.callbridge.kit.cases.StepRuns;
import io.callbridge.kit.cases.VirtualClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A change in a status table or in a translation shows up with exactly the calls it affects. */
@ExtendWith(Quiet.class)
class DryRunTest {

  private static final Path ROUTES = Path.of("routes");
  private static final String SETTINGS =
      """
      callbridge:
        leadsquared:
          accounts:
            main:
              url: https://async.leadsquared.example
              call-log-path: /log
              api-key: key
              limits: 1000/5s
              settle: 1s
              status-style: detailed
        bandwidth:
          accounts:
            "9900000": { crm: main, agent-number: "12025550155", display-number: "12025550199" }
        broadband-dynamics:
          accounts:
            default: { crm: main, agent-number: "12025550155", display-number: "12025550199" }
        declared:
          acme:
            accounts:
              main: { crm: main, agent-number: "12025550155" }
            body: json
            sender: { scheme: none }
            event-key: [/call]
            call-id: /call
            status:
              from: /state
              ends: { answered: [answered], no-answer: [missed], busy: [busy, engaged] }
            direction: { default: inbound }
            parties: { inbound: { lead: /from, display: /to } }
            stated-at: /at
      """;

  @TempDir static Path folder;

  private static Path config;
  private static Path store;

  @BeforeAll
  static void postSomeCalls() throws Exception {
    config = Files.createDirectories(folder.resolve("config"));
    store = folder.resolve("data/callbridge.db");
    writeString(config.resolve("application.yaml"), SETTINGS);
    var clock = new VirtualClock(Instant.parse("2026-03-03T16:23:00Z"));
    try (var farEnds = new FarEnds();
        var application =
            new CaseApplication(
                routesWithAcme(),
                new CaseSettings(config, config, false),
                store,
                clock,
                farEnds,
                new StepRuns(),
                Map.of())) {
      farEnds.answerAll("{\"Status\": \"accepted\", \"RequestID\": \"r-1\"}");
      send(application, "bandwidth/9900000/events", bandwidth("c-busy-1", "busy"));
      send(application, "bandwidth/9900000/events", bandwidth("c-busy-2", "busy"));
      send(application, "bandwidth/9900000/events", bandwidth("c-cancelled", "cancel"));
      send(
          application,
          "matrex/callstatus/req/+12025550143",
          "{\"callSid\": \"BB-1\", \"callStatus\": \"completed\", \"callDuration\": 73}");
      send(application, "acme/main/events", acme("a-1", "engaged"));
      send(application, "acme/main/events", acme("a-2", "missed"));
      for (int turn = 0; turn < 20; turn++) {
        application.work();
        clock.advance(Duration.ofSeconds(1));
      }
      assertThat(farEnds.requests())
          .filteredOn(request -> request.path("request").asText().startsWith("POST"))
          .hasSize(6);
    }
  }

  private static Path routesWithAcme() throws IOException {
    Path routes = folder.resolve("routes");
    org.springframework.util.FileSystemUtils.copyRecursively(ROUTES, routes);
    Files.createDirectories(routes.resolve("acme"));
    writeString(
        routes.resolve("acme/acme-ingest-events.camel.yaml"),
        readString(ROUTES.resolve("twilio/twilio-ingest-events.camel.yaml"))
            .replace("twilio", "acme"));
    return routes;
  }

  @Test
  void nothingDiffersWhereNothingHasChanged() throws IOException {
    writeString(config.resolve("application.yaml"), SETTINGS);

    String printed = dryRun(0);

    assertThat(printed).isEqualToIgnoringNewLines("6 calls, 6 of them posted; 0 would differ");
  }

  @Test
  void aChangedWordShowsTheCallsThatHaveIt() throws IOException {
    writeString(
        config.resolve("application.yaml"),
        SETTINGS.replace(
            "status-style: detailed",
            "status-style: detailed\n        status-words: { busy-outbound: Engaged }"));

    String printed = dryRun(1);

    assertThat(printed.lines())
        .containsExactly(
            "bandwidth/9900000/c-busy-1",
            "  Status: Busy -> Engaged",
            "bandwidth/9900000/c-busy-2",
            "  Status: Busy -> Engaged",
            "6 calls, 6 of them posted; 2 would differ");
  }

  @Test
  void aChangedTranslationShowsTheCallsThatItTranslatesOtherwise() throws IOException {
    writeString(
        config.resolve("application.yaml"),
        SETTINGS.replace(
            "no-answer: [missed], busy: [busy, engaged]",
            "busy: [busy], no-answer: [missed, engaged]"));

    String printed = dryRun(1);

    assertThat(printed.lines())
        .startsWith("acme/main/a-1")
        .endsWith("6 calls, 6 of them posted; 1 would differ");
  }

  private String dryRun(int exitCode) {
    var printed = new StringWriter();
    CommandLine commands = Kit.commands();
    PrintWriter out = new PrintWriter(printed, true);
    commands.setOut(out).setErr(out);
    int code =
        commands.execute(
            "dry-run",
            "--since=2026-03-03T00:00:00Z",
            "--routes=" + folder.resolve("routes"),
            "--config=" + config,
            "--store=" + store);
    assertThat(code).as(printed.toString()).isEqualTo(exitCode);
    return printed.toString();
  }

  private static String bandwidth(String callId, String cause) {
    return """
        {"eventType": "disconnect", "eventTime": "2026-03-03T16:22:41.310Z", "accountId": "9900000",
         "from": "+12025550199", "to": "+12025550177", "direction": "outbound", "callId": "%s",
         "startTime": "2026-03-03T16:21:20.004Z", "endTime": "2026-03-03T16:22:41.120Z",
         "cause": "%s"}"""
        .formatted(callId, cause);
  }

  private static String acme(String callId, String state) {
    return """
        {"call": "%s", "state": "%s", "from": "+12025550143", "to": "+12025550199",
         "at": "2026-03-03T16:22:41Z"}"""
        .formatted(callId, state);
  }

  private static void send(CaseApplication application, String path, String json)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + application.port() + "/api/" + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
