package io.callbridge.sandbox.leadsquared;

import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.BASE;
import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.CALL_LOG;
import static io.callbridge.sandbox.leadsquared.PlayedLeadSquared.aRestPost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ActivityApiTest {

  private static final String UPDATE = "Telephony.svc/PhoneCallActivity/Update";
  private static final String FIND = "ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent";

  private final PlayedLeadSquared crm = PlayedLeadSquared.steady();
  private String activityId;

  @BeforeEach
  void logACall() throws Exception {
    crm.accept(CALL_LOG);
    crm.clock.advance(Duration.ofSeconds(5));
    activityId = crm.desk("/activities").at("/items/0/activityId").asText();
  }

  @Test
  void updatesTheRecordingAndLeavesTheRest() throws Exception {
    JsonNode answer =
        crm.jsonOf(
            aRestPost(
                UPDATE,
                "{\"ActivityId\": \"%s\", \"RecordingURL\": \"https://media.example.test/late\"}"
                    .formatted(activityId)));

    assertThat(answer.toString())
        .isEqualTo(
            "{\"Status\":\"Success\",\"Message\":{\"Id\":\"%s\",\"Message\":\"%s\"}}"
                .formatted(activityId, "Activity updated successfully"));
    JsonNode activity = crm.desk("/activities").at("/items/0");
    assertThat(activity.path("recordingUrl").asText()).isEqualTo("https://media.example.test/late");
    assertThat(activity.path("durationSeconds").asInt()).isEqualTo(73);
  }

  @Test
  void updatesTheDurationAndLeavesTheRest() throws Exception {
    crm.jsonOf(
        aRestPost(
            UPDATE, "{\"ActivityId\": \"%s\", \"CallDuration\": \"75\"}".formatted(activityId)));

    JsonNode activity = crm.desk("/activities").at("/items/0");
    assertThat(activity.path("durationSeconds").asInt()).isEqualTo(75);
    assertThat(activity.path("recordingUrl").asText())
        .isEqualTo("https://media.example.test/r/5b1f0c7e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"CallDuration\": \"1\"} | ActivityId is missing",
        "{\"ActivityId\": \"ID\"} | RecordingURL is missing",
        "{\"ActivityId\": \"x\", \"CallDuration\": \"1\"} | ActivityId is not a known activity",
        "{\"ActivityId\": \"5d1c0c1e-7f3a-4e7b-9d51-7a2f4b8f0a11\", \"CallDuration\": \"1\"}"
            + " | ActivityId is not a known activity",
        "{\"ActivityId\": \"ID\", \"CallDuration\": \"x\"}"
            + " | CallDuration is not a valid number of seconds",
        "{\"ActivityId\": \"ID\", \"RecordingURL\": \"x\"}"
            + " | RecordingURL is not an absolute address"
      })
  void refusesAnUpdateThatCannotBe(String body, String message) throws Exception {
    var request = aRestPost(UPDATE, body.replace("ID\"", activityId + "\""));
    if (body.startsWith("{\"CallDuration")) {
      request = aRestPost(UPDATE, body);
    }

    assertThat(crm.statusOf(request)).isEqualTo(500);
    assertThat(crm.jsonOf(request).path("ExceptionMessage").asText()).isEqualTo(message);
  }

  @Test
  void needsBothKeys() throws Exception {
    var none = post(BASE + "/v2/" + UPDATE).content("{}");
    var oneOnly = post(BASE + "/v2/" + UPDATE).header("x-LSQ-AccessKey", "sandbox-access-key");
    var wrong =
        post(BASE + "/v2/" + UPDATE)
            .header("x-LSQ-AccessKey", "sandbox-access-key")
            .header("x-LSQ-SecretKey", "wrong");

    assertThat(crm.statusOf(none)).isEqualTo(401);
    assertThat(crm.statusOf(oneOnly)).isEqualTo(401);
    assertThat(crm.statusOf(wrong)).isEqualTo(401);
    assertThat(crm.jsonOf(wrong).path("ExceptionType").asText())
        .isEqualTo("MXAuthenticationFailedException");
  }

  @Test
  void findsActivitiesByDirectionAndTime() throws Exception {
    JsonNode found = crm.jsonOf(search(21, "2026-03-03 16:00:00", "2026-03-03 17:00:00"));

    assertThat(found.path("RecordCount").asInt()).isEqualTo(1);
    assertThat(found.at("/List/0").toString())
        .isEqualTo(
            """
            {"ProspectActivityId":"%s","RelatedProspectId":"%s","ActivityEvent":"21",\
            "CreatedOn":"2026-03-03 16:23:02","mx_Custom_1":"12025550199",\
            "mx_Custom_2":"2026-03-03 16:21:27","mx_Custom_3":"73",\
            "mx_Custom_4":"https://media.example.test/r/5b1f0c7e","mx_Custom_5":"",\
            "mx_Custom_6":"","mx_Custom_7":"Answered"}"""
                .formatted(activityId, Lead.idOf("12025550143")));
    assertThat(count(22, "2026-03-03 16:00:00", "2026-03-03 17:00:00")).isZero();
    assertThat(count(21, "2026-03-03 16:23:03", "2026-03-03 17:00:00")).isZero();
    assertThat(count(21, "2026-03-03 16:00:00", "2026-03-03 16:23:01")).isZero();
    assertThat(count(21, "2026-03-03 16:23:02", "2026-03-03 16:23:02")).isEqualTo(1);
  }

  @Test
  void pagesWhatItFinds() throws Exception {
    crm.accept(CALL_LOG.replace("16:21:27", "16:21:28"));
    crm.clock.advance(Duration.ofSeconds(5));
    String body =
        """
        {"Parameter": {"FromDate": "2026-03-03 16:00:00", "ToDate": "2026-03-03 17:00:00",
          "ActivityEvent": 21}, "Paging": {"PageIndex": 2, "PageSize": 1}}""";

    JsonNode found = crm.jsonOf(aRestPost(FIND, body));

    assertThat(found.path("RecordCount").asInt()).isEqualTo(2);
    assertThat(found.path("List")).hasSize(1);
    assertThat(found.at("/List/0/mx_Custom_2").asText()).isEqualTo("2026-03-03 16:21:28");
  }

  @Test
  void refusesASearchWithoutTimes() throws Exception {
    var request = aRestPost(FIND, "{\"Parameter\": {\"ActivityEvent\": 21}}");

    assertThat(crm.statusOf(request)).isEqualTo(500);
    assertThat(crm.jsonOf(request).path("ExceptionMessage").asText())
        .isEqualTo("FromDate is missing");
  }

  @ParameterizedTest
  @CsvSource({"12025550143, 1", "2025550143, 1", "0143, 0", "12025550155, 0", "+12025550143, 0"})
  void findsALeadByItsDigits(String phone, int count) throws Exception {
    JsonNode leads =
        crm.jsonOf(
            get(BASE + "/v2/LeadManagement.svc/RetrieveLeadByPhoneNumber")
                .queryParam("phone", phone)
                .header("x-LSQ-AccessKey", "sandbox-access-key")
                .header("x-LSQ-SecretKey", "sandbox-secret-key"));

    assertThat(leads).hasSize(count);
    if (count == 1) {
      assertThat(leads.at("/0/ProspectID").asText()).isEqualTo(Lead.idOf("12025550143").toString());
    }
  }

  private int count(int event, String from, String to) throws Exception {
    return crm.jsonOf(search(event, from, to)).path("RecordCount").asInt();
  }

  private static MockHttpServletRequestBuilder search(int event, String from, String to) {
    return aRestPost(
        FIND,
        "{\"Parameter\": {\"FromDate\": \"%s\", \"ToDate\": \"%s\", \"ActivityEvent\": %d}}"
            .formatted(from, to, event));
  }
}
