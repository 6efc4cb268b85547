package io.callbridge;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static io.callbridge.Bridge.json;
import static io.callbridge.PlayedProviders.bandwidthCall;
import static io.callbridge.PlayedProviders.bandwidthList;
import static io.callbridge.PlayedProviders.sample;
import static io.callbridge.PlayedProviders.verba;
import static io.callbridge.PlayedProviders.vonageReport;
import static io.callbridge.PlayedProviders.vonageToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.callbridge.store.GroupCommit;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Every row of {@code contracts/samples/README.md} for Bandwidth, Vonage, Verba and the mapping
 * pairs: what a provider sends or answers, over real HTTP into the running application, and what
 * the CRM receives of it. Each row has accounts of its own.
 */
@FullApplication
class ProviderSamplesTest {

  private static final String INBOUND = "c-5b1f0c7e-2a90d3b4-6c1e-4d5f-8a7b-9c0d1e2f3a4b";
  private static final String OUTBOUND = "c-7d3b2e90-4cb2f5d6-8e30-4f71-ac9d-be2f3a4b5c6d";
  private static final String VONAGE_INBOUND = "7b0f7a52-2f6e-4f0b-9d35-1c6b8f5a0e21";
  private static final String LINK =
      "https://rec.example.test/verba/gwtCallDetail.do?ccdrId=3f0a5b1e-6d2c-4e8f-9a71-b4c5d6e7f801";
  private static final String HANGUP = "webhook-disconnect-inbound-hangup.json";
  private static final String LISTENING = "https://listen.example.test/{callId}/{recordingId}";

  private static final List<String> RECORDINGS =
      List.of(
          "webhook-recording-available.json",
          "webhook-recording-available-partial.json",
          "webhook-recording-available-error.json",
          "webhook-huge-numbers.json");

  /** Never stopped: the application goes on collecting until the end. */
  private static final PlayedProviders far = PlayedProviders.started();

  @DynamicPropertySource
  static void accounts(DynamicPropertyRegistry registry) {
    registry.add("spring.jmx.enabled", () -> "false");
    BiConsumer<String, String> settings = (name, value) -> registry.add(name, () -> value);
    Samples.of("bandwidth").stream()
        .filter(file -> file.startsWith("webhook-"))
        .forEach(file -> far.bandwidth(settings, account("bandwidth", file)));
    RECORDINGS.forEach(file -> far.bandwidth(settings, ended(file), "recording-url", LISTENING));
    for (String each : List.of("bw-rejected", "bw-anonymous", "bw-same-kind")) {
      far.bandwidth(settings, each);
    }
    far.bandwidth(
        settings, "bw-bxml", "bxml.initiate", Samples.text("bandwidth/webhook-bxml-reply.xml"));
    for (int order = 0; order < 6; order++) {
      far.bandwidth(settings, "bw-pair-" + order);
      several(settings, "bw-pair-" + order);
    }

    Samples.of("vonage").stream()
        .filter(file -> file.startsWith("webhook-"))
        .forEach(file -> far.vonage(settings, account("vonage", file)));
    far.vonage(settings, "vbc-signed", "signing-key", "sample-signing-key");

    for (String file : verbaAnswers().toList()) {
      recorder(settings, account("verba", file));
    }
    recorder(settings, "verba-secondary");
    recorder(settings, "verba-poor");

    listing(settings);
  }

  /** Long enough for what makes one call to come one after the other. */
  private static void several(BiConsumer<String, String> settings, String account) {
    settings.accept("callbridge.leadsquared.accounts." + account + ".settle", "3s");
  }

  /** These are asked from the start on, so their answers must be there before. */
  private static void listing(BiConsumer<String, String> settings) {
    far.listedBandwidth(settings, "bw-listed");
    several(settings, "bw-listed");
    far.on(
        bandwidthList("bw-listed").withQueryParam("pageToken", absent()),
        sample("bandwidth/list-calls-page-1.json")
            .withHeader(
                "Link",
                header("bandwidth/list-calls-page-1.headers.txt", "Link")
                    .replaceAll("https://[^?]*", far.bandwidthCalls("bw-listed"))));
    far.on(
        bandwidthList("bw-listed").withQueryParam("pageToken", equalTo("opaque+token==")),
        sample("bandwidth/list-calls-page-2-last.json"));
    far.listedBandwidth(settings, "bw-limited");
    far.on(
        bandwidthList("bw-limited")
            .inScenario("limit")
            .whenScenarioStateIs(STARTED)
            .willSetStateTo("over"),
        sample("bandwidth/error-429.json")
            .withStatus(429)
            .withHeader("Retry-After", header("bandwidth/error-429.headers.txt", "Retry-After")));

    far.listedBandwidth(settings, "bw-dry");
    far.on(
        bandwidthList("bw-dry").withQueryParam("minStartTime", matching("2026-03-0[23].*")),
        sample("bandwidth/list-calls-page-1.json"));
    for (String each : List.of("bw-open", "bw-unknown-state", "bw-gone")) {
      far.listedBandwidth(settings, each);
    }
    far.on(bandwidthCall("bw-open"), sample("bandwidth/call-state-disconnected-inbound.json"));
    far.on(bandwidthCall("bw-unknown-state"), sample("bandwidth/call-state-unknown-state.json"));
    far.on(bandwidthCall("bw-gone"), sample("bandwidth/error-404.json").withStatus(404));

    far.reportedVonage(settings, "vbc-reported");
    far.on(
        vonageReport("vbc-reported").withQueryParam("page", equalTo("1")),
        sample("vonage/reports-page-1.json"));
    far.on(
        vonageReport("vbc-reported").withQueryParam("page", equalTo("2")),
        sample("vonage/reports-page-2-last.json"));
    far.reportedVonage(settings, "vbc-gone");
    far.on(vonageReport("vbc-gone"), sample("vonage/error-404-with-code-401.json").withStatus(404));
    far.reportedVonage(settings, "vbc-unauthorised");
    far.on(
        vonageReport("vbc-unauthorised"), sample("vonage/error-gateway-401.xml").withStatus(401));
    far.reportedVonage(settings, "vbc-down");
    far.on(vonageReport("vbc-down"), sample("vonage/error-gateway-502.html").withStatus(502));
    far.reportedVonage(settings, "vbc-refused");
    far.on(
        vonageToken("vbc-refused"),
        sample("vonage/token-error-invalid-grant.json").withStatus(400));
  }

  private static void recorder(BiConsumer<String, String> settings, String name) {
    far.verba(settings, name);
    far.bandwidth(settings, name, "recorder", name);
    several(settings, name);
  }

  @Autowired Bridge bridge;
  @Autowired JdbcClient store;
  @Autowired GroupCommit writer;
  @Autowired CamelContext camel;
  @Autowired MeterRegistry meters;

  @Value("${callbridge.store.file}")
  String file;

  // --- Bandwidth

  static Stream<Arguments> bandwidthEnds() {
    return Stream.of(
        logged("webhook-disconnect-callback-error.json", INBOUND, "16:21:20", "16:21:35", 0),
        logged("webhook-disconnect-inbound-cancel.json", INBOUND, "16:21:20", "16:21:30", 0),
        logged(HANGUP, INBOUND, "16:21:27", "16:22:41", 73),
        logged("webhook-disconnect-missing-optional.json", INBOUND, "16:22:41", "16:22:41", 0),
        logged("webhook-disconnect-unknown-cause.json", INBOUND, "16:21:20", "16:21:35", 0),
        logged("webhook-disconnect-outbound-busy.json", OUTBOUND, "16:23:10", "16:23:32", 0),
        logged("webhook-disconnect-outbound-timeout.json", OUTBOUND, "16:23:10", "16:23:40", 0),
        logged("webhook-disconnect-sip-parties.json", OUTBOUND, "16:23:14", "16:23:32", 18),
        logged("webhook-disconnect-unicode-tag.json", OUTBOUND, "16:23:14", "16:23:32", 18),
        logged("webhook-disconnect.query.txt", INBOUND, "16:21:27", "16:22:41", 73));
  }

  private static Arguments logged(String file, String callId, String start, String end, int talk) {
    return Arguments.of(file, callId, start, end, talk);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bandwidthEnds")
  void logsEveryBandwidthSampleThatEndsACall(
      String file, String callId, String start, String end, int seconds) {
    String account = account("bandwidth", file);

    assertThat(report(account, file).statusCode()).isEqualTo(200);

    boolean inbound = callId.equals(INBOUND);
    String agent = file.contains("outbound-busy") ? "2001" : "12025550155";
    String expected =
        """
        {"SourceNumber": "%s", "DestinationNumber": "%s", "DisplayNumber": "12025550199",
         "StartTime": "2026-03-03 %s", "EndTime": "2026-03-03 %s", "CallSessionId": "%s",
         "CallDuration": "%d", "Status": "%s", "Direction": "%s"}"""
            .formatted(
                inbound ? "12025550143" : agent,
                inbound ? agent : "12025550177",
                start,
                end,
                callId,
                seconds,
                seconds > 0 ? "Answered" : inbound ? "Missed" : "NotAnswered",
                inbound ? "Inbound" : "Outbound");
    assertThat(onlyPost(account)).isEqualTo(json(expected));
    if (file.contains("unknown-cause")) {
      assertThat(bridge.callLog(account, callId).path("outcome").asText()).isEqualTo("FAILED");
    }
  }

  static Stream<Arguments> bandwidthNews() {
    return Stream.of(
        news("webhook-answer-outbound.json", OUTBOUND, true),
        news("webhook-dtmf.json", INBOUND, false),
        news("webhook-gather.json", INBOUND, true),
        news("webhook-initiate.json", INBOUND, true),
        news("webhook-initiate-anonymous-diverted.json", INBOUND, true),
        news("webhook-machine-detection-complete.json", OUTBOUND, false),
        news("webhook-record-complete.json", INBOUND, true),
        news("webhook-recording-complete-other-name.json", INBOUND, true),
        news("webhook-recording-available.json", INBOUND, false),
        news("webhook-recording-available-error.json", INBOUND, false),
        news("webhook-recording-available-partial.json", INBOUND, false),
        news("webhook-huge-numbers.json", INBOUND, false),
        news("webhook-transfer-answer.json", INBOUND, true),
        news("webhook-transfer-complete.json", INBOUND, true),
        news("webhook-transfer-disconnect.json", INBOUND, false),
        news("webhook-transfer-disconnect-rejected.json", INBOUND, false),
        news("webhook-transfer-disconnect-without-account.json", INBOUND, false),
        news("webhook-unknown-event.json", INBOUND, false));
  }

  private static Arguments news(String file, String callId, boolean isAnsweredInBxml) {
    return Arguments.of(file, callId, isAnsweredInBxml);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bandwidthNews")
  void keepsEveryBandwidthSampleThatEndsNoCallAndLogsNothing(
      String file, String callId, boolean isAnsweredInBxml) {
    String account = account("bandwidth", file);

    HttpResponse<String> answer = report(account, file);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).matches(isAnsweredInBxml ? "(?s)<\\?xml.*<Response/>" : "");
    JsonNode log = foldedLog(account, callId);
    assertThat(log.path("state").asText()).isEqualTo("OPEN");
    assertThat(log.path("events")).hasSize(1);
    assertThat(PlayedCrm.postsTo(account)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "webhook-recording-available.json, true",
    "webhook-recording-available-partial.json, true",
    "webhook-recording-available-error.json, false",
    "webhook-huge-numbers.json, true"
  })
  void addsTheRecordingThatCanBeHeard(String file, boolean isHeard) {
    report(ended(file), file);
    report(ended(file), HANGUP);

    JsonNode post = onlyPost(ended(file));
    assertThat(post.path("ResourceURL").asText())
        .isEqualTo(
            isHeard
                ? "https://listen.example.test/%s/r-115da407-0c4f-4a6e-8d31-5f4ad7386a81"
                    .formatted(INBOUND)
                : "");
    assertThat(post.path("CallDuration").asText()).isEqualTo("73");
    assertThat(post.path("DisplayNumber").asText()).isEqualTo("12025550199");
  }

  @Test
  void leavesACallUnaffectedByALegThatWasRejected() {
    report("bw-rejected", "webhook-transfer-disconnect-rejected.json");
    report("bw-rejected", HANGUP);

    JsonNode post = onlyPost("bw-rejected");
    assertThat(post.path("Status").asText()).isEqualTo("Answered");
    assertThat(post.path("DestinationNumber").asText()).isEqualTo("12025550155");
  }

  @Test
  void skipsACallerWithoutANumber() {
    report("bw-anonymous", "webhook-initiate-anonymous-diverted.json");
    reportJson(
        "bw-anonymous", Samples.text("bandwidth/" + HANGUP).replace("+12025550143", "Anonymous"));

    JsonNode log = bridge.callLogInState("bw-anonymous", INBOUND, "EXCLUDED");
    assertThat(log.path("reason").asText()).startsWith("no-lead-number");
    assertThat(PlayedCrm.postsTo("bw-anonymous")).isEmpty();
  }

  @Test
  void takesBothNamesOfACompletedRecordingForTheSameEvent() {
    report("bw-same-kind", "webhook-record-complete.json");
    report("bw-same-kind", "webhook-recording-complete-other-name.json");

    assertThat(foldedLog("bw-same-kind", INBOUND).path("events")).hasSize(1);
  }

  @Test
  void answersWithTheBxmlOfTheAccount() {
    assertThat(report("bw-bxml", "webhook-initiate.json").body())
        .isEqualTo(Samples.text("bandwidth/webhook-bxml-reply.xml"));
  }

  @Test
  void collectsThreeStatesOfTwoCallsFromTwoPages() {
    JsonNode done = collect("bandwidth", "bw-listed");

    assertThat(done.path("state").asText()).isEqualTo("DONE");
    assertThat(done.path("pages").asInt()).isEqualTo(2);
    assertThat(done.path("calls").asInt()).isEqualTo(3);
    await().until(() -> PlayedCrm.postsTo("bw-listed").size() >= 2);
    assertThat(posts("bw-listed"))
        .containsExactlyInAnyOrder(
            expected("bandwidth-inbound-transfer"),
            json(
                Samples.text("leadsquared/expected-from-bandwidth-outbound-busy.json")
                    .replace("\"2001\"", "\"12025550155\"")));
    JsonNode equation = equation("bandwidth", "bw-listed");
    assertThat(equation.path("listed").asInt()).isEqualTo(2);
    assertThat(equation.path("missing").asInt()).isZero();
  }

  @Test
  void asksAgainWhenTheProviderSaid() {
    String path = "/bandwidth/accounts/bw-limited/calls";
    await().until(() -> far.requestsFor(path).size() >= 2);

    var times = far.requestsFor(path).stream().map(each -> each.getLoggedDate().getTime()).toList();
    assertThat(times.get(1) - times.get(0)).isBetween(6_500L, 30_000L);
  }

  @Test
  void asksForCallsThatStayOpen() throws Exception {
    for (String account : List.of("bw-open", "bw-unknown-state", "bw-gone")) {
      report(account, "webhook-initiate.json");
      foldedLog(account, INBOUND);
      writer.write(
          client ->
              client
                  .sql("UPDATE call SET last_received_at = last_received_at - ? WHERE account = ?")
                  .params(TimeUnit.HOURS.toMicros(1), account)
                  .update());
    }

    camel.getRoute("bandwidth-find-open-calls").getProcessor().process(new DefaultExchange(camel));

    assertThat(onlyPost("bw-open")).isEqualTo(expected("bandwidth-inbound-transfer"));
    await()
        .until(
            () -> bridge.callLog("bw-unknown-state", INBOUND).path("events"),
            events -> events.size() == 2);
    assertThat(foldedLog("bw-unknown-state", INBOUND).path("state").asText()).isEqualTo("OPEN");
    assertThat(foldedLog("bw-gone", INBOUND).path("state").asText()).isEqualTo("OPEN");
    assertThat(foldedLog("bw-gone", INBOUND).path("events")).hasSize(1);
  }

  @Test
  void saysWhatACollectionWouldPostAndPostsNothing() {
    JsonNode done = collect("bandwidth", "bw-dry", "&dryRun=true");

    assertThat(done.path("state").asText()).isEqualTo("DONE");
    assertThat(done.path("added").asInt()).isEqualTo(2);
    assertThat(done.path("wouldPost")).hasSize(1);
    assertThat(done.at("/wouldPost/0").toString()).contains(INBOUND);
    assertThat(
            store
                .sql("SELECT COUNT(*) FROM call_event WHERE account = 'bw-dry'")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(PlayedCrm.postsTo("bw-dry")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bandwidth/nobody?from=2026-03-03T00:00:00Z, 404",
    "bandwidth/bw-pair-0?from=2026-03-03T00:00:00Z, 404",
    "bandwidth/bw-dry, 400",
    "bandwidth/bw-dry?from=soon, 400",
    "bandwidth/bw-dry?from=2026-03-03T00:00:00Z&to=2026-03-02T00:00:00Z, 400",
    "bandwidth/bw-dry?from=2026-03-03T00:00:00Z&what=else, 400"
  })
  void beginsNoCollectionThatMakesNoSense(String path, int status) {
    HttpResponse<String> answer = beginCollection(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void keepsACallAliveWhileTheStoreIsDown() throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        HttpResponse<String> waiting = report("bw-bxml", "webhook-initiate.json");
        assertThat(waiting.statusCode()).isEqualTo(200);
        assertThat(waiting.body()).isEqualTo(Samples.text("bandwidth/webhook-bxml-reply.xml"));
        assertThat(report("bw-bxml", HANGUP).statusCode()).isEqualTo(503);
      } finally {
        statement.execute("ROLLBACK");
      }
    }
    assertThat(
            meters
                .get("callbridge.bandwidth.unjournaled.events")
                .tag("account", "bw-bxml")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void keepsAndCountsAConferenceAndMakesNoCallOfIt() {
    String sample = "webhook-conference-member-join.json";
    String account = account("bandwidth", sample);

    assertThat(report(account, sample).statusCode()).isEqualTo(200);

    JsonNode logs = json(bridge.get("/api/call-logs?account=" + account).body());
    assertThat(logs.path("total").asInt()).isZero();
    assertThat(
            store
                .sql("SELECT COUNT(*) FROM call_event WHERE account = ?")
                .param(account)
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertThat(
            meters
                .get("callbridge.bandwidth.conference.events")
                .tag("account", account)
                .counter()
                .count())
        .isEqualTo(1);
  }

  // --- Vonage

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "webhook-ringing.json, 7b0f7a52-2f6e-4f0b-9d35-1c6b8f5a0e21",
    "webhook-unknown-state.json, 7b0f7a52-2f6e-4f0b-9d35-1c6b8f5a0e21"
  })
  void keepsEveryVonageSampleThatEndsNoCallAndLogsNothing(String file, String callId) {
    String account = account("vonage", file);

    assertThat(notify(account, file).statusCode()).isEqualTo(200);

    assertThat(foldedLog(account, callId).path("state").asText()).isEqualTo("OPEN");
    assertThat(PlayedCrm.postsTo(account)).isEmpty();
  }

  @Test
  void logsAMissedCallOfWhichLittleIsSaid() {
    notify(account("vonage", "webhook-missed-minimal.json"), "webhook-missed-minimal.json");

    JsonNode post = onlyPost(account("vonage", "webhook-missed-minimal.json"));
    assertThat(post)
        .isEqualTo(
            json(
                """
                {"SourceNumber": "12025550188", "DestinationNumber": "12025550155",
                 "DisplayNumber": "12025550199", "StartTime": "2026-03-03 16:40:00",
                 "EndTime": "%s", "CallSessionId": "vis-event-0002", "CallDuration": "0",
                 "Status": "Missed", "Direction": "Inbound"}"""
                    .formatted(post.path("EndTime").asText())));
  }

  @Test
  void ignoresADeliveryThatCameBefore() {
    String account = account("vonage", "webhook-answered-signed.json");
    notify(account, "webhook-answered-signed.json");
    notify(account, "webhook-answered-retry-attempt-2.json");

    assertThat(onlyPost(account)).isEqualTo(expected("vbc-webhook-answered"));
    assertThat(bridge.callLog(account, VONAGE_INBOUND).path("events")).hasSize(1);
  }

  @Test
  void takesASignatureFromTheHeaders() {
    String[] headers =
        Samples.text("vonage/webhook-headers.txt")
            .lines()
            .flatMap(line -> Stream.of(line.split(": ", 2)))
            .toArray(String[]::new);
    String event =
        "{\"event\": " + Samples.text("vonage/webhook-answered-signed.canonical.txt") + "}";

    assertThat(notifyJson("vbc-signed", event).statusCode()).isEqualTo(401);
    assertThat(notifyJson("vbc-signed", event, headers).statusCode()).isEqualTo(200);
    assertThat(notify("vbc-signed", "webhook-answered-retry-attempt-2.json").statusCode())
        .isEqualTo(200);

    assertThat(onlyPost("vbc-signed")).isEqualTo(expected("vbc-webhook-answered"));
    assertThat(bridge.callLog("vbc-signed", VONAGE_INBOUND).path("events")).hasSize(1);
  }

  @Test
  void refusesABadSignature() {
    assertThat(notify("vbc-signed", "webhook-answered-bad-signature.json").statusCode())
        .isEqualTo(401);
  }

  @Test
  void postsNoInternalCall() {
    String account = account("vonage", "webhook-internal.json");
    notify(account, "webhook-internal.json");

    JsonNode log =
        bridge.callLogInState(account, "e0000000-0000-4000-8000-000000000001", "EXCLUDED");
    assertThat(log.path("reason").asText()).startsWith("internal");
  }

  @Test
  void collectsThreeReportsFromTwoPages() {
    JsonNode done = collect("vonage", "vbc-reported");

    assertThat(done.path("state").asText()).isEqualTo("DONE");
    assertThat(done.path("pages").asInt()).isEqualTo(2);
    assertThat(done.path("calls").asInt()).isEqualTo(3);
    await()
        .untilAsserted(
            () ->
                assertThat(posts("vbc-reported"))
                    .contains(expected("vbc-report-answered"), expected("vbc-report-missed")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "vbc-gone, answered 404, 1",
    "vbc-unauthorised, (401) also with a new token, 2",
    "vbc-down, answered 502, 1",
    "vbc-refused, not tried again before, 1"
  })
  void goesByTheStatusLine(String account, String reason, int tokens) {
    JsonNode failed =
        await()
            .until(
                () -> collect("vonage", account),
                job -> job.path("reason").asText().contains(reason));

    assertThat(failed.path("state").asText()).isEqualTo("FAILED");
    if (!account.equals("vbc-unauthorised")) {
      assertThat(far.requestsFor("/vonage/" + account + "/token")).hasSize(tokens);
    }
  }

  // --- Verba

  static Stream<String> verbaAnswers() {
    return Samples.of("verba").stream()
        .filter(file -> file.startsWith("getcallurl-") || file.startsWith("error-"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbaAnswers")
  void putsOnlyALinkThatWasFoundIntoTheLog(String file) {
    String account = account("verba", file);
    far.on(verba(account, "GetCallID"), sample("verba/getcallid-success.xml"));
    far.on(verba(account, "GetCallURL"), sample("verba/" + file));

    report(account, HANGUP);

    boolean found = file.startsWith("getcallurl-success") && !file.contains("without-url");
    boolean isPage = file.endsWith(".html");
    String link = file.contains("escaped-ampersand") ? LINK + "&lang=en&x=%26" : LINK;
    assertThat(onlyPost(account).path("ResourceURL").asText())
        .isEqualTo(found && !isPage ? link : "");
    assertThat(searchOf(account)).startsWith(found && !isPage ? "FOUND" : searchState(file));
  }

  /** A recorder in trouble is asked for a day after the call, and the call of the sample is old. */
  private static String searchState(String file) {
    return switch (file) {
      case "getcallurl-error-several-records.xml" -> "NONE several recordings";
      case "error-token-expired.xml" -> "NONE The token is expired";
      case "error-login-page.html", "getcallurl-success.html" -> "NONE a page for people";
      default -> "SEARCHING";
    };
  }

  /** The state of the search for the recording of the account's call, and its reason. */
  private String searchOf(String account) {
    return store
        .sql(
            """
            SELECT s.state || COALESCE(' ' || s.reason, '')
            FROM recording_search s JOIN call c ON c.id = s.call WHERE c.account = ?""")
        .param(account)
        .query(String.class)
        .single();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "getcallurl-success.xml, 200",
    "getcallurl-success-escaped-ampersand.xml, 200",
    "getcallurl-success.text.txt, 200",
    "getcallurl-success.html, 503",
    "getcallurl-success-without-url.xml, 404",
    "getcallurl-error-not-found.xml, 404",
    "getcallurl-error.text.txt, 404",
    "getcallurl-error-several-records.xml, 409",
    "error-token-expired.xml, 502",
    "error-login-page.html, 503"
  })
  void answersALookUpAsTheRecorderDid(String file, int status) {
    String account = account("verba", file);
    far.on(verba(account, "GetCallURL"), sample("verba/" + file));

    HttpResponse<String> answer =
        bridge.get("/api/verba/call-url?account=" + account + "&callID=1");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (status == 200) {
      assertThat(json(answer.body()).path("url").asText()).startsWith(LINK);
    }
  }

  @Test
  void ignoresASecondaryRecording() {
    far.on(verba("verba-secondary", "SearchCalls"), sample("verba/searchcalls-metadata.xml"));
    far.on(
        verba("verba-secondary", "GetCallURL")
            .withFormParam("callID", equalTo("3f0a5b1e-6d2c-4e8f-9a71-b4c5d6e7f801")),
        sample("verba/getcallurl-success.xml"));

    report("verba-secondary", HANGUP);

    assertThat(onlyPost("verba-secondary").path("ResourceURL").asText()).isEqualTo(LINK);
  }

  @Test
  void findsARecordingOfWhichLittleIsSaid() {
    far.on(verba("verba-poor", "SearchCalls"), sample("verba/searchcalls-huge-and-missing.xml"));
    far.on(
        verba("verba-poor", "GetCallURL")
            .withFormParam("callID", equalTo("3f0a5b1e-6d2c-4e8f-9a71-b4c5d6e7f802")),
        sample("verba/getcallurl-success.xml"));

    report("verba-poor", HANGUP);

    assertThat(onlyPost("verba-poor").path("CallDuration").asText()).isEqualTo("73");
  }

  // --- mapping pairs; those of Broadband Dynamics are in BroadbandDynamicsFlowTest

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void logsATransferTheSameInAnyOrder(int order) {
    String account = "bw-pair-" + order;
    List<String> left =
        new ArrayList<>(
            List.of(HANGUP, "webhook-transfer-answer.json", "webhook-transfer-disconnect.json"));

    report(account, left.remove(order % 3));
    report(account, left.remove(order / 3));
    report(account, left.remove(0));

    assertThat(onlyPost(account)).isEqualTo(expected("bandwidth-inbound-transfer"));
  }

  // --- none is left out

  @Test
  void hasAnExpectationForEveryWebhookOfBandwidth() {
    Set<String> expected = new TreeSet<>();
    Stream.concat(bandwidthEnds(), bandwidthNews())
        .map(row -> (String) row.get()[0])
        .forEach(expected::add);
    expected.add("webhook-bxml-reply.xml");
    expected.add("webhook-conference-member-join.json");

    assertThat(Samples.of("bandwidth").stream().filter(file -> file.startsWith("webhook-")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  // --- how it is asked

  private HttpResponse<String> report(String account, String file) {
    if (file.endsWith(".query.txt")) {
      String query = Samples.text("bandwidth/" + file).strip();
      return bridge.send(
          bridge.request("/api/bandwidth/" + account + "/events?" + query, null).GET().build());
    }
    return reportJson(account, Samples.text("bandwidth/" + file));
  }

  private HttpResponse<String> reportJson(String account, String body) {
    return bridge.postJson("/api/bandwidth/" + account + "/events", body);
  }

  private HttpResponse<String> notify(String account, String file) {
    return notifyJson(account, Samples.text("vonage/" + file));
  }

  private HttpResponse<String> notifyJson(String account, String body, String... headers) {
    return bridge.postJson("/api/vonage/" + account + "/events/sample-path-secret", body, headers);
  }

  /** One collection of the day of the samples, to its end. */
  private JsonNode collect(String provider, String account) {
    return collect(provider, account, "");
  }

  private JsonNode collect(String provider, String account, String more) {
    String range = "?from=2026-03-03T00:00:00Z&to=2026-03-04T00:00:00Z" + more;
    HttpResponse<String> begun =
        await()
            .until(
                () -> beginCollection(provider + "/" + account + range),
                answer -> answer.statusCode() != 409);
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    String job = "/api/collect/" + json(begun.body()).path("id").asText();
    return await()
        .until(
            () -> json(bridge.get(job).body()),
            found -> !found.path("state").asText().equals("RUNNING"));
  }

  private HttpResponse<String> beginCollection(String path) {
    return bridge.send(
        bridge
            .request("/api/collect/" + path, null, "Authorization", Bridge.login())
            .POST(BodyPublishers.noBody())
            .build());
  }

  private JsonNode equation(String provider, String account) {
    JsonNode items =
        json(bridge.get("/api/completeness?from=2026-03-03&to=2026-03-03").body()).path("items");
    for (JsonNode item : items) {
      if (item.path("provider").asText().equals(provider)
          && item.path("account").asText().equals(account)) {
        return item;
      }
    }
    throw new AssertionError("no equation of " + account + " in " + items);
  }

  /** The call log once its events are folded, so that a task would be there if one were made. */
  private JsonNode foldedLog(String account, String callId) {
    return await()
        .until(() -> bridge.callLog(account, callId), log -> !log.path("startTime").isNull());
  }

  /** The one body that the CRM account received, as soon as its call log is accepted. */
  private JsonNode onlyPost(String account) {
    await().until(() -> !PlayedCrm.postsTo(account).isEmpty());
    assertThat(posts(account)).hasSize(1);
    return posts(account).get(0);
  }

  private static List<JsonNode> posts(String account) {
    return PlayedCrm.postsTo(account).stream().map(post -> json(post.getBodyAsString())).toList();
  }

  private static JsonNode expected(String name) {
    return json(Samples.text("leadsquared/expected-from-" + name + ".json"));
  }

  private static String header(String file, String name) {
    return Samples.text(file)
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow();
  }

  /** The account for one sample alone. */
  private static String account(String system, String file) {
    return system + "-" + file.replace('.', '-');
  }

  /** The account for one sample and the end of its call. */
  private static String ended(String file) {
    return account("ended", file);
  }
}
