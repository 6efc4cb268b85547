package io.callbridge.verba;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okXml;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.callbridge.recording.RecordingResult;
import io.callbridge.recording.RecordingResult.Outcome;
import io.callbridge.recording.RecordingSearch;
import io.callbridge.sandbox.Sandbox;
import io.callbridge.sandbox.Seed;
import io.callbridge.sandbox.SettableClock;
import io.callbridge.sandbox.verba.NewRecording;
import io.callbridge.sandbox.verba.Recordings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

/**
 * The routes as they are, over real HTTP: with {@code fake} and {@code keyed}, whose answers each
 * test decides, and with {@code played}, the simulator.
 */
@CamelSpringBootTest
@ActiveProfiles("simulator")
@SpringBootTest(
    classes = VerbaRoutesTest.App.class,
    webEnvironment = WebEnvironment.DEFINED_PORT,
    properties = {
      "management.endpoint.health.validate-group-membership=false",
      "spring.config.location=classpath:/application.yaml",
      "spring.autoconfigure.exclude="
          + "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration,"
          + "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration,"
          + "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration,"
          + "org.springframework.boot.autoconfigure.security.servlet"
          + ".UserDetailsServiceAutoConfiguration,"
          + "org.springframework.boot.actuate.autoconfigure.security.servlet"
          + ".ManagementWebSecurityAutoConfiguration",
      "camel.main.routes-include-pattern=file:routes/verba/*.camel.yaml,"
          + "file:routes/shared/shared-answer-*.camel.yaml,"
          + "file:routes/shared/error-handling.camel.yaml",
      "callbridge.verba.response-timeout=4s",
      "callbridge.verba.next-timeout=30s",
      "callbridge.verba.accounts.fake.api-key=the-api-key",
      "callbridge.verba.accounts.fake.username=api",
      "callbridge.verba.accounts.fake.password=pass-word",
      "callbridge.verba.accounts.fake.allowed-hosts=rec.example.test",
      "callbridge.verba.accounts.keyed.api-key=the-api-key",
      "callbridge.verba.accounts.keyed.allowed-hosts=rec.example.test",
      "callbridge.verba.accounts.played.api-key=00000000-1111-4222-8333-444444444444",
      "callbridge.verba.accounts.played.username=sandbox-user",
      "callbridge.verba.accounts.played.password=sandbox-password"
    })
class VerbaRoutesTest {

  private static final String API = "/verba/api";
  private static final Instant START = Instant.parse("2026-03-03T16:21:27.950Z");
  private static final Instant END = Instant.parse("2026-03-03T16:22:41.120Z");
  private static final String TOKEN = "5a0d8c52-91f4-4b27-9c06-0e1b7d2f6a33";

  @RegisterExtension
  static final WireMockExtension recorder =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @DynamicPropertySource
  static void addresses(DynamicPropertyRegistry properties) {
    int port = TestSocketUtils.findAvailableTcpPort();
    properties.add("server.port", () -> port);
    properties.add("callbridge.verba.accounts.fake.url", recorder::baseUrl);
    properties.add("callbridge.verba.accounts.keyed.url", () -> recorder.baseUrl() + "/verba");
    properties.add(
        "callbridge.verba.accounts.played.url",
        () -> "http://127.0.0.1:%d/simulator/verba/verba/api".formatted(port));
  }

  @Autowired ProducerTemplate camel;
  @Autowired TestRestTemplate http;
  @Autowired SettableClock clock;
  @Autowired Recordings recordings;
  @Autowired VerbaRecorders recorders;
  @Autowired VerbaTokens tokens;
  @LocalServerPort int port;

  @BeforeEach
  void forgetRefusals() {
    clock.advance(Duration.ofHours(1));
    recorder.resetAll();
    recorder.stubFor(action("GetCallURL").willReturn(sample("getcallurl-error-not-found.xml")));
    recorder.stubFor(action("GetCallID").willReturn(sample("getcallurl-error-not-found.xml")));
    recorder.stubFor(action("SearchCalls").willReturn(sample("searchcalls-empty.xml")));
    recorder.stubFor(action("RequestToken").willReturn(sample("requesttoken-success.xml")));
    tokens.renew(recorders.find("fake"), ARecorder.sample("requesttoken-success.xml"));
    tokens.heard(recorders.find("fake"), ARecorder.sample("keepcall-success.xml"));
    tokens.heard(recorders.find("keyed"), ARecorder.sample("keepcall-success.xml"));
  }

  @Test
  void postsKeyAndTokenAndNeverShowsThemInAnAddress() {
    clock.advance(Duration.ofHours(1));
    find("fake");

    recorder.verify(
        1,
        asked("RequestToken")
            .withHeader("Authorization", equalTo("Basic YXBpOnBhc3Mtd29yZA=="))
            .withHeader("Content-Type", containing("application/x-www-form-urlencoded"))
            .withFormParam("apiKey", equalTo("the-api-key")));
    recorder.verify(
        1,
        asked("GetCallID")
            .withoutHeader("Authorization")
            .withHeader("Cookie", equalTo("JSESSIONID=8F1C0B7A64D24E1E9B"))
            .withFormParam("apiKey", equalTo("the-api-key"))
            .withFormParam("token", equalTo(TOKEN))
            .withFormParam("platformCallID", equalTo("c-1")));
    recorder.verify(0, postRequestedFor(urlEqualTo(API)).withHeader("X-Caller", equalTo("x")));
  }

  @Test
  void needsNoTokenWithAKeyOnly() {
    find("keyed");

    recorder.verify(0, asked("RequestToken"));
    recorder.verify(
        asked("GetCallURL")
            .withFormParam("extension", equalTo("2002"))
            .withFormParam("status", equalTo("last"))
            .withFormParam("responseType", equalTo("XML")));
  }

  @Test
  void asksForOneTokenInFiftyMinutes() {
    clock.advance(Duration.ofHours(1));
    find("fake");
    clock.advance(Duration.ofMinutes(49));
    find("fake");
    recorder.verify(1, asked("RequestToken"));

    clock.advance(Duration.ofMinutes(1));
    find("fake");
    recorder.verify(2, asked("RequestToken"));
  }

  @ParameterizedTest
  @CsvSource({"error-token-expired.xml", "error-login-page.html"})
  void renewsATokenOnceAndAsksOnceMore(String complaint) {
    recorder.stubFor(
        action("GetCallID")
            .inScenario("token")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(sample(complaint))
            .willSetStateTo("renewed"));
    recorder.stubFor(
        action("GetCallID")
            .inScenario("token")
            .whenScenarioStateIs("renewed")
            .willReturn(sample("getcallid-success.xml")));
    recorder.stubFor(action("GetCallURL").willReturn(sample("getcallurl-success.xml")));

    assertThat(find("fake")).isEqualTo(RecordingResult.found(ARecorder.LINK));
    recorder.verify(1, asked("RequestToken"));
    recorder.verify(2, asked("GetCallID"));
  }

  @Test
  void leavesARecorderAloneThatKeepsRefusingTheToken() {
    recorder.stubFor(action("GetCallID").willReturn(sample("error-token-expired.xml")));

    for (int i = 0; i < 5; i++) {
      assertThat(find("fake").outcome()).isEqualTo(Outcome.TROUBLE);
    }

    recorder.verify(3, asked("RequestToken"));
    recorder.verify(6, asked("GetCallID"));
    assertThat(find("fake").retryAfter()).isEqualTo(Duration.ofMinutes(15));
    clock.advance(Duration.ofMinutes(15));
    find("fake");
    recorder.verify(4, asked("RequestToken"));
  }

  @Test
  void leavesARecorderAloneThatRefusesTheLogin() {
    clock.advance(Duration.ofHours(1));
    recorder.stubFor(action("RequestToken").willReturn(sample("requesttoken-error.xml")));

    for (int i = 0; i < 5; i++) {
      assertThat(find("fake").outcome()).isEqualTo(Outcome.TROUBLE);
    }

    recorder.verify(3, asked("RequestToken"));
    recorder.verify(0, asked("GetCallID"));
  }

  @Test
  void leavesARecorderAloneThatRefusesTheKey() {
    recorder.stubFor(post(API).willReturn(status(403)));

    for (int i = 0; i < 5; i++) {
      assertThat(find("keyed").outcome()).isEqualTo(Outcome.TROUBLE);
    }

    recorder.verify(3, postRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @CsvSource({
    "getcallurl-success.xml, FOUND",
    "getcallurl-success-escaped-ampersand.xml, FOUND",
    "getcallurl-success.text.txt, FOUND",
    "getcallurl-success-without-url.xml, NOT_YET",
    "getcallurl-error-not-found.xml, NOT_YET",
    "getcallurl-error.text.txt, NOT_YET",
    "getcallurl-error-attribute-only.xml, NOT_YET",
    "getcallurl-error-code-not-numeric.xml, NOT_YET",
    "getcallurl-error-unknown-code.xml, NOT_YET",
    "getcallurl-error-several-records.xml, NEVER",
    "error-token-expired.xml, TROUBLE",
    "error-login-page.html, TROUBLE"
  })
  void judgesEverySample(String sample, Outcome outcome) {
    recorder.stubFor(
        action("GetCallID")
            .withFormParam("platformCallID", equalTo("c-1"))
            .willReturn(sample("getcallid-success.xml")));
    recorder.stubFor(action("GetCallURL").willReturn(sample(sample)));
    recorder.stubFor(
        action("GetCallInformation").willReturn(sample("getcallinformation-ongoing.xml")));

    assertThat(find("keyed").outcome()).isEqualTo(outcome);
  }

  @Test
  void takesTheLastRecordingOnlyOfThisCall() {
    recorder.stubFor(action("GetCallURL").willReturn(sample("getcallurl-success.xml")));
    recorder.stubFor(
        action("GetCallInformation")
            .withFormParam("callID", equalTo(ARecorder.ID))
            .willReturn(sample("getcallinformation-success.xml")));

    assertThat(find("keyed")).isEqualTo(RecordingResult.found(ARecorder.LINK));
    assertThat(find(search("keyed", START.plusSeconds(61))).outcome()).isEqualTo(Outcome.NOT_YET);
  }

  @Test
  void ignoresASecondaryRecording() {
    recorder.stubFor(action("SearchCalls").willReturn(sample("searchcalls-metadata.xml")));
    recorder.stubFor(
        action("GetCallURL")
            .withFormParam("callID", equalTo(ARecorder.ID))
            .willReturn(sample("getcallurl-success.xml")));

    assertThat(find("keyed").isFound()).isTrue();
  }

  @Test
  void neverThrows() {
    recorder.stubFor(post(API).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    assertThat(find("keyed").reason()).startsWith("no answer (");

    recorder.stubFor(post(API).willReturn(okXml("<a/>").withFixedDelay(5000)));
    assertThat(find("keyed").reason()).isEqualTo("no answer (SocketTimeoutException)");

    recorder.stubFor(post(API).willReturn(status(503)));
    assertThat(find("keyed")).isEqualTo(RecordingResult.trouble("HTTP 503", null));

    recorder.stubFor(post(API).willReturn(status(404)));
    assertThat(find("keyed").outcome()).isEqualTo(Outcome.TROUBLE);

    assertThat(find("gone"))
        .isEqualTo(
            RecordingResult.trouble("the search failed: recorder gone is not configured", null));
  }

  @Test
  void sendsNoMoreThanTwoRequestsAtOnce() {
    recorder.stubFor(
        post(API).willReturn(sample("getcallurl-error-not-found.xml").withFixedDelay(300)));
    var search = new RecordingSearch("keyed", null, List.of("2002"), null, START, null, END);
    long begun = System.nanoTime();

    CompletableFuture.allOf(
            IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> find(search)))
                .toArray(CompletableFuture[]::new))
        .join();

    // Four searches of two requests each, two at a time.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1190));
  }

  @Test
  void answersALookUpAsJson() {
    recorder.stubFor(
        action("GetCallURL")
            .withFormParam("callID", equalTo(ARecorder.ID))
            .willReturn(sample("getcallurl-success.xml")));

    ResponseEntity<String> answer = lookUp("account=keyed&callID=" + ARecorder.ID);

    assertThat(answer.getStatusCode().value()).isEqualTo(200);
    assertThat(answer.getHeaders().getContentType()).hasToString("application/json");
    assertThat(answer.getBody()).isEqualTo("{\"url\":\"%s\"}".formatted(ARecorder.LINK));
  }

  @Test
  void sendsNumberAndStatusAsTheyAre() {
    lookUp("account=keyed&extension=+12025550155&status=ongoing,last");

    recorder.verify(
        asked("GetCallURL")
            .withFormParam("extension", equalTo("+12025550155"))
            .withFormParam("status", equalTo("ongoing,last")));
  }

  @Test
  void waitsLongerForTheNextCallOnly() {
    recorder.stubFor(
        action("GetCallURL").willReturn(sample("getcallurl-success.xml").withFixedDelay(5000)));

    assertThat(lookUp("account=keyed&extension=2002&status=next").getStatusCode().value())
        .isEqualTo(200);
    assertThat(lookUp("account=keyed&extension=2002&status=last").getStatusCode().value())
        .isEqualTo(503);
  }

  @Test
  void passesTheRecordersOwnFormsOnWithoutTokens() {
    String withToken = ARecorder.LINK + "&token=" + TOKEN;
    recorder.stubFor(
        action("GetCallURL")
            .withFormParam("responseType", equalTo("TEXT"))
            .willReturn(aResponse().withHeader("Content-Type", "text/plain").withBody(withToken)));
    recorder.stubFor(
        action("GetCallURL")
            .withFormParam("responseType", equalTo("XML"))
            .willReturn(
                okXml(
                    "<VerbaApi><Response code=\"0\" token=\"%s\"/><CallURL>%s</CallURL></VerbaApi>"
                        .formatted(TOKEN, withToken.replace("&", "&amp;")))));
    recorder.stubFor(
        action("GetCallURL")
            .withFormParam("responseType", equalTo("HTML"))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "text/html")
                    .withBody("<html><a href='" + withToken + "'>the-api-key</a></html>")));

    ResponseEntity<String> text = lookUp("account=fake&callID=1&responseType=TEXT");
    assertThat(text.getHeaders().getContentType())
        .as(text.getBody())
        .hasToString("text/plain;charset=UTF-8");
    assertThat(text.getBody()).isEqualTo(ARecorder.LINK + "&token=removed");
    ResponseEntity<String> xml = lookUp("account=fake&callID=1&responseType=xml");
    assertThat(xml.getHeaders().getContentType()).hasToString("application/xml;charset=UTF-8");
    assertThat(xml.getBody()).contains("<CallURL>" + ARecorder.LINK).doesNotContain(TOKEN);
    ResponseEntity<String> html = lookUp("account=fake&callID=1&responseType=HTML");
    assertThat(html.getHeaders().getContentType()).hasToString("text/html;charset=UTF-8");
    assertThat(html.getHeaders().getFirst("Content-Security-Policy")).isEqualTo("sandbox");
    assertThat(html.getBody()).doesNotContain(TOKEN).doesNotContain("the-api-key");
    assertThat(lookUp("account=fake&callID=1").getStatusCode().value()).isEqualTo(502);
  }

  @ParameterizedTest
  @CsvSource({
    "getcallurl-error-not-found.xml, 404, Unable to provide the URL: the call cannot be found.",
    "getcallurl-success-without-url.xml, 404, without a link",
    "getcallurl-error-several-records.xml, 409, More than one call matches the number.",
    "error-token-expired.xml, 502, The token is expired",
    "error-login-page.html, 503, a page for people"
  })
  void answersAProblemThatSaysWhatTheRecorderSaid(String sample, int status, String detail) {
    recorder.stubFor(action("GetCallURL").willReturn(sample(sample)));

    ResponseEntity<String> answer = lookUp("account=keyed&callID=1");

    assertThat(answer.getStatusCode().value()).isEqualTo(status);
    assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
    assertThat(answer.getBody()).contains("\"status\":" + status).contains(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "callID=1|account must say which recorder",
        "account=gone&callID=1|There is no such recorder.",
        "account=keyed|Give either callID",
        "account=keyed&callID=1&extension=2|Give either callID",
        "account=keyed&callID=1&status=last|status goes with extension",
        "account=keyed&extension=2|status must be",
        "account=keyed&extension=2&status=first|status must be",
        "account=keyed&callID=1&responseType=PDF|responseType must be one of",
        "account=keyed&callID=1&callID=2|only once",
        "account=keyed&callID=1&apiKey=x|There is no parameter 'apiKey'",
        "account=keyed&callID=%0A1%0D|",
      })
  void answersABadQuestionWithAProblem(String query, String detail) {
    ResponseEntity<String> answer = lookUp(query);

    if (detail == null) {
      assertThat(answer.getBody()).doesNotContain("\n");
      return;
    }
    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
    assertThat(answer.getBody()).contains(detail);
    recorder.verify(0, postRequestedFor(anyUrl()));
  }

  @Test
  void findsWhatTheSimulatorRecorded() {
    Instant now = clock.instant();
    String id =
        recordings.add(
            new NewRecording("c-77", "+12025550143", "2002", now, now.plusSeconds(73), false));
    var byId = new RecordingSearch("played", "c-77", List.of(), null, now, null, null);
    var byExtension =
        new RecordingSearch(
            "played", "c-other", List.of("2002"), "+12025550143", now, null, now.plusSeconds(73));

    clock.advance(Duration.ofSeconds(80));
    assertThat(find(byId).outcome()).isEqualTo(Outcome.NOT_YET);
    assertThat(find(byExtension).outcome()).isEqualTo(Outcome.NOT_YET);
    clock.advance(Duration.ofSeconds(30));
    RecordingResult found = find(byExtension);
    assertThat(found.url())
        .isEqualTo(
            "http://127.0.0.1:%d/simulator/verba/verba/gwtCallDetail.do?ccdrId=%s"
                .formatted(port, id));
    assertThat(http.getForObject(found.url(), String.class)).startsWith("A recording that began");
    http.delete("/simulator/verba/sessions");
    assertThat(find(byId).url()).isEqualTo(found.url());
  }

  private RecordingResult find(String account) {
    return find(search(account, START));
  }

  private static RecordingSearch search(String account, Instant start) {
    return new RecordingSearch(account, "c-1", List.of("2002"), "+12025550143", start, null, END);
  }

  private RecordingResult find(RecordingSearch search) {
    return camel.requestBodyAndHeader(
        "direct:verba-find-recording", search, "X-Caller", "x", RecordingResult.class);
  }

  private ResponseEntity<String> lookUp(String query) {
    return http.getForEntity(
        java.net.URI.create("http://127.0.0.1:%d/api/verba/call-url?%s".formatted(port, query)),
        String.class);
  }

  private static MappingBuilder action(String action) {
    return post(API).withFormParam("action", equalTo(action));
  }

  private static RequestPatternBuilder asked(String action) {
    return postRequestedFor(urlEqualTo(API)).withFormParam("action", equalTo(action));
  }

  private static ResponseDefinitionBuilder sample(String name) {
    return aResponse().withBody(new String(Samples.bytes(name), StandardCharsets.UTF_8));
  }

  /** Registered, not scanned: other tests must not find it. */
  @EnableAutoConfiguration
  @ComponentScan({"io.callbridge.verba", "io.callbridge.sandbox.verba"})
  @ComponentScan(
      basePackages = "io.callbridge.ops",
      useDefaultFilters = false,
      includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Problems"))
  static class App {

    @Bean
    SettableClock clock() {
      return new SettableClock("2026-03-03T17:00:00Z");
    }

    @Bean(name = Sandbox.CLOCK, defaultCandidate = false)
    Clock sandboxClock(SettableClock clock) {
      return clock;
    }

    @Bean
    Seed seed() {
      return new Seed(1);
    }
  }
}
