package io.callbridge.leadsquared;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.callbridge.Bridge.callStatus;
import static io.callbridge.Bridge.completed;
import static io.callbridge.PlayedCrm.json;
import static io.callbridge.PlayedCrm.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.callbridge.Bridge;
import io.callbridge.FullApplication;
import io.callbridge.PlayedCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How the activity of a post whose answer was lost is looked for (sections 5, 7.3 and 7.4). */
@FullApplication
class FindActivityRoutesTest {

  private static final String LEADS = "/findable/v2/LeadManagement.svc/RetrieveLeadByPhoneNumber";
  private static final String ACTIVITIES =
      "/findable/v2/ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent";

  @Autowired Bridge bridge;

  @Test
  void findsTheActivityOfAPostWhoseAnswerWasLost() {
    JsonNode lost = lose("find-1", "+12025550188");
    assertThat(Duration.between(answeredAt(lost), Instant.parse(lost.path("dueAt").asText())))
        .isCloseTo(Duration.ofMinutes(15), Duration.ofSeconds(1));
    PlayedCrm.onPath(LEADS, sample(401, "error-401.json"));
    bridge.hurry(lost.path("id").asLong());
    JsonNode refused = bridge.answeredCallLog("findable", "find-1", 2);
    assertThat(refused.path("state").asText()).isEqualTo("UNCONFIRMED");
    assertThat(lastWords(refused)).startsWith("key refused (HTTP 401)");

    PlayedCrm.onPath(LEADS, json(200, "[{\"ProspectID\": \"lead-1\", \"Phone\": \"x\"}]"));
    PlayedCrm.onPath(ACTIVITIES, json(200, activities(lost.path("startTime").asText())));
    bridge.hurry(lost.path("id").asLong());

    JsonNode found = bridge.callLogInState("findable", "find-1", "LOGGED");
    assertThat(found.path("activityId").asText()).isEqualTo("activity-1");
    assertThat(found.path("attempts").asInt()).isEqualTo(1);
    assertThat(Bridge.requests(found))
        .extracting(step -> step.path("kind").asText())
        .containsExactly("POST", "FIND", "FIND", "FIND");
    assertThat(PlayedCrm.posts("find-1")).hasSize(1);
    LoggedRequest lead = last(PlayedCrm.requestsFor(LEADS));
    assertThat(lead.getUrl()).endsWith("?phone=12025550188");
    assertThat(lead.getHeader("x-LSQ-AccessKey")).isEqualTo(PlayedCrm.ACCESS_KEY);
    assertThat(lead.getHeader("x-LSQ-SecretKey")).isEqualTo(PlayedCrm.SECRET_KEY);
    assertThat(lead.getHeader("x-api-key")).isNull();
    JsonNode asked = Bridge.json(last(PlayedCrm.requestsFor(ACTIVITIES)).getBodyAsString());
    assertThat(asked.at("/Parameter/ActivityEvent").asInt()).isEqualTo(22);
    assertThat(asked.at("/Parameter/FromDate").asText()).isEqualTo("2026-03-03 16:16:28");
    assertThat(asked.at("/Paging/PageIndex").asInt()).isEqualTo(1);
  }

  @Test
  void looksAgainLaterWhereTheHostDoesNotAnswer() {
    JsonNode lost = lose("find-2", "+12025550189");
    PlayedCrm.onPath(LEADS, aResponse().withStatus(502));

    bridge.hurry(lost.path("id").asLong());

    JsonNode asked = bridge.answeredCallLog("findable", "find-2", 2);
    assertThat(asked.path("state").asText()).isEqualTo("UNCONFIRMED");
    assertThat(asked.path("dueAt").isNull()).isFalse();
    assertThat(lastWords(asked)).isEqualTo("HTTP 502, which says nothing sure");
    PlayedCrm.onPath(LEADS, json(200, "[]"));
    await()
        .until(
            () ->
                lastWords(bridge.callLog("findable", "find-2")).equals("no lead has this number"));
  }

  private JsonNode lose(String callId, String number) {
    PlayedCrm.onPost(callId, aResponse().withStatus(504));
    bridge.postJson(
        callStatus("req-1", number) + "?account=findable",
        completed(callId).replace("+12025550143", number));
    return bridge.callLogInState("findable", callId, "UNCONFIRMED");
  }

  /** One of another lead, one too early, one of another number, and the right one. */
  private static String activities(String startTime) {
    String start = startTime.replace("T", " ").replace("Z", "");
    return """
        {"RecordCount": 4, "List": [%s, %s, %s, %s]}"""
        .formatted(
            activity("other-lead", "lead-2", "12025550199", start),
            activity("too-early", "lead-1", "12025550199", "2026-03-03 16:20:00"),
            activity("other-display", "lead-1", "12025550100", start),
            activity("activity-1", "LEAD-1", "+1-2025550199", start));
  }

  private static String activity(String id, String lead, String display, String start) {
    return """
        {"ProspectActivityId": "%s", "RelatedProspectId": "%s", "ActivityEvent": "22",
         "mx_Custom_1": "%s", "mx_Custom_2": "%s"}"""
        .formatted(id, lead, display, start);
  }

  private static Instant answeredAt(JsonNode log) {
    return Instant.parse(Bridge.requests(log).get(0).path("answeredAt").asText());
  }

  private static String lastWords(JsonNode log) {
    List<JsonNode> requests = Bridge.requests(log);
    return requests.get(requests.size() - 1).path("words").asText();
  }

  private static LoggedRequest last(List<LoggedRequest> requests) {
    return requests.get(requests.size() - 1);
  }
}
