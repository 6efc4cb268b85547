package io.callbridge.sandbox.leadsquared;

import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.BASE;
import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.CALL_LOG;
import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.CALL_LOGS;
import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.aLook;
import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.aPost;
import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.aRestPost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MvcResult;

class ApiGatewayTest {

  @Test
  void countsEveryKindOfRequestInOneBudget() throws Exception {
    var crm = PlayedLeadSquared.steady("limits", "4/5s");
    String id = crm.accept(CALL_LOG);
    crm.statusOf(aLook(id));
    crm.statusOf(get(CALL_LOGS + "/metrics").header("x-api-key", "sandbox-api-key"));
    crm.statusOf(aRestPost("Telephony.svc/PhoneCallActivity/Update", "{}"));

    crm.mvc
        .perform(aPost(CALL_LOG))
        .andExpect(status().isTooManyRequests())
        .andExpect(
            content()
                .json(
                    """
                    {"Status": "Error", "ExceptionType": "MXAPIRateLimitExceededException",
                     "ExceptionMessage": "API calls exceeded the limit of 4 in 5 second(s)"}"""));
    assertThat(crm.statusOf(aLook(id))).isEqualTo(429);

    crm.clock.advance(Duration.ofSeconds(5));
    assertThat(crm.statusOf(aLook(id))).isEqualTo(200);
  }

  @Test
  void doesNotCountWhoHasNoKeyOrIsRefused() throws Exception {
    var crm = PlayedLeadSquared.steady("limits", "1/5s");
    crm.statusOf(get(CALL_LOGS + "/metrics"));
    crm.statusOf(get(CALL_LOGS + "/metrics").header("x-api-key", "wrong"));

    assertThat(crm.statusOf(aPost(CALL_LOG))).isEqualTo(200);
    for (int i = 0; i < 9; i++) {
      crm.clock.advance(Duration.ofMillis(500));
      assertThat(crm.statusOf(aPost(CALL_LOG))).isEqualTo(429);
    }
    crm.clock.advance(Duration.ofMillis(500));
    assertThat(crm.statusOf(aPost(CALL_LOG))).isEqualTo(200);
  }

  @Test
  void tellsWhatItHasSeen() throws Exception {
    var crm = PlayedLeadSquared.steady("limits", "2/5s");
    String id = crm.accept(CALL_LOG);
    crm.statusOf(aLook(id));
    crm.statusOf(aLook(id));
    crm.statusOf(get(CALL_LOGS + "/metrics"));

    JsonNode requests = crm.desk("/requests");

    assertThat(requests.path("limits").path(0).asText()).isEqualTo("2/5s");
    assertThat(requests.path("total").asInt()).isEqualTo(4);
    assertThat(requests.path("refusedOverLimit").asInt()).isEqualTo(1);
    assertThat(requests.path("pending").asInt()).isEqualTo(1);
    assertThat(requests.at("/requests/POST_CALL_LOG/PASSED").asInt()).isEqualTo(1);
    assertThat(requests.at("/requests/LOOK_AT_STATUS/PASSED").asInt()).isEqualTo(1);
    assertThat(requests.at("/requests/LOOK_AT_STATUS/OVER_LIMIT").asInt()).isEqualTo(1);
    assertThat(requests.at("/requests/METRICS/NO_KEY").asInt()).isEqualTo(1);
    JsonNode last = crm.desk("/requests/arrivals").path("items").path(3);
    assertThat(last.toString())
        .isEqualTo(
            "{\"at\":\"2026-03-03T16:23:00Z\",\"operation\":\"METRICS\",\"verdict\":\"NO_KEY\"}");
  }

  @Test
  void breaksBeforeAccepting() throws Exception {
    assertRefused("server-error", 500, "<html><body><h1>Internal Server Error</h1></body></html>");
    assertRefused("unavailable", 503, "<html><body><h1>Service Unavailable</h1></body></html>");
    assertRefused("limit-in-ok", 200, "API calls exceeded the limit of 25 in 5 second(s)");
    assertRefused(
        "false-limit",
        429,
        "{\"Status\":\"Error\",\"ExceptionType\":\"MXAPIRateLimitExceededException\","
            + "\"ExceptionMessage\":\"API calls exceeded the limit of 25 in 5 second(s)\"}");
  }

  private static void assertRefused(String fault, int status, String body) throws Exception {
    var crm = PlayedLeadSquared.steady("faults." + fault, "1");

    MockHttpServletResponse answer = crm.mvc.perform(aPost(CALL_LOG)).andReturn().getResponse();

    assertThat(answer.getStatus()).isEqualTo(status);
    assertThat(answer.getContentAsString()).isEqualTo(body);
    assertThat(crm.desk("/requests").path("pending").asInt()).isZero();
    assertThat(crm.desk("/requests").path("refusedOverLimit").asInt()).isZero();
  }

  @Test
  void losesTheAnswerAfterAccepting() throws Exception {
    var crm = PlayedLeadSquared.steady("faults.lost-answer", "1");

    MvcResult result = crm.mvc.perform(aPost(CALL_LOG)).andReturn();

    assertThat(CutConnection.isAskedFor(result.getRequest())).isTrue();
    assertThat(result.getResponse().isCommitted()).isFalse();
    assertThat(result.getResponse().getContentAsByteArray()).isEmpty();
    assertThat(crm.desk("/requests").path("pending").asInt()).isEqualTo(1);
  }

  @Test
  void answersLateAfterAccepting() throws Exception {
    var crm = PlayedLeadSquared.steady("faults.late-answer", "1", "faults.late-by", "45s");

    assertThat(crm.accept(CALL_LOG)).isNotEmpty();

    assertThat(crm.pauses).containsExactly(Duration.ofSeconds(45));
  }

  @Test
  void changesItsFaultsWhileItRuns() throws Exception {
    var crm = PlayedLeadSquared.steady();

    crm.statusOf(
        put(BASE + "/faults")
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"unavailable\": 1.0}"));

    assertThat(crm.statusOf(aPost(CALL_LOG))).isEqualTo(503);
    assertThat(crm.desk("/faults").path("unavailable").asDouble()).isEqualTo(1);
  }

  @Test
  void spreadsItsFaultsAsSet() throws Exception {
    var crm =
        PlayedLeadSquared.steady(
            "limits", "100000/5s", "faults.unavailable", "0.3", "faults.lost-answer", "0.2");
    for (int i = 0; i < 1000; i++) {
      crm.mvc.perform(get(CALL_LOGS + "/metrics").header("x-api-key", "sandbox-api-key"));
    }

    JsonNode verdicts = crm.desk("/requests").at("/requests/METRICS");
    assertThat(verdicts.path("UNAVAILABLE").asInt()).isBetween(250, 350);
    assertThat(verdicts.path("LOST_ANSWER").asInt()).isBetween(150, 250);
    assertThat(verdicts.path("PASSED").asInt()).isBetween(450, 550);
  }
}
