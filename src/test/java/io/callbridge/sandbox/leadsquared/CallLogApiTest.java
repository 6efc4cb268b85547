package io.callbridge.sandbox.leadsquared;

import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.BASE;
import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.CALL_LOG;
import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.CALL_LOGS;
import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.aLook;
import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.aPost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class CallLogApiTest {

  private static final String UUID_4 =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  @Test
  void acceptsACallLogAndGivesARequestId() throws Exception {
    JsonNode answer = PlayedLeadSquared.steady().jsonOf(aPost(CALL_LOG));

    assertThat(answer.path("Status").asText())
        .isEqualTo("Request accepted. Please use below request id to check the status");
    assertThat(answer.path("RequestID").asText()).matches(UUID_4);
    assertThat(answer).hasSize(2);
  }

  @Test
  void repeatsItsIdsWithTheSeed() throws Exception {
    String first = PlayedLeadSquared.seeded(5).accept(CALL_LOG);

    assertThat(PlayedLeadSquared.seeded(5).accept(CALL_LOG)).isEqualTo(first);
    assertThat(PlayedLeadSquared.seeded(6).accept(CALL_LOG)).isNotEqualTo(first);
  }

  @Test
  void answers403WithoutAKeyAnd401WithAWrongOne() throws Exception {
    var crm = PlayedLeadSquared.steady();

    crm.mvc
        .perform(post(CALL_LOGS + "/sandbox-token").content(CALL_LOG))
        .andExpect(status().isForbidden())
        .andExpect(content().json("{\"message\":\"Forbidden\"}"));
    crm.mvc
        .perform(post(CALL_LOGS + "/sandbox-token").header("x-api-key", "x").content(CALL_LOG))
        .andExpect(status().isUnauthorized())
        .andExpect(
            content()
                .json(
                    """
                    {"Status": "Error", "ExceptionType": "MXAuthenticationFailedException",
                     "ExceptionMessage": "Invalid credentials"}"""));
    assertThat(crm.statusOf(get(CALL_LOGS + "/metrics"))).isEqualTo(403);
  }

  @Test
  void answers404ToAWrongToken() throws Exception {
    var request =
        post(CALL_LOGS + "/other-token")
            .header("x-api-key", "sandbox-api-key")
            .contentType(MediaType.APPLICATION_JSON)
            .content(CALL_LOG);

    assertThat(PlayedLeadSquared.steady().statusOf(request)).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "\"text\"", "null", "{} {}"})
  void answers400ToABodyThatIsNoJsonObject(String body) throws Exception {
    PlayedLeadSquared.steady()
        .mvc
        .perform(aPost(body))
        .andExpect(status().isBadRequest())
        .andExpect(
            content()
                .json(
                    """
                    {"Status": "Error", "ExceptionType": "MXInvalidInputException",
                     "ExceptionMessage": "Unable to parse the request body"}"""));
  }

  @Test
  void answers400ToBytesThatAreNotUtf8() throws Exception {
    var request = aPost("").content("{\"Status\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(PlayedLeadSquared.steady().statusOf(request)).isEqualTo(400);
  }

  @Test
  void answers400ToAHugeBody() throws Exception {
    String huge = CALL_LOG.replace("c-1", "c".repeat(64 * 1024));

    assertThat(PlayedLeadSquared.steady().statusOf(aPost(huge))).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/xml", "text/plain", "application/x-www-form-urlencoded", "?"})
  void answers400ToAnotherMediaType(String type) throws Exception {
    var request =
        post(CALL_LOGS + "/sandbox-token")
            .header("x-api-key", "sandbox-api-key")
            .header("Content-Type", type)
            .content(CALL_LOG);

    assertThat(PlayedLeadSquared.steady().statusOf(request)).isEqualTo(400);
  }

  @Test
  void answers500WithAReasonToAnIncompleteCallLog() throws Exception {
    PlayedLeadSquared.steady()
        .mvc
        .perform(aPost(CALL_LOG.replace("DestinationNumber", "Destination")))
        .andExpect(status().isInternalServerError())
        .andExpect(
            content()
                .json(
                    """
                    {"Status": "Error", "ExceptionType": "MXMandatoryAttributeMissingException",
                     "ExceptionMessage": "DestinationNumber is missing"}"""));
  }

  @Test
  void keepsATaskInTheQueueUntilItsTimeHasCome() throws Exception {
    var crm = PlayedLeadSquared.steady();
    String id = crm.accept(CALL_LOG);

    crm.clock.advance(Duration.ofMillis(1999));
    JsonNode waiting = crm.look(id);
    assertThat(waiting)
        .isEqualTo(
            new ObjectMapper()
                .createObjectNode()
                .put("TaskType", "Telephony-LogCall")
                .put("Status", "In-Queue")
                .put("StatusReason", "")
                .put("TaskCurrentStep", "In-Process-Queue")
                .putNull("TaskLastStep")
                .put("RequestBody", CALL_LOG)
                .putNull("Message"));
    assertThat(crm.desk("/activities").path("total").asInt()).isZero();

    crm.clock.advance(Duration.ofMillis(1));
    JsonNode done = crm.look(id);
    JsonNode activity = crm.desk("/activities").path("items").path(0);
    assertThat(done)
        .isEqualTo(
            new ObjectMapper()
                .createObjectNode()
                .put("TaskType", "Telephony-LogCall")
                .put("Status", "Success")
                .put("StatusReason", "Request was successfully completed")
                .putNull("TaskCurrentStep")
                .put("TaskLastStep", "In-Process-Queue")
                .put("RequestBody", CALL_LOG)
                .put(
                    "Message",
                    "{\"Status\":\"Success\",\"Message\":\"Phone Call Logged Successfully\","
                        + "\"ProspectActivityId\":\"%s\"}"
                            .formatted(activity.path("activityId").asText())));
    assertThat(activity.path("activityId").asText()).matches(UUID_4);
    assertThat(activity.path("callSessionId").asText()).isEqualTo("c-1");
    assertThat(activity.path("createdAt").asText()).isEqualTo("2026-03-03T16:23:02Z");
    assertThat(activity.path("body")).isEqualTo(new ObjectMapper().readTree(CALL_LOG));
  }

  @Test
  void takesTheIdUnderBothNames() throws Exception {
    var crm = PlayedLeadSquared.steady();
    String id = crm.accept(CALL_LOG);

    var look =
        get(CALL_LOGS + "/status")
            .queryParam("RequestId", id)
            .header("x-api-key", "sandbox-api-key");

    assertThat(crm.jsonOf(look).path("RequestId").asText()).isEqualTo(id);
    assertThat(crm.jsonOf(aLook(id)).path("RequestId").asText()).isEqualTo(id);
  }

  @Test
  void answers404ToAnUnknownId() throws Exception {
    var crm = PlayedLeadSquared.steady();

    assertThat(crm.statusOf(aLook("5d1c0c1e-7f3a-4e7b-9d51-7a2f4b8f0a11"))).isEqualTo(404);
    assertThat(crm.statusOf(aLook("no uuid"))).isEqualTo(404);
    assertThat(crm.statusOf(aLook(""))).isEqualTo(500);
  }

  @Test
  void answers404ToAFreshIdForAsLongAsSet() throws Exception {
    var crm = PlayedLeadSquared.steady("completion.unknown-for", "1s");
    String id = crm.accept(CALL_LOG);

    crm.clock.advance(Duration.ofMillis(999));
    assertThat(crm.statusOf(aLook(id))).isEqualTo(404);
    crm.clock.advance(Duration.ofMillis(1));
    assertThat(crm.statusOf(aLook(id))).isEqualTo(200);
  }

  @Test
  void failsAsDocumented() throws Exception {
    assertEnd(
        "failure-rate", "FAILURE", "MXInvalidInputException: Lead could not be matched", null);
    assertEnd(
        "error-rate",
        "ERROR",
        "Call log could not be processed",
        "{\"Status\":\"Error\",\"ExceptionType\":\"MXInvalidInputException\","
            + "\"ExceptionMessage\":\"Lead could not be matched\"}");
    assertEnd(
        "inner-error-rate",
        "Success",
        "Request was successfully completed",
        "{\"Status\":\"Error\",\"ExceptionType\":\"MXInvalidInputException\","
            + "\"ExceptionMessage\":\"Virtual number is not mapped\"}");
  }

  private static void assertEnd(String rate, String status, String reason, String message)
      throws Exception {
    var crm =
        PlayedLeadSquared.with(
            "completion.error-rate",
            "0",
            "completion.p99",
            "2s",
            "completion.retry-rate",
            "0",
            "completion." + rate,
            "1");
    String id = crm.accept(CALL_LOG);
    crm.clock.advance(Duration.ofSeconds(2));

    JsonNode task = crm.look(id);

    assertThat(task.path("Status").asText()).isEqualTo(status);
    assertThat(task.path("StatusReason").asText()).isEqualTo(reason);
    assertThat(task.path("Message").textValue()).isEqualTo(message);
    assertThat(crm.desk("/activities").path("total").asInt()).isZero();
  }

  @Test
  void makesTwoActivitiesOfTwoPosts() throws Exception {
    var crm = PlayedLeadSquared.steady();
    crm.accept(CALL_LOG);
    crm.accept(CALL_LOG);
    crm.accept(CALL_LOG.replace("c-1", "c-2"));
    crm.clock.advance(Duration.ofSeconds(5));

    assertThat(crm.desk("/activities").path("total").asInt()).isEqualTo(3);
    assertThat(crm.desk("/activities?callSessionId=c-1").path("total").asInt()).isEqualTo(2);
  }

  @Test
  void takesUpNoMoreThanItsRateAndTellsHowBusyItIs() throws Exception {
    var crm = PlayedLeadSquared.steady("completion.rate-per-minute", "30");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(crm.accept(CALL_LOG));
    }

    crm.clock.advance(Duration.ofSeconds(4));

    assertThat(ids.stream().map(id -> lookAt(crm, id)))
        .containsExactly("Success", "Success", "In-Queue");
    var metrics = get(CALL_LOGS + "/metrics").header("x-api-key", "sandbox-api-key");
    assertThat(crm.jsonOf(metrics).toString())
        .isEqualTo(
            "{\"PendingMessages\":1,\"MaxDelayInSeconds\":4,\"ProcessingRatePerMinute\":30}");
    crm.clock.advance(Duration.ofSeconds(2));
    assertThat(lookAt(crm, ids.get(2))).isEqualTo("Success");
  }

  @Test
  void keepsTheConnectorIdFromThePath() throws Exception {
    var crm = PlayedLeadSquared.steady();
    crm.statusOf(
        post(CALL_LOGS + "/sandbox-token/connector-7")
            .header("x-api-key", "sandbox-api-key")
            .contentType("application/json; charset=utf-8")
            .content(CALL_LOG));
    crm.clock.advance(Duration.ofSeconds(2));

    assertThat(crm.desk("/activities").at("/items/0/connectorId").asText())
        .isEqualTo("connector-7");
  }

  @Test
  void keepsEveryLetterOfThePostedBody() throws Exception {
    var crm = PlayedLeadSquared.steady();
    String body = CALL_LOG.replace("}", ", \"CallNotes\":\"Grüße 名古屋 📞 \\\"x\\\"\" }");

    assertThat(crm.look(crm.accept(body)).path("RequestBody").asText()).isEqualTo(body);
  }

  @Test
  void needsNoKeyAtTheDesk() throws Exception {
    assertThat(PlayedLeadSquared.steady().statusOf(get(BASE + "/requests"))).isEqualTo(200);
  }

  private static String lookAt(PlayedLeadSquared crm, String id) {
    try {
      return crm.look(id).path("Status").asText();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
