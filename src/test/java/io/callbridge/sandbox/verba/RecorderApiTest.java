package io.callbridge.sandbox.verba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

class RecorderApiTest {

  private static final String START = "2026-03-03T16:21:27.950Z";
  private static final String END = "2026-03-03T16:22:41.120Z";
  private static final String NOT_FOUND = "The call cannot be found.";
  private static final String BAD_TOKEN = "This token is expired or never got authenticated.";

  @Test
  void givesATokenForAnHour() throws Exception {
    var verba = PlayedVerba.with();
    String id = verba.record("c-1", START, END, false);
    String token = login(verba);

    assertThat(verba.text("action", "GetCallURL", "callID", id)).contains(BAD_TOKEN);
    assertThat(verba.text("action", "GetCallURL", "callID", id, "token", token)).contains(id);
    verba.clock.advance(Duration.ofHours(1));
    assertThat(verba.text("action", "GetCallURL", "callID", id, "token", token))
        .contains(BAD_TOKEN);
  }

  @Test
  void knowsItsUserByHeaderOrParameters() throws Exception {
    var verba = PlayedVerba.with();
    String basic =
        verba
            .mvc
            .perform(
                get(PlayedVerba.API)
                    .queryParam("action", "RequestToken")
                    .queryParam("apiKey", PlayedVerba.KEY)
                    .header("Authorization", "Basic c2FuZGJveC11c2VyOnNhbmRib3gtcGFzc3dvcmQ="))
            .andReturn()
            .getResponse()
            .getContentAsString();

    assertThat(basic).contains("code=\"0\"").contains("token=\"");
    assertThat(verba.text("action", "RequestToken", "userName", "x", "password", "y"))
        .contains("code=\"2\"")
        .contains("Authentication failed.");
  }

  @Test
  void refusesAWrongKey() throws Exception {
    var response =
        PlayedVerba.withoutLogin()
            .mvc
            .perform(get("/simulator/verba/api").queryParam("action", "GetCallURL"))
            .andReturn()
            .getResponse();

    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getContentAsString()).contains("The API key is not valid.");
  }

  @Test
  void findsARecordingSomeTimeAfterTheCall() throws Exception {
    var verba = PlayedVerba.with("username", "", "appear-after", "10m");
    verba.record("c-1", START, END, false);

    assertThat(verba.text("action", "GetCallID", "platformCallID", "c-1")).contains(NOT_FOUND);
    verba.clock.advance(Duration.ofMinutes(5));
    assertThat(verba.text("action", "GetCallID", "platformCallID", "c-1"))
        .contains("<CallID>")
        .contains("<Response code=\"0\" type=\"GetCallID\"/>");
  }

  @Test
  void findsTheLastAndTheOngoingCallOfANumber() throws Exception {
    var verba = PlayedVerba.withoutLogin();
    String first = verba.record("c-1", START, END, false);
    String last = verba.record("c-2", "2026-03-03T16:25:00Z", "2026-03-03T16:26:00Z", false);
    String ongoing = verba.record("c-3", "2026-03-03T16:29:00Z", null, false);

    assertThat(url(verba, "last")).contains(last).doesNotContain(first);
    assertThat(url(verba, "ongoing,last")).contains(ongoing);
    verba.recordings.end(ongoing, verba.clock.instant().minusSeconds(1));
    assertThat(url(verba, "ongoing,last")).contains(last);
  }

  @Test
  void waitsAMinuteForTheNextCall() throws Exception {
    var verba = PlayedVerba.withoutLogin();
    String next = verba.record("c-1", "2026-03-03T16:30:59Z", null, false);
    assertThat(url(verba, "next")).contains(next);

    verba.clock.advance(Duration.ofSeconds(1));
    assertThat(url(verba, "next")).contains(NOT_FOUND);
    assertThat(verba.clock.instant()).isAfter("2026-03-03T16:31:58Z");
  }

  @Test
  void saysWhenThereAreSeveral() throws Exception {
    var verba = PlayedVerba.withoutLogin();
    String primary = verba.record("c-1", START, END, false);
    verba.record("c-1", START, END, true);
    assertThat(verba.text("action", "GetCallID", "platformCallID", "c-1")).contains(primary);

    verba.record("c-1", START, END, false);
    assertThat(verba.text("action", "GetCallID", "platformCallID", "c-1"))
        .contains("More than one call");
  }

  @Test
  void describesACallInBothLayouts() throws Exception {
    for (Layout layout : Layout.values()) {
      var verba = PlayedVerba.with("username", "", "layout", layout.name());
      String id = verba.record("c-1", START, END, false);

      assertThat(verba.text("action", "GetCallInformation", "callID", id))
          .contains("<verbacdr state=\"1\">")
          .contains("<start_time>2026-03-03 16:21:27.950</start_time>")
          .contains("<end_time>2026-03-03 16:22:41.120</end_time>")
          .contains(layout == Layout.BESIDE ? "type=\"GetCallInformation\"/>" : "</Response>");
    }
  }

  @Test
  void searchesInTheUsersZone() throws Exception {
    var verba = PlayedVerba.with("zone", "Europe/Berlin");
    String id = verba.record("c-1", START, END, false);
    String secondary = verba.record("c-1", START, END, true);
    String token = login(verba);

    String found =
        verba.text(
            "action",
            "SearchCalls",
            "token",
            token,
            "start",
            "2026-03-03 17:21",
            "end",
            "2026-03-03 17:22:00",
            "anynum",
            "12025550143");
    assertThat(found).contains(id).doesNotContain(secondary).doesNotContain("start_time");
    assertThat(
            verba.text(
                "action",
                "SearchCalls",
                "token",
                token,
                "start",
                "2026-03-03 16:21",
                "end",
                "2026-03-03 16:22:00"))
        .contains("<verbacdrlist></verbacdrlist>");
    assertThat(
            verba.text(
                "action",
                "SearchCalls",
                "token",
                token,
                "start",
                "2026-03-03 17:21",
                "end",
                "2026-03-03 17:22:00",
                "returnMetadata",
                "1"))
        .contains("<start_time>2026-03-03 17:21:27.950</start_time>");
  }

  @Test
  void answersAsTextAndAsPage() throws Exception {
    var verba = PlayedVerba.withoutLogin();
    String id = verba.record("c-1", START, END, false);

    var text = verba.ask("action", "GetCallURL", "callID", id, "responseType", "TEXT");
    assertThat(text.getContentType()).startsWith("text/plain");
    assertThat(text.getContentAsString())
        .isEqualTo("http://localhost/simulator/verba/verba/gwtCallDetail.do?ccdrId=" + id);
    var page = verba.ask("action", "GetCallURL", "callID", id, "responseType", "HTML");
    assertThat(page.getContentType()).startsWith("text/html");
    assertThat(page.getContentAsString()).contains("<a href=");
    assertThat(verba.text("action", "GetCallURL", "callID", "x", "responseType", "TEXT"))
        .isEqualTo(NOT_FOUND);
  }

  @Test
  void keepsACall() throws Exception {
    var verba = PlayedVerba.withoutLogin();
    String id = verba.record("c-1", START, END, false);

    assertThat(verba.text("action", "KeepCall", "callID", id)).contains("type=\"KeepCall\"/>");
    assertThat(verba.recordings.all().get(0).kept()).isTrue();
  }

  @Test
  void goesWrongAsOftenAsSet() throws Exception {
    var verba = PlayedVerba.with("faults.login-page", "1");
    assertThat(verba.text("action", "RequestToken")).startsWith("<!DOCTYPE html>");

    verba
        .mvc
        .perform(
            MockMvcRequestBuilders.put("/simulator/verba/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"unavailable\": 1}"))
        .andReturn();
    assertThat(verba.ask("action", "RequestToken").getStatus()).isEqualTo(503);
  }

  @Test
  void takesRecordingsFromOutside() throws Exception {
    var verba = PlayedVerba.withoutLogin();
    verba
        .mvc
        .perform(
            MockMvcRequestBuilders.post("/simulator/verba/recordings")
                .contentType(MediaType.APPLICATION_JSON)
                .content(
                    """
                    {"platformCallId": "c-1", "source": "2002", "destination": "+12025550143",
                     "start": "2026-03-03T16:21:27.950Z", "end": "2026-03-03T16:22:41.120Z"}"""))
        .andReturn();

    assertThat(verba.text("action", "GetCallID", "platformCallID", "c-1")).contains("code=\"0\"");
  }

  private static String url(PlayedVerba verba, String status) throws Exception {
    return verba.text("action", "GetCallURL", "extension", "2002", "status", status);
  }

  private static String login(PlayedVerba verba) throws Exception {
    String answer =
        verba.text(
            "action", "RequestToken", "userName", "sandbox-user", "password", "sandbox-password");
    Matcher token = Pattern.compile("token=\"([^\"]+)\"").matcher(answer);
    assertThat(token.find()).as(answer).isTrue();
    return token.group(1);
  }
}
