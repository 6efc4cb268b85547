package io.callbridge.leadsquared;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.callbridge.Bridge.callStatusOf;
import static io.callbridge.Bridge.completed;
import static io.callbridge.PlayedCrm.json;
import static io.callbridge.PlayedCrm.sample;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.PlayedCrm;
import io.callbridge.Samples;
import io.callbridge.TestAccounts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What each answer of LeadSquared, and each lack of one, makes of a call log, as the API shows it.
 * All calls are made at the start, so that their waits run together.
 */
@FullApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class LeadSquaredRoutesTest {

  private static final String REQUEST = "5d1c0c1e-7f3a-4e7b-9d51-7a2f4b8f0a11";
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final String HTML = Samples.text("leadsquared/error-500-without-mx-body.html");

  @Autowired Bridge bridge;
  @Autowired CamelContext camel;

  /**
   * An answer, and what becomes of the call log.
   *
   * @param pauses whether the account is paused, so that the case needs one of its own
   * @param reason what the call log's reason must hold; empty for none
   * @param words what the step must say
   */
  record Case(
      String name,
      ResponseDefinitionBuilder answer,
      boolean pauses,
      String state,
      int attempts,
      String reason,
      String words) {

    String callId() {
      return name.replaceAll("[^A-Za-z0-9]+", "-");
    }

    String requestId() {
      return "r-" + callId();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Case> POSTS =
      List.of(
          post(
              "post 400",
              sample(400, "error-400.json"),
              "REJECTED",
              1,
              "refused for good (HTTP 400): MXInvalidInputException: Unable to parse the request body"),
          post("post 404", json(404, ""), "REJECTED", 1, "refused for good (HTTP 404)"),
          post(
              "post 500 duplicate",
              sample(500, "error-500-duplicate-entry.json"),
              "REJECTED",
              1,
              "refused for good (HTTP 500): MXDuplicateEntryException: A lead with the same phone number already exists"),
          post(
              "post 500 mandatory",
              sample(500, "error-500-mandatory-attribute.json"),
              "REJECTED",
              1,
              "refused for good (HTTP 500): MXMandatoryAttributeMissingException: DestinationNumber is missing"),
          post(
              "post 503 with MX",
              sample(503, "error-500-mandatory-attribute.json"),
              "REJECTED",
              1,
              "refused for good (HTTP 503): MXMandatoryAttributeMissingException"),
          post(
              "post 200 with MX",
              sample(200, "error-400.json"),
              "REJECTED",
              1,
              "refused for good (HTTP 200): MXInvalidInputException"),
          pausing(
              "post 401",
              sample(401, "error-401.json"),
              "QUEUED",
              "key refused (HTTP 401): MXAuthenticationFailedException: Invalid credentials"),
          pausing(
              "post 403",
              sample(403, "error-401-gateway.json"),
              "QUEUED",
              "key refused (HTTP 403)"),
          pausing(
              "post 200 refusing the key",
              sample(200, "error-401.json"),
              "QUEUED",
              "key refused (HTTP 200): MXAuthenticationFailedException"),
          pausing(
              "post 429",
              sample(429, "error-429-rate-limit.json"),
              "QUEUED",
              "throttled (HTTP 429)"),
          pausing(
              "post 429 in plain text",
              sample(429, "error-429-plain.txt"),
              "QUEUED",
              "throttled (HTTP 429)"),
          pausing(
              "post 200 over the limit",
              sample(200, "error-429-rate-limit.json"),
              "QUEUED",
              "throttled (HTTP 200)"),
          post(
              "post 500 html",
              aResponse().withStatus(500).withHeader("Content-Type", "text/html").withBody(HTML),
              "UNCONFIRMED",
              1,
              "HTTP 500, which says nothing sure"),
          post(
              "post 502",
              aResponse().withStatus(502).withBody(HTML),
              "UNCONFIRMED",
              1,
              "HTTP 502, which says nothing sure"),
          post(
              "post 504",
              aResponse().withStatus(504),
              "UNCONFIRMED",
              1,
              "HTTP 504, which says nothing sure"),
          post(
              "post 302",
              aResponse().withStatus(302).withHeader("Location", PlayedCrm.url("elsewhere")),
              "UNCONFIRMED",
              1,
              "HTTP 302, which says nothing sure"),
          post(
              "post 307",
              aResponse().withStatus(307).withHeader("Location", PlayedCrm.url("elsewhere")),
              "UNCONFIRMED",
              1,
              "HTTP 307, which says nothing sure"),
          post(
              "post 200 without an id",
              sample(200, "async-accepted-without-id.json"),
              "UNCONFIRMED",
              1,
              "accepted without a request id, so it can't be tracked",
              "accepted"),
          post(
              "post 204",
              aResponse().withStatus(204),
              "UNCONFIRMED",
              1,
              "accepted without a request id",
              "accepted"),
          post(
              "post 200 huge",
              json(200, "x".repeat(8_000_000)),
              "UNCONFIRMED",
              1,
              "accepted without a request id",
              "accepted"),
          post(
              "post 500 lying in headers",
              aResponse()
                  .withStatus(500)
                  .withHeader("CamelHttpResponseCode", "200")
                  .withHeader("camelhttpresponsecode", "200")
                  .withBody("{\"RequestId\": \"r-lie\"}"),
              "UNCONFIRMED",
              1,
              "HTTP 500, which says nothing sure"),
          post(
              "post reset",
              aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
              "UNCONFIRMED",
              1,
              "no answer: java.net.SocketException"),
          post(
              "post closed",
              aResponse().withFault(Fault.EMPTY_RESPONSE),
              "UNCONFIRMED",
              1,
              "no answer: org.apache.hc.core5.http.NoHttpResponseException"),
          post(
              "post garbage",
              aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
              "UNCONFIRMED",
              1,
              "no answer: "),
          post(
              "post broken chunk",
              aResponse().withStatus(200).withFault(Fault.MALFORMED_RESPONSE_CHUNK),
              "UNCONFIRMED",
              1,
              "no answer: "),
          post(
              "post 200 half a body",
              json(200, "{\"RequestId\": \"r-1\""),
              "UNCONFIRMED",
              1,
              "accepted without a request id",
              "accepted"),
          post(
              "post too slow",
              sample(200, "async-accepted.json").withFixedDelay(12_000),
              "UNCONFIRMED",
              1,
              "no answer: java.net.SocketTimeoutException"));

  private static final List<Case> LOOKS =
      List.of(
          look("look success", sample(200, "status-success.json"), "LOGGED", "", "done"),
          look(
              "look success upper case",
              sample(200, "status-success-upper-case.json"),
              "LOGGED",
              "",
              "done"),
          look("look true", sample(200, "status-boolean-true.json"), "LOGGED", "", "done"),
          look(
              "look success in plain text",
              sample(200, "status-success-message-plain-text.json"),
              "LOGGED",
              "",
              "done"),
          look(
              "look success alone",
              sample(200, "status-missing-optional.json"),
              "LOGGED",
              "",
              "done"),
          look(
              "look failure",
              sample(200, "status-failure.json"),
              "REJECTED",
              "failed: MXInvalidInputException: StartTime is not a valid date"),
          look(
              "look error",
              sample(200, "status-error.json"),
              "REJECTED",
              "failed: MXMandatoryAttributeMissingException: SourceNumber is missing"),
          look(
              "look inner error",
              sample(200, "status-success-with-inner-error.json"),
              "REJECTED",
              "failed: MXInvalidInputException: Virtual number is not mapped"),
          look(
              "look unicode",
              sample(200, "status-unicode.json"),
              "REJECTED",
              "failed: Lead «Zoë Müller» – 名古屋 konnte nicht zugeordnet werden"),
          look(
              "look in queue",
              sample(200, "status-in-queue.json"),
              "SUBMITTED",
              "",
              "pending: In-Queue"),
          look(
              "look queued", sample(200, "status-queued.json"), "SUBMITTED", "", "pending: QUEUED"),
          look(
              "look unknown",
              sample(200, "status-unknown.json"),
              "SUBMITTED",
              "",
              "pending: Paused-For-Maintenance"),
          look(
              "look huge numbers",
              sample(200, "status-huge-numbers.json"),
              "SUBMITTED",
              "",
              "pending: In-Queue"),
          look(
              "look 200 html",
              aResponse().withStatus(200).withBody(HTML),
              "SUBMITTED",
              "",
              "accepted"),
          look("look 200 huge", json(200, "x".repeat(8_000_000)), "SUBMITTED", "", "accepted"),
          look(
              "look 400",
              sample(400, "error-400.json"),
              "UNCONFIRMED",
              "accepted, but its status can't be read: refused for good (HTTP 400)",
              "refused for good (HTTP 400)"),
          look("look 404", json(404, ""), "SUBMITTED", "", "refused for good (HTTP 404)"),
          look(
              "look 500 with MX",
              sample(500, "error-500-mandatory-attribute.json"),
              "UNCONFIRMED",
              "accepted, but its status can't be read",
              "refused for good (HTTP 500)"),
          lookPausing("look 401", sample(401, "error-401.json"), "key refused (HTTP 401)"),
          lookPausing("look 403", sample(403, "error-401-gateway.json"), "key refused (HTTP 403)"),
          lookPausing("look 429", sample(429, "error-429-rate-limit.json"), "throttled (HTTP 429)"),
          lookPausing(
              "look 429 in plain text", sample(429, "error-429-plain.txt"), "throttled (HTTP 429)"),
          lookPausing(
              "look 200 over the limit",
              sample(200, "error-429-plain.txt"),
              "throttled (HTTP 200)"),
          look(
              "look 500 html",
              aResponse().withStatus(500).withBody(HTML),
              "SUBMITTED",
              "",
              "HTTP 500, which says nothing sure"),
          look(
              "look 503",
              aResponse().withStatus(503),
              "SUBMITTED",
              "",
              "refused for now (HTTP 503)"),
          look(
              "look 302",
              aResponse().withStatus(302).withHeader("Location", PlayedCrm.url("elsewhere")),
              "SUBMITTED",
              "",
              "HTTP 302, which says nothing sure"),
          look(
              "look reset",
              aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
              "SUBMITTED",
              "",
              "no answer: java.net.SocketException"),
          look(
              "look closed",
              aResponse().withFault(Fault.EMPTY_RESPONSE),
              "SUBMITTED",
              "",
              "no answer: "),
          look(
              "look broken chunk",
              aResponse().withStatus(200).withFault(Fault.MALFORMED_RESPONSE_CHUNK),
              "SUBMITTED",
              "",
              "no answer: "),
          look(
              "look too slow",
              sample(200, "status-success.json").withFixedDelay(12_000),
              "SUBMITTED",
              "",
              "no answer: java.net.SocketTimeoutException"));

  private final Map<String, String> accounts = new HashMap<>();

  /** Each call log as it was when its case had been answered. */
  private final Map<String, JsonNode> seen = new HashMap<>();

  static Stream<Case> posts() {
    return POSTS.stream();
  }

  static Stream<Case> looks() {
    return LOOKS.stream();
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        Arguments.of("accepted-1", sample(200, "async-accepted.json")),
        Arguments.of("accepted-2", sample(202, "async-accepted.json")),
        Arguments.of("accepted-3", sample(200, "async-accepted-other-casing.json")),
        Arguments.of("accepted-4", sample(200, "async-accepted-bare-string.json")),
        Arguments.of(
            "accepted-5",
            aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/html; charset=klingon")
                .withBody(Samples.text("leadsquared/async-accepted.json"))));
  }

  private void makeAllCalls() {
    for (Case look : LOOKS) {
      PlayedCrm.onLook(look.requestId(), look.answer());
      makeCall(look);
    }
    for (Case post : POSTS) {
      PlayedCrm.onPost(post.callId(), post.answer());
      makeCall(post);
    }
  }

  /** Posts first, so that each is seen before an account that was paused goes on. */
  @BeforeAll
  void seeAllAnswers() {
    makeAllCalls();
    POSTS.forEach(post -> seen.put(post.name(), answered(post, 1)));
    LOOKS.forEach(look -> seen.put(look.name(), answered(look, 2)));
  }

  private JsonNode answered(Case made, int requests) {
    return bridge.answeredCallLog(accounts.get(made.name()), made.callId(), requests);
  }

  private void makeCall(Case made) {
    String account = made.pauses() ? TestAccounts.spare() : "default";
    accounts.put(made.name(), account);
    assertThat(bridge.postJson(callStatusOf(account), completed(made.callId())).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("posts")
  void makesOfEveryAnswerToAPostWhatTheContractSays(Case post) {
    JsonNode log = seen.get(post.name());

    assertThat(log.path("state").asText()).isEqualTo(post.state());
    assertThat(log.path("reason").asText()).startsWith(post.reason());
    assertThat(log.path("attempts").asInt()).isEqualTo(post.attempts());
    assertThat(log.path("requestId").isNull()).isTrue();
    assertThat(log.path("activityId").isNull()).isTrue();
    assertThat(log.path("dueAt").isNull()).isEqualTo(!post.state().equals("QUEUED"));
    assertThat(Bridge.requests(log))
        .isNotEmpty()
        .allSatisfy(step -> assertThat(step.path("kind").asText()).isEqualTo("POST"))
        .allSatisfy(step -> assertThat(step.path("words").asText()).startsWith(post.words()))
        .allSatisfy(step -> assertThat(step.path("response").asText().length()).isLessThan(8002));
    if (!post.pauses()) {
      assertThat(Bridge.requests(log)).hasSize(1);
      assertThat(PlayedCrm.posts(post.callId())).hasSize(1);
    }
    assertAsInTheContract(PlayedCrm.posts(post.callId()).get(0), Bridge.requests(log).get(0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("looks")
  void makesOfEveryAnswerToALookWhatTheContractSays(Case look) {
    JsonNode log = seen.get(look.name());

    assertThat(log.path("state").asText()).isEqualTo(look.state());
    assertThat(log.path("reason").isNull() ? "" : log.path("reason").asText())
        .startsWith(look.reason());
    assertThat(log.path("attempts").asInt()).isEqualTo(1);
    assertThat(log.path("requestId").asText()).isEqualTo(look.requestId());
    assertThat(log.path("dueAt").isNull()).isEqualTo(!look.state().equals("SUBMITTED"));
    JsonNode step = Bridge.requests(log).get(1);
    assertThat(step.path("kind").asText()).isEqualTo("LOOK");
    assertThat(step.path("words").asText()).startsWith(look.words());
    assertThat(PlayedCrm.posts(look.callId())).hasSize(1);
    assertThat(PlayedCrm.looks(look.requestId())).isNotEmpty();
  }

  @Test
  void knowsTheActivityWhereTheCrmNamesOne() {
    for (String name : List.of("look success", "look success upper case", "look true")) {
      assertThat(seen.get(name).path("activityId").asText()).isEqualTo(PlayedCrm.ACTIVITY);
    }
    for (String name : List.of("look success in plain text", "look success alone")) {
      assertThat(seen.get(name).path("activityId").isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void tracksAnAcceptedPostByItsRequestId(String callId, ResponseDefinitionBuilder answer) {
    PlayedCrm.onPost(callId, answer);

    bridge.postJson(callStatusOf("default"), completed(callId));

    JsonNode log = bridge.acceptedCallLog("default", callId);
    assertThat(log.path("requestId").asText()).isEqualTo(REQUEST);
    assertThat(log.path("reason").isNull()).isTrue();
    assertThat(PlayedCrm.posts(callId)).hasSize(1);
  }

  @Test
  void looksAfterTheAcceptance() {
    JsonNode log = seen.get("look success");

    LoggedRequest look = PlayedCrm.looks("r-look-success").get(0);
    assertThat(look.getUrl())
        .isEqualTo("/main/1/api/telephony/logcallcomplete/status?RequestID=r-look-success");
    assertThat(look.getHeader("x-api-key")).isEqualTo(PlayedCrm.API_KEY);
    assertThat(look.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(look.getBody()).isEmpty();
    Instant accepted = instant(Bridge.requests(log).get(0), "answeredAt");
    assertThat(instant(Bridge.requests(log).get(1), "sentAt")).isAfterOrEqualTo(accepted);
  }

  @Test
  void asksForARequestIdWhateverCharactersItHas() {
    PlayedCrm.onPost("odd-id", json(200, "{\"RequestId\": \"a/b+c&d=e?f#é%41\"}"));

    bridge.postJson(callStatusOf("default"), completed("odd-id"));

    bridge.callLogInState("default", "odd-id", "LOGGED");
    assertThat(PlayedCrm.looks("a/b+c&d=e?f#é%41")).hasSize(1);
  }

  /** When exactly depends on what the account has shown before: see {@code PollPlanTest}. */
  @Test
  void looksAgainLaterWhereALookHealsOrTheTaskIsPending() {
    JsonNode pending = seen.get("look in queue");
    JsonNode notFound = seen.get("look 404");
    JsonNode failed = seen.get("look 500 html");

    assertThat(waitAfter(pending)).isBetween(Duration.ofMillis(500), Duration.ofMinutes(15));
    assertThat(waitAfter(notFound)).isBetween(Duration.ofMillis(500), Duration.ofMinutes(15));
    assertThat(waitAfter(failed)).isGreaterThan(Duration.ofMillis(900));
  }

  /** From the last answer to what may be sent next. */
  private static Duration waitAfter(JsonNode log) {
    List<JsonNode> requests = Bridge.requests(log);
    Instant answered = instant(requests.get(requests.size() - 1), "answeredAt");
    return Duration.between(answered, instant(log, "dueAt"));
  }

  @Test
  void restsFiveSecondsOrMoreWhenThrottledAndAMinuteWhenTheKeyIsRefused() {
    JsonNode throttled = seen.get("look 429");
    JsonNode refused = seen.get("look 401");

    // longer if the account's answer before was the same
    assertThat(waitAfter(throttled)).isBetween(Duration.ofMillis(4500), Duration.ofMinutes(5));
    assertThat(waitAfter(refused)).isCloseTo(Duration.ofMinutes(1), Duration.ofMillis(500));
  }

  @Test
  void sendsNothingToAThrottledAccountUntilItHasRested() {
    String account = TestAccounts.spare();
    PlayedCrm.onPost(
        "throttled-once", sample(429, "error-429-plain.txt"), sample(200, "async-accepted.json"));
    bridge.postJson(callStatusOf(account), completed("throttled-once"));
    await().until(() -> PlayedCrm.posts("throttled-once").size() == 1);

    bridge.postJson(callStatusOf(account), completed("behind-it"));

    JsonNode log = bridge.acceptedCallLog(account, "throttled-once");
    JsonNode behind = bridge.acceptedCallLog(account, "behind-it");
    assertThat(log.path("attempts").asInt()).isEqualTo(1);
    Instant refused = instant(Bridge.requests(log).get(0), "answeredAt");
    assertThat(instant(Bridge.requests(log).get(1), "sentAt"))
        .isAfterOrEqualTo(refused.plusSeconds(5));
    assertThat(instant(onlyRequest(behind), "sentAt")).isAfterOrEqualTo(refused.plusSeconds(5));
    assertThat(PlayedCrm.posts("throttled-once")).hasSize(2);
  }

  @Test
  void postsAgainWhatWasSurelyRefusedForNow() {
    PlayedCrm.onPost(
        "refused-once",
        aResponse().withStatus(503).withBody(HTML),
        sample(200, "async-accepted.json"));

    bridge.postJson(callStatusOf("default"), completed("refused-once"));

    JsonNode log = bridge.acceptedCallLog("default", "refused-once");
    assertThat(log.path("attempts").asInt()).isEqualTo(2);
    assertThat(Bridge.requests(log))
        .extracting(step -> step.path("words").asText())
        .startsWith("refused for now (HTTP 503)", "accepted");
    Instant refused = instant(Bridge.requests(log).get(0), "answeredAt");
    assertThat(instant(Bridge.requests(log).get(1), "sentAt"))
        .isAfterOrEqualTo(refused.plusSeconds(1));
  }

  @Test
  void postsAgainLaterWhereThereWasNoConnection() {
    bridge.postJson(callStatusOf("unreachable"), completed("unreachable-1"));

    JsonNode log = bridge.answeredCallLog("unreachable", "unreachable-1", 1);
    assertThat(log.path("state").asText()).isIn("QUEUED", "SUBMITTING");
    assertThat(log.path("reason").asText()).startsWith("not sent: ");
    assertThat(Bridge.requests(log).get(0).path("status").isNull()).isTrue();
    assertThat(Bridge.requests(log).get(0).path("words").asText())
        .contains("HttpHostConnectException");
  }

  @Test
  void sendsNothingToAHostThatNobodyVouchesFor() {
    bridge.postJson(callStatusOf("untrusted"), completed("untrusted-1"));

    JsonNode log = bridge.answeredCallLog("untrusted", "untrusted-1", 1);
    assertThat(log.path("state").asText()).isIn("QUEUED", "SUBMITTING");
    assertThat(log.path("reason").asText()).startsWith("not sent: ").contains("SSLHandshake");
    assertThat(PlayedCrm.posts("untrusted-1")).isEmpty();
  }

  @Test
  void followsNoRedirect() {
    assertThat(seen).containsKeys("post 302", "post 307", "look 302");
    assertThat(PlayedCrm.requestsFor("/elsewhere")).isEmpty();
  }

  @Test
  void waitsForAnAnswerAsLongAsTheSettingSays() {
    JsonNode step = onlyRequest(seen.get("post too slow"));

    Duration waited = Duration.between(instant(step, "sentAt"), instant(step, "answeredAt"));
    assertThat(waited).isBetween(TIMEOUT, TIMEOUT.multipliedBy(2));
  }

  @Test
  void keepsTheQueryOfTheConnectorsAddress() {
    bridge.postJson(callStatusOf("with-query"), completed("with-query-1"));

    bridge.acceptedCallLog("with-query", "with-query-1");
    assertThat(PlayedCrm.posts("with-query-1").get(0).getUrl())
        .isEqualTo("/with-query/log?xapikey=k-1&v=2%2F3");
  }

  @Test
  void writesEveryStepDown() {
    JsonNode log = seen.get("look success");

    assertThat(log.path("steps"))
        .extracting(step -> step.path("kind").asText())
        .containsExactly("WAITING", "QUEUED", "POST", "LOOK");
    assertThat(log.path("steps"))
        .extracting(step -> step.path("n").asInt())
        .containsExactly(1, 2, 3, 4);
    List<Instant> times =
        Stream.of(log.path("steps"))
            .flatMap(steps -> Stream.iterate(0, i -> i < 4, i -> i + 1).map(steps::get))
            .map(step -> instant(step, "at"))
            .toList();
    assertThat(times).isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(Bridge.requests(log).get(1).path("response").asText())
        .isEqualTo(Samples.text("leadsquared/status-success.json"));
  }

  @Test
  void showsNeitherTheKeyNorTheConnectorsToken(CapturedOutput output) {
    bridge.postJson(callStatusOf("default"), completed("discreet"));
    bridge.postJson(callStatusOf("unreachable"), completed("discreet-too"));
    JsonNode log = bridge.callLogInState("default", "discreet", "LOGGED");
    JsonNode unreachable = bridge.answeredCallLog("unreachable", "discreet-too", 1);

    String shown = log.toString() + unreachable + output;
    assertThat(shown).contains("discreet").doesNotContain(PlayedCrm.API_KEY, "t0ken");
    assertThat(camel.getEndpoints())
        .extracting(endpoint -> endpoint.getEndpointUri())
        .noneMatch(uri -> uri.contains("t0ken") || uri.contains(PlayedCrm.API_KEY));
  }

  private static void assertAsInTheContract(LoggedRequest post, JsonNode step) {
    assertThat(post.getUrl()).endsWith("/1/api/telephony/logcallcomplete/t0ken");
    assertThat(post.getHeader("x-api-key")).isEqualTo(PlayedCrm.API_KEY);
    assertThat(post.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(post.getHeaders().keys())
        .map(String::toLowerCase)
        .isSubsetOf(
            "accept-encoding",
            "connection",
            "content-length",
            "content-type",
            "host",
            "transfer-encoding",
            "user-agent",
            "x-api-key");
    assertThat(new String(post.getBody(), UTF_8)).isEqualTo(step.path("request").asText());
    assertThat(post.getLoggedDate().toInstant())
        .isCloseTo(instant(step, "sentAt"), within(5, ChronoUnit.SECONDS));
  }

  private static JsonNode onlyRequest(JsonNode log) {
    List<JsonNode> requests = Bridge.requests(log);
    assertThat(requests).hasSize(1);
    return requests.get(0);
  }

  private static Instant instant(JsonNode object, String name) {
    return Instant.parse(object.path(name).asText());
  }

  private static Case post(
      String name, ResponseDefinitionBuilder answer, String state, int attempts, String reason) {
    return post(name, answer, state, attempts, reason, reason);
  }

  private static Case post(
      String name,
      ResponseDefinitionBuilder answer,
      String state,
      int attempts,
      String reason,
      String words) {
    return new Case(name, answer, false, state, attempts, reason, words);
  }

  private static Case pausing(
      String name, ResponseDefinitionBuilder answer, String state, String reason) {
    return new Case(name, answer, true, state, 0, reason, reason);
  }

  private static Case look(
      String name, ResponseDefinitionBuilder answer, String state, String reason) {
    return look(name, answer, state, reason, reason);
  }

  private static Case look(
      String name, ResponseDefinitionBuilder answer, String state, String reason, String words) {
    return new Case(name, answer, false, state, 1, reason, words);
  }

  private static Case lookPausing(String name, ResponseDefinitionBuilder answer, String words) {
    return new Case(name, answer, true, "SUBMITTED", 1, "", words);
  }
}
