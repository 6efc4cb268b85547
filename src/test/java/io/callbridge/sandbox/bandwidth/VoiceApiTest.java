package io.callbridge.sandbox.bandwidth;

import static io.callbridge.sandbox.bandwidth.PlayedBandwidth.ACCOUNT;
import static io.callbridge.sandbox.bandwidth.PlayedBandwidth.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class VoiceApiTest {

  private static final String CREATE =
      """
      {"to": "+12025550177", "from": "+12025550199", "applicationId": "app",
       "answerUrl": "https://bridge.example.test/answer", "username": "u", "password": "p",
       "disconnectUrl": "https://bridge.example.test/disconnect", "tag": "agent=2001"}""";

  private final PlayedBandwidth bandwidth = PlayedBandwidth.with();

  @Test
  void asksForCredentialsAndTheRightAccount() throws Exception {
    assertThat(bandwidth.mvc.perform(get(ACCOUNT + "/calls")).andReturn().getResponse().getStatus())
        .isEqualTo(401);
    assertThat(bandwidth.perform(get(ApiGateway.ACCOUNTS + "1/calls")).getStatus()).isEqualTo(403);
    assertThat(bandwidth.perform(get(ACCOUNT + "/calls")).getStatus()).isEqualTo(200);
  }

  @Test
  void showsACallAsFarAsItHasGone() throws Exception {
    CallScript script = bandwidth.player.play(Story.ANSWERED).script();
    String call = ACCOUNT + "/calls/" + script.parent().callId();
    assertThat(bandwidth.perform(get(call)).getStatus()).isEqualTo(404);

    bandwidth.pass(Duration.ofSeconds(60));

    JsonNode row = bandwidth.jsonOf(get(call));
    assertThat(row.path("state").asText()).isEqualTo("disconnected");
    assertThat(row.path("answerTime").asText())
        .isEqualTo(Times.write(script.parent().answerTime()));
    assertThat(row.path("disconnectCause").asText()).isEqualTo("hangup");
    List<JsonNode> rows = bandwidth.rows("");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).path("parentCallId")).isEqualTo(row.path("callId"));
    assertThat(rows.get(1).path("to").asText()).isEqualTo(script.legs().get(1).to());
  }

  @Test
  void pagesThroughItsList() throws Exception {
    for (int i = 0; i < 40; i++) {
      bandwidth.player.play(Story.OUTBOUND_BUSY);
      bandwidth.pass(Duration.ofMillis(i % 3));
    }
    bandwidth.pass(Duration.ofSeconds(60));

    List<JsonNode> rows = bandwidth.rows("pageSize=7&from=%2B12025550199");
    assertThat(rows).hasSize(40);
    assertThat(new HashSet<>(rows)).hasSize(40);
    assertThat(rows).isSortedAccordingTo((a, b) -> enqueued(a).compareTo(enqueued(b)));
    assertThat(bandwidth.rows("disconnectCause=hangup")).isEmpty();
    assertThat(bandwidth.rows("from=%2B12025550100")).isEmpty();
    String first = rows.get(0).path("startTime").asText();
    assertThat(bandwidth.rows("maxStartTime=" + first + "&minStartTime=" + first)).isNotEmpty();
    assertThat(bandwidth.rows("minStartTime=2026-03-03T16:30:00Z")).isEmpty();
  }

  private static String enqueued(JsonNode row) {
    return row.path("enqueuedTime").asText();
  }

  @Test
  void listsNoMoreThanItsMostAndNothingOld() throws Exception {
    var small = PlayedBandwidth.with("most-listed", "10");
    for (int i = 0; i < 25; i++) {
      small.player.play(Story.OUTBOUND_BUSY);
    }
    small.pass(Duration.ofSeconds(60));
    assertThat(small.rows("pageSize=4")).hasSize(10);

    small.pass(Duration.ofDays(7));
    assertThat(small.rows("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pageSize=0", "pageSize=10001", "pageSize=x", "pageToken=x", "minStartTime=today"})
  void refusesANonsensicalQuery(String query) throws Exception {
    MockHttpServletResponse answer = bandwidth.perform(get(ACCOUNT + "/calls?" + query));
    assertThat(answer.getStatus()).isEqualTo(400);
    assertThat(answer.getContentAsString()).contains("\"type\":\"validation\"");
  }

  @Test
  void makesACall() throws Exception {
    MockHttpServletResponse answer = bandwidth.perform(json(post(ACCOUNT + "/calls"), CREATE));

    assertThat(answer.getStatus()).isEqualTo(201);
    String callId = onlyCall().callId();
    assertThat(answer.getHeader("Location")).endsWith("/calls/" + callId);
    bandwidth.pass(Duration.ofSeconds(120));
    assertThat(bandwidth.sentTypes()).endsWith("disconnect");
    Webhook last = bandwidth.sent.get(bandwidth.sent.size() - 1);
    assertThat(last.target().url()).isEqualTo("https://bridge.example.test/disconnect");
    assertThat(last.body()).containsEntry("tag", "agent=2001").containsEntry("callId", callId);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{",
        "{\"to\": \"12025550177\"}",
        "{\"to\": \"+12025550177\", \"from\": \"+12025550199\", \"applicationId\": \"a\"}",
        "{\"to\": \"+12025550177\", \"from\": \"+12025550199\", \"applicationId\": \"a\","
            + " \"answerUrl\": \"ftp://x.test/\"}",
        "{\"to\": \"+12025550177\", \"from\": \"+12025550199\", \"applicationId\": \"a\","
            + " \"answerUrl\": \"https://x.test/\", \"callTimeout\": 301}"
      })
  void refusesAnIncompleteCall(String body) throws Exception {
    assertThat(bandwidth.perform(json(post(ACCOUNT + "/calls"), body)).getStatus()).isEqualTo(400);
    assertThat(bandwidth.played.all()).isEmpty();
  }

  @Test
  void refusesOtherMediaTypes() throws Exception {
    assertThat(
            bandwidth
                .perform(post(ACCOUNT + "/calls").contentType("text/plain").content(CREATE))
                .getStatus())
        .isEqualTo(415);
  }

  @Test
  void queuesCallsUntilTheQueueIsFull() throws Exception {
    var slow = PlayedBandwidth.with("calls-per-second", "1");
    for (int i = 0; i < 301; i++) {
      assertThat(slow.perform(json(post(ACCOUNT + "/calls"), CREATE)).getStatus()).isEqualTo(201);
    }
    assertThat(slow.jsonOf(get(ACCOUNT + "/statistics")).path("currentCallQueueSize").asInt())
        .isEqualTo(300);

    MockHttpServletResponse refused = slow.perform(json(post(ACCOUNT + "/calls"), CREATE));
    assertThat(refused.getStatus()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("7");
  }

  @Test
  void hangsUp() throws Exception {
    CallScript script = bandwidth.player.play(Story.ANSWERED).script();
    String call = ACCOUNT + "/calls/" + script.parent().callId();
    bandwidth.pass(Duration.between(START, script.parent().answerTime().plusMillis(100)));

    assertThat(bandwidth.perform(json(post(call), "{\"state\": \"completed\"}")).getStatus())
        .isEqualTo(200);
    bandwidth.pass(Duration.ofSeconds(60));

    assertThat(bandwidth.sentTypes())
        .containsOnlyOnce("disconnect")
        .doesNotContain("recordingAvailable");
    assertThat(bandwidth.jsonOf(get(call)).path("endTime").asText())
        .isEqualTo(Times.write(script.parent().answerTime().plusMillis(100)));
    assertThat(bandwidth.perform(json(post(call), "{\"state\": \"completed\"}")).getStatus())
        .isEqualTo(409);
  }

  @Test
  void steersAnAnsweredCallOnly() throws Exception {
    CallScript script = bandwidth.player.play(Story.OUTBOUND_ANSWERED).script();
    String call = ACCOUNT + "/calls/" + script.parent().callId();
    String redirect = "{\"redirectUrl\": \"https://bridge.example.test/go\", \"tag\": \"moved\"}";
    assertThat(bandwidth.perform(json(post(call), redirect)).getStatus()).isEqualTo(409);
    assertThat(bxml(call, "<Bxml/>")).isEqualTo(409);
    bandwidth.pass(Duration.between(START, script.parent().answerTime().plusMillis(100)));

    assertThat(bandwidth.perform(json(post(call), redirect)).getStatus()).isEqualTo(200);
    assertThat(bandwidth.perform(json(post(call), "{\"state\": \"active\"}")).getStatus())
        .isEqualTo(400);
    assertThat(bxml(call, "<Response>")).isEqualTo(400);
    bandwidth.pass(Duration.ofMillis(100));
    assertThat(bxml(call, "<Response><Hangup/></Response>")).isEqualTo(204);
    bandwidth.pass(Duration.ofSeconds(60));

    assertThat(bandwidth.sentTypes()).containsExactly("answer", "redirect", "disconnect");
  }

  @Test
  void keepsRecordings() throws Exception {
    var recording = PlayedBandwidth.with("recorded", "1");
    CallScript script = recording.player.play(Story.VOICEMAIL).script();
    String recordings = ACCOUNT + "/calls/" + script.parent().callId() + "/recordings";
    assertThat(recording.jsonOf(get(recordings))).isEmpty();

    recording.pass(Duration.ofSeconds(90));

    JsonNode listed = recording.jsonOf(get(recordings));
    assertThat(listed).hasSize(1);
    String one = recordings + "/" + listed.path(0).path("recordingId").asText();
    assertThat(recording.jsonOf(get(one))).isEqualTo(listed.path(0));
    int media = "error".equals(script.recording().status()) ? 404 : 200;
    assertThat(recording.perform(get(one + "/media")).getStatus()).isEqualTo(media);
  }

  @Test
  void goesWrongAsOftenAsItIsTold() throws Exception {
    bandwidth.faults.setRates(new FaultRates(1, 0, 0, Duration.ofMillis(1500)));
    assertThat(bandwidth.perform(get(ACCOUNT + "/calls")).getHeader("Retry-After")).isEqualTo("1");
    assertThat(bandwidth.perform(get(ACCOUNT + "/calls")).getHeader("Retry-After"))
        .isEqualTo("1.500");
    assertThat(bandwidth.perform(get(ACCOUNT + "/calls")).getHeader("Retry-After"))
        .isEqualTo("Tue, 3 Mar 2026 16:21:22 GMT");
    bandwidth.faults.setRates(new FaultRates(0, 1, 0, null));
    assertThat(bandwidth.perform(get(ACCOUNT + "/calls")).getStatus()).isEqualTo(500);
    bandwidth.faults.setRates(new FaultRates(0, 0, 1, null));
    assertThat(bandwidth.perform(get(ACCOUNT + "/calls")).getStatus()).isEqualTo(503);
  }

  private int bxml(String call, String text) throws Exception {
    return bandwidth
        .perform(put(call + "/bxml").contentType("application/xml").content(text))
        .getStatus();
  }

  private PlayedCall onlyCall() {
    assertThat(bandwidth.played.all()).hasSize(1);
    return bandwidth.played.all().get(0);
  }

  private static MockHttpServletRequestBuilder json(
      MockHttpServletRequestBuilder request, String body) {
    return request.contentType("application/json").content(body);
  }
}
