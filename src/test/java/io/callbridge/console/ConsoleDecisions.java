package io.callbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.callbridge.Bridge;
import io.callbridge.PlayedCrm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does on the pages, and that a viewer can't. */
abstract class ConsoleDecisions extends ConsoleVisits {

  @Test
  void retriesARejectedCallLogAndSeesItLogged() {
    long id = calls.rejected("act-retry", "+12025550121");
    try (var visit = visit("oscar")) {
      visit.open("/calls/" + id);
      visit.sees("The CRM refused it for good.");
      visit.link("Retry…").click();
      visit.sees("posted to the CRM again");
      visit.page.getByLabel("Why?").fill("the connector is mapped now");
      visit.button("Retry").click();

      visit.finds(".state[data-state=LOGGED]");

      visit.sees("retried by oscar: the connector is mapped now");
      assertThat(visit.page.url()).endsWith("/calls/" + id);
      assertThat(visit.link("Retry…").count()).isZero();
      assertThat(PlayedCrm.posts("act-retry")).hasSize(2);

      visit.open("/calls/" + id + "/retry");
      visit.page.getByLabel("Why?").fill("again");
      visit.button("Retry").click();
      visit.sees("It is LOGGED, which is final");
      visit.forgive("409");
    }
  }

  @Test
  void retriesAnUnconfirmedOneOnlyWhenASecondActivityIsAccepted() {
    long id = calls.unconfirmed("act-unconfirmed", "+12025550122");
    try (var visit = visit("oscar")) {
      visit.open("/calls/" + id + "/retry");
      visit.sees("the CRM gets a second activity");
      visit.page.getByLabel("Why?").fill("not in the CRM");
      visit.button("Retry").click();
      assertThat(visit.page.url()).endsWith("/retry");
      assertThat(PlayedCrm.posts("act-unconfirmed")).hasSize(1);

      visit.page.getByLabel("I have looked into the CRM").check();
      visit.button("Retry").click();

      visit.finds(".state[data-state=LOGGED]");
      assertThat(PlayedCrm.posts("act-unconfirmed")).hasSize(2);
    }
  }

  @Test
  void abandonsOne() {
    long id = calls.rejected("act-abandon", "+12025550123");
    try (var visit = visit("oscar")) {
      visit.open("/calls/" + id);
      visit.link("Abandon…").click();
      visit.sees("This can't be undone.");
      visit.page.getByLabel("Why?").fill("a test call");
      visit.button("Abandon").click();

      visit.finds(".state[data-state=ABANDONED]");
      visit.sees("abandoned by oscar: a test call");
      assertThat(PlayedCrm.posts("act-abandon")).hasSize(1);
    }
  }

  @Test
  void retriesAllThatStoppedForOneReason() {
    calls.rejected("act-many-1", "+12025550124");
    calls.rejected("act-many-2", "+12025550124");
    calls.logged("act-many-3", "+12025550124");
    try (var visit = visit("oscar")) {
      visit.open("/stopped");
      assertThat(visit.row("rejected").first().textContent()).contains("main");
      visit.open("/calls?search=2025550124&state=REJECTED");
      visit.sees("2 calls");
      visit.link("Retry all of these…").click();
      assertThat(visit.finds("h1").textContent()).isEqualTo("Retry 2 call logs?");
      visit.page.getByLabel("Why?").fill("mended");
      calls.rejected("act-many-4", "+12025550124");
      visit.button("Retry 2").click();
      visit.sees("3 call logs fit, not 2");
      visit.forgive("409");

      visit.page.getByLabel("Why?").fill("mended");
      visit.button("Retry 3").click();

      assertThat(visit.finds("h1").textContent()).isEqualTo("3 retried");
      calls.inState("act-many-1", "LOGGED");
      calls.inState("act-many-4", "LOGGED");
      assertThat(PlayedCrm.posts("act-many-3")).hasSize(1);
    }
  }

  @Test
  void pausesACrmAccountAndResumesIt() {
    try (var visit = visit("oscar")) {
      visit.open("/accounts");
      visit.link("Pause main").click();
      visit.sees("Nothing is sent");
      visit.page.getByLabel("Why?").fill("the CRM moves");
      visit.button("Pause").click();
      visit.sees("paused by oscar: the CRM moves");
      try {
        calls.report("act-paused", "+12025550125");
        calls.inState("act-paused", "WAITING");
        visit.open("/");
        assertThat(visit.finds(".state[data-state=PAUSED]").textContent()).isEqualTo("paused");
        assertThat(PlayedCrm.posts("act-paused")).isEmpty();
      } finally {
        visit.open("/accounts");
        visit.link("Resume main").click();
        visit.page.getByLabel("Why?").fill("moved");
        visit.button("Resume").click();
        visit.link("Pause main").waitFor();
      }
      calls.inState("act-paused", "LOGGED");
    }
  }

  @Test
  void collectsARangeAgainAndWatches() {
    bridge.post("/simulator/bandwidth/calls?story=OUTBOUND_BUSY");
    try (var visit = visit("oscar")) {
      visit.open("/accounts");
      visit.link("Collect a range of bandwidth/9900000").click();
      visit.sees("Nothing is posted twice.");
      visit.page.getByLabel("From (UTC)").fill("2099-01-01T00:00");
      visit.button("Collect").click();
      visit.sees("from is needed, and must be before to");
      visit.forgive("400");

      visit.page.getByLabel("From (UTC)").fill("2020-01-01T00:00");
      visit.page.getByLabel("To (UTC)").fill("2020-01-02T00:00");
      visit.page.getByLabel("Only say what would be posted").check();
      visit.button("Collect").click();

      visit.finds(".state[data-state=DONE]");
      Locator progress = visit.page.getByLabel("Progress");
      assertThat(progress.getAttribute("value")).isEqualTo("100");
      visit.sees("dry run, nothing is changed");
      visit.link("Accounts").last().click();
      assertThat(visit.row("2020-01-01").first().textContent()).contains("dry run", "100 %");
    }
  }

  @Test
  void saysThatAKeyIsRefusedAndNeverShowsIt() {
    PlayedCrm.onPath(
        "/console-refusing/1/api/telephony/logcallcomplete/t0ken",
        PlayedCrm.sample(401, "error-401.json"));
    bridge.postJson(
        Bridge.callStatus("req-key", "+12025550126") + "?account=desk",
        Bridge.completed("act-key"));
    long waiting = bridge.callLogInState("desk", "act-key", "QUEUED").path("id").asLong();
    try (var visit = visit("vera")) {
      visit.open("/calls/" + waiting);
      visit.sees("it refuses our key");
      visit.open("/accounts");
      Locator account =
          visit.page.getByLabel(
              "refusing", new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true));
      account.locator(".state[data-state=KEY_REFUSED]").waitFor();
      assertThat(account.textContent()).contains("it is refused");
      assertThat(visit.page.content())
          .doesNotContain(PlayedCrm.API_KEY, "sandbox-api-key", "sandbox-password", "t0ken");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/calls?state=REJECTED", "/stopped", "/accounts"})
  void offersAViewerNoDecisions(String path) {
    calls.rejected("act-viewer" + path.length(), "+12025550127");
    try (var visit = visit("vera")) {
      visit.open(path);
      assertThat(visit.page.locator("main form[method=post]").count()).isZero();
      assertThat(visit.page.locator("main a[role=button]").count()).isZero();
      assertThat(visit.link("Audit").count()).isZero();
    }
  }

  @Test
  void refusesAViewerWhatHeAsksForAllTheSame() {
    long id = calls.rejected("act-refused", "+12025550128");
    try (var visit = visit("vera")) {
      visit.open("/calls/" + id);
      visit.finds(".timeline");
      assertThat(visit.page.getByText("As it came").count()).isZero();
      assertThat(visit.link("Retry…").count()).isZero();
      for (String path :
          new String[] {
            "/calls/" + id + "/retry",
            "/calls/" + id + "/events/0",
            "/stopped/abandon?state=REJECTED",
            "/accounts/crm/main/pause",
            "/accounts/collect/bandwidth/9900000",
            "/audit"
          }) {
        visit.open(path);
        visit.sees("Not allowed");
      }
      visit.forgive("403");

      String token =
          visit.page.context().cookies().stream()
              .filter(cookie -> cookie.name.equals("XSRF-TOKEN"))
              .findAny()
              .orElseThrow()
              .value;
      APIResponse answer =
          visit
              .page
              .request()
              .post(
                  bridge.url("/calls/" + id + "/abandon"),
                  RequestOptions.create()
                      .setForm(FormData.create().set("reason", "x").set("_csrf", token)));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(bridge.callLogInState("shop", "act-refused", "REJECTED")).isNotNull();
    }
  }

  @Test
  void takesNoDecisionFromAnotherSite() {
    long id = calls.rejected("act-forged", "+12025550129");
    try (var visit = visit("oscar")) {
      APIResponse answer =
          visit
              .page
              .request()
              .post(
                  bridge.url("/calls/" + id + "/abandon"),
                  RequestOptions.create().setForm(FormData.create().set("reason", "x")));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(bridge.callLogInState("shop", "act-forged", "REJECTED")).isNotNull();
    }
  }
}
