package io.callbridge.farend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.Callbridge;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The application as an operator configures it, with nothing but properties, between servers that
 * follow the contracts and are not the simulators.
 */
@SpringBootTest(
    classes = Callbridge.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.location=classpath:/",
      "callbridge.admin.password=an-operator",
      "callbridge.leadsquared.accounts.main.call-log-path=" + FarLeadSquared.PATH,
      "callbridge.leadsquared.accounts.main.api-key=" + FarLeadSquared.KEY,
      "callbridge.leadsquared.accounts.main.access-key=access",
      "callbridge.leadsquared.accounts.main.secret-key=secret",
      "callbridge.leadsquared.accounts.main.limits=20/1s",
      "callbridge.leadsquared.accounts.main.settle=2s",
      "callbridge.broadband-dynamics.accounts.default.crm=main",
      "callbridge.broadband-dynamics.accounts.default.secret=from-the-provider",
      "callbridge.broadband-dynamics.accounts.default.agent-number=12025550155",
      "callbridge.broadband-dynamics.accounts.default.display-number=12025550199",
      "callbridge.bandwidth.accounts.9900000.crm=main",
      "callbridge.bandwidth.accounts.9900000.username=caller",
      "callbridge.bandwidth.accounts.9900000.password=pass:word",
      "callbridge.bandwidth.accounts.9900000.webhook-username=hook",
      "callbridge.bandwidth.accounts.9900000.webhook-password=h00k",
      "callbridge.bandwidth.accounts.9900000.agent-number=12025550155",
      "callbridge.bandwidth.accounts.9900000.collect-from=24h",
      "callbridge.bandwidth.accounts.9900000.recorder=tape",
      "callbridge.vonage.accounts.1234.crm=main",
      "callbridge.vonage.accounts.1234.client-id=client",
      "callbridge.vonage.accounts.1234.client-secret=s3cret",
      "callbridge.vonage.accounts.1234.username=agent",
      "callbridge.vonage.accounts.1234.password=p&ss wörd",
      "callbridge.vonage.accounts.1234.collect-from=24h",
      "callbridge.vonage.accounts.1234.webhook-secret=in-the-path",
      "callbridge.vonage.accounts.1234.display-number=12025550199",
      "callbridge.vonage.accounts.1234.users.2002=12025550151",
      "callbridge.vonage.accounts.1234.users.4711=12025550152",
      "callbridge.vonage.accounts.1235.crm=main",
      "callbridge.vonage.accounts.1235.client-id=client",
      "callbridge.vonage.accounts.1235.client-secret=s3cret",
      "callbridge.vonage.accounts.1235.username=agent@vbc.prod",
      "callbridge.vonage.accounts.1235.password=p&ss wörd",
      "callbridge.vonage.accounts.1235.collect-from=24h",
      "callbridge.vonage.accounts.1235.display-number=12025550199",
      "callbridge.vonage.accounts.1235.users.2002=12025550151",
      "callbridge.verba.accounts.tape.api-key=" + FarVerba.KEY,
      "callbridge.verba.accounts.tape.username=recorder",
      "callbridge.verba.accounts.tape.password=tape"
    })
@DirtiesContext
class OtherFarEndsTest {

  /** When all calls begin. */
  private static final Instant BEGIN =
      Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final FarLeadSquared LEADSQUARED = new FarLeadSquared();
  private static final FarVerba VERBA = new FarVerba();
  private static final FarBandwidth BANDWIDTH = new FarBandwidth(bandwidthPages());
  private static final FarVonage VONAGE =
      new FarVonage(
          Map.of(
              FarVonage.FROM_ONE,
              vonagePagesFromOne(),
              FarVonage.FROM_ZERO,
              vonagePagesFromZero()));

  @TempDir static Path folder;

  @DynamicPropertySource
  static void addresses(DynamicPropertyRegistry properties) {
    properties.add("callbridge.store.file", () -> folder.resolve("callbridge.db"));
    properties.add("callbridge.leadsquared.accounts.main.url", LEADSQUARED::url);
    properties.add("callbridge.leadsquared.accounts.main.rest-url", LEADSQUARED::url);
    properties.add(
        "callbridge.bandwidth.accounts.9900000.url", () -> BANDWIDTH.url() + "/voice/v2");
    for (String account : List.of(FarVonage.FROM_ONE, FarVonage.FROM_ZERO)) {
      String prefix = "callbridge.vonage.accounts." + account + ".";
      properties.add(prefix + "reports-url", () -> VONAGE.url() + "/t/vbc.prod/reports/v1");
      properties.add(prefix + "token-url", () -> VONAGE.url() + "/token");
    }
    properties.add("callbridge.verba.accounts.tape.url", VERBA::url);
  }

  @AfterAll
  static void close() {
    List.of(LEADSQUARED, VERBA, BANDWIDTH, VONAGE).forEach(FarEnd::close);
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Map<String, String>> expected = new TreeMap<>();

  @LocalServerPort int port;

  @Test
  void everyCallIsLoggedOnceWithTheRightBody() throws Exception {
    String link = VERBA.record("c-webhooks", "3f0a5b1e-6d2c-4e8f-9a71-b4c5d6e7f801");
    reportByWebhook();
    expectBandwidth(link);
    expectVonage();
    expectBroadbandDynamics();

    await()
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertThat(LEADSQUARED.activities()).isEqualTo(expected);
              assertThat(logged()).isEqualTo(expected.size());
            });
    assertThat(expected.keySet()).allMatch(session -> LEADSQUARED.posts(session) == 1);
    assertThat(List.of(LEADSQUARED, VERBA, BANDWIDTH, VONAGE))
        .allSatisfy(farEnd -> assertThat(farEnd.complaints).isEmpty());
  }

  private int logged() throws Exception {
    JsonNode all =
        new ObjectMapper()
            .readTree(
                send(to("/api/call-logs?state=LOGGED")
                        .header("Authorization", FarEnd.basic("admin", "an-operator"))
                        .build())
                    .body());
    return all.path("total").asInt();
  }

  private void reportByWebhook() throws Exception {
    String bandwidth = "/api/bandwidth/9900000/events";
    String hook = FarEnd.basic("hook", "h00k");
    String transfer =
        """
        {"transferTo": "sip:+12025550156@pbx.example.test;user=phone", "unknown": {"deep": [1]},
         "parentCallId": "c-webhooks", "eventType": "transferAnswer", "direction": "outbound",
         "callId": "c-webhooks-leg", "to": "+12025550199", "from": "+12025550144",
         "answerTime": "%s", "startTime": "%s", "eventTime": "%s", "accountId": "9900000"}"""
            .formatted(after(8), after(1), after(8));
    assertThat(post(bandwidth, "application/json; charset=utf-8", transfer, hook)).isEqualTo(200);
    String disconnect =
        query(
            Map.of(
                "eventType", "disconnect",
                "eventTime", after(80).toString(),
                "callId", "c-webhooks",
                "accountId", "9900000",
                "from", "+12025550144",
                "to", "+12025550199",
                "direction", "inbound",
                "startTime", after(0).toString(),
                "answerTime", after(8).toString(),
                "endTime", after(80).toString()));
    var event =
        to(bandwidth + "?" + disconnect + "&cause=hangup&tag=").header("Authorization", hook);
    assertThat(send(event.build()).statusCode()).isEqualTo(200);

    String vonage =
        """
        {"metadata": {"webhookId": "w", "deliveryId": "d-1", "attempt": 1},
         "event": {"type": "CALL", "state": "MISSED", "userId": "4711", "duration": 0,
          "phoneNumber": "+1 (202) 555-0147", "new": null, "id": "vis-1", "externalId": "v-webhook",
          "direction": "INBOUND", "startTime": "%s", "endTime": "%s", "accountId": "-1"}}"""
            .formatted(offsetWithoutColon(0), offsetWithoutColon(20));
    assertThat(post("/api/vonage/1234/events/in-the-path", "application/json", vonage, hook))
        .isEqualTo(200);

    String secret = "?secret=from-the-provider";
    assertThat(
            post(
                "/api/matrex/callstatus/req-1/+12025550161" + secret,
                "text/json",
                """
                {"TO": "+12025550161", "CALLDURATION": "73", "callstatus": "Completed",
                 "Direction": {"any": 1}, "CallSid": "BB-json", "Timestamp": "%s",
                 "SequenceNumber": ""}"""
                    .formatted(RFC_2822.format(after(81))),
                hook))
        .isEqualTo(200);
    assertThat(
            post(
                "/api/matrex/callstatus/req-2/%2B12025550162" + secret,
                "application/x-www-form-urlencoded;charset=UTF-8",
                query(
                    Map.of(
                        "CallSid", "BB-form",
                        "callStatus", "no_answer",
                        "CallTimestamp", RFC_2822.format(after(0)),
                        "Timestamp", RFC_2822.format(after(20)),
                        "isVoceCall", "True")),
                hook))
        .isEqualTo(200);
    assertThat(
            post(
                "/api/matrex/callstatus/req-3/12025550163" + secret,
                "application/xml",
                """
                <?xml version='1.0'?><b:BbdApiCallStatusRequest xmlns:b="http://schemas.datacontract.org/2004/07/MA.Routing.Data.Models.BroadbandDynamics">
                  <b:To xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>
                  <b:Unknown><b:Deep/></b:Unknown>
                  <b:Timestamp>%s</b:Timestamp><b:CallStatus>busy</b:CallStatus>
                  <b:CallTimestamp>%s</b:CallTimestamp><b:CallSid>BB-xml</b:CallSid>
                </b:BbdApiCallStatusRequest>"""
                    .formatted(RFC_2822.format(after(20)), RFC_2822.format(after(0))),
                hook))
        .isEqualTo(200);
  }

  private static List<List<String>> bandwidthPages() {
    String parent =
        """
        {"lastUpdate": "%s", "disconnectCause": "hangup", "identity": null, "unknown": {"a": [1]},
         "endTime": "%s", "answerTime": "%s", "startTime": "%s", "state": "disconnected",
         "to": "+12025550199", "from": "+12025550143", "direction": "inbound",
         "callId": "c-list", "parentCallId": null, "accountId": "9900000",
         "stirShaken": {"verstat": "Tn-Validation-Passed"}}"""
            .formatted(after(81), withoutZone(81), nanos(8), inParis(0));
    String leg =
        """
        {"callId": "c-list-leg", "parentCallId": "c-list", "to": "+12025550156",
         "from": "+12025550199", "direction": "outbound", "state": "disconnected",
         "startTime": "%s", "answerTime": "%s", "endTime": "%s", "disconnectCause": "hangup"}"""
            .formatted(after(1), after(8), after(81));
    String busy =
        """
        {"callId": "c-busy", "direction": "Outbound", "from": "+12025550199", "to": "12025550177",
         "state": "DISCONNECTED", "disconnectCause": "Busy", "startTime": "%s", "endTime": "%s",
         "enqueuedTime": "%s", "lastUpdate": "%s", "errorMessage": "Callee is busy"}"""
            .formatted(after(5), after(25), after(0), after(25));
    String queued =
        """
        {"callId": "c-queued", "direction": "outbound", "from": "+12025550199",
         "to": "+12025550178", "state": "paused", "startTime": null, "enqueuedTime": "%s"}"""
            .formatted(after(0));
    return List.of(List.of(parent), List.of(leg, queued), List.of(busy));
  }

  private void expectBandwidth(String link) {
    expect("c-list", "Inbound", "12025550143", "12025550156", 8, 81, "73", "Answered", null);
    expect("c-busy", "Outbound", "12025550155", "12025550177", 5, 25, "0", "NotAnswered", null);
    expect("c-webhooks", "Inbound", "12025550144", "12025550156", 8, 80, "72", "Answered", link);
  }

  private static List<List<String>> vonagePagesFromOne() {
    String answered =
        """
        {"result": " ANSWERED", "destination_extension": "2002", "length": "73",
         "source_extension": null, "end": "%s", "start": "%s", "direction": "inbound",
         "to": "12025550199", "from": "12025550145", "recorded": "true", "custom_tag": "x",
         "in_network": false, "id": "v-one", "charge": "0.25"}"""
            .formatted(LOCAL.format(after(81)), LOCAL.format(after(0)));
    String missed =
        """
        {"id": "v-two", "in_network": false, "from": 12025550199, "to": 12025550146,
         "direction": "Outbound", "length": 14, "start": "%s", "end": "%s", "rate": 0.1,
         "source_extension": 2002, "result": "Missed", "recorded": true}"""
            .formatted(LOCAL.format(after(0)), LOCAL.format(after(14)));
    return List.of(List.of(answered), List.of(missed));
  }

  private static List<List<String>> vonagePagesFromZero() {
    String cancelled =
        """
        {"id": "v-zero", "from": "12025550148", "to": "12025550199", "direction": "INBOUND",
         "length": 0, "start": "%s", "end": "%s", "result": "Cancelled", "recorded": false,
         "destination_extension": 2002}"""
            .formatted(LOCAL.format(after(0)), LOCAL.format(after(9)));
    String unheardOf =
        """
        {"id": "v-last", "from": "12025550199", "to": "12025550149", "direction": "Outbound",
         "length": 30, "start": "%s", "end": "%s", "result": "Connected-By-Bot",
         "source_extension": "2002"}"""
            .formatted(LOCAL.format(after(0)), LOCAL.format(after(40)));
    return List.of(List.of(cancelled), List.of(unheardOf));
  }

  private void expectVonage() {
    String agent = "12025550151";
    expect("v-one", "Inbound", "12025550145", agent, 8, 81, "73", "Answered", null);
    expect("v-two", "Outbound", agent, "12025550146", 0, 14, "0", "NotAnswered", null);
    expect("v-zero", "Inbound", "12025550148", agent, 0, 9, "0", "Missed", null);
    expect("v-last", "Outbound", agent, "12025550149", 10, 40, "30", "Answered", null);
    expect("v-webhook", "Inbound", "12025550147", "12025550152", 0, 20, "0", "Missed", null);
  }

  private void expectBroadbandDynamics() {
    String agent = "12025550155";
    expect("BB-json", "Outbound", agent, "12025550161", 8, 81, "73", "Answered", null);
    expect("BB-form", "Outbound", agent, "12025550162", 0, 20, "0", "NotAnswered", null);
    expect("BB-xml", "Outbound", agent, "12025550163", 0, 20, "0", "NotAnswered", null);
  }

  private void expect(
      String session,
      String direction,
      String source,
      String destination,
      int start,
      int end,
      String duration,
      String status,
      String link) {
    Map<String, String> body = new TreeMap<>();
    body.put("CallSessionId", session);
    body.put("Direction", direction);
    body.put("SourceNumber", source);
    body.put("DestinationNumber", destination);
    body.put("DisplayNumber", "12025550199");
    body.put("StartTime", LOCAL.format(after(start)));
    body.put("EndTime", LOCAL.format(after(end)));
    body.put("CallDuration", duration);
    body.put("Status", status);
    if (link != null) {
      body.put("ResourceURL", link);
    }
    expected.put(session, body);
  }

  private static Instant after(int seconds) {
    return BEGIN.plusSeconds(seconds);
  }

  private static String withoutZone(int seconds) {
    return after(seconds).toString().replace("Z", ".5");
  }

  private static String nanos(int seconds) {
    return after(seconds).toString().replace("Z", ".045329368Z");
  }

  private static String inParis(int seconds) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        after(seconds).atOffset(ZoneOffset.ofHours(1)));
  }

  private static String offsetWithoutColon(int seconds) {
    return after(seconds).toString().replace("Z", ".000+0000");
  }

  private int post(String path, String mediaType, String body, String login) throws Exception {
    return send(to(path)
            .header("Content-Type", mediaType)
            .header("Authorization", login)
            .POST(BodyPublishers.ofString(body))
            .build())
        .statusCode();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  private static String query(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .reduce((one, other) -> one + "&" + other)
            .orElseThrow();
  }
}
