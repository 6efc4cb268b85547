package io.callbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.callbridge.Bridge;
import org.junit.jupiter.api.Test;

/** What could not be read: looked at, taken in after all, or thrown away. */
abstract class ConsoleQuarantine extends ConsoleVisits {

  private static final String NO_SUCH_ACCOUNT = "no such Broadband Dynamics account is configured";

  @Test
  void takesInWhatCameForAnAccountThatWasNotThere() {
    long id = calls.kept("kept-replay", "+12025550141");
    try (var visit = visit("oscar")) {
      visit.open("/stopped");
      visit.sees(NO_SUCH_ACCOUNT);
      visit.open("/stopped/quarantine/" + id);
      visit.sees("nobody checked, so anybody may have sent it");
      assertThat(visit.finds("pre").textContent()).contains("kept-replay");
      visit.link("Replay…").click();
      visit.page.getByLabel("Why?").fill("it is the shop's");
      visit.page.getByLabel("Account").fill("shop");
      visit.page.getByLabel("I have looked at it").check();
      visit.button("Replay").click();
      visit.page.waitForURL("**/stopped");

      calls.inState("kept-replay", "LOGGED");
    }
    assertThat(bridge.quarantined("kept-replay")).isEmpty();
    try (var visit = visit("enid")) {
      visit.open("/audit");
      visit.sees("it is the shop's");
    }
  }

  @Test
  void throwsAwayAllOfOneReason() {
    String reason = "a call status is JSON, XML or a form";
    post("kept-discard-1", "text/plain");
    post("kept-discard-2", "text/plain");
    try (var visit = visit("oscar")) {
      visit.open("/stopped");
      visit.link("Discard: " + reason).click();
      assertThat(visit.finds("h1").textContent()).isEqualTo("Discard 2 requests?");
      visit.page.getByLabel("Why?").fill("a test of theirs");
      visit.button("Discard 2").click();
      assertThat(visit.finds("h1").textContent()).isEqualTo("2 discarded");
    }
    assertThat(bridge.quarantined("kept-discard")).isEmpty();
  }

  @Test
  void aViewerSeesNoneOfIt() {
    long id = calls.kept("kept-hidden", "+12025550142");
    try (var visit = visit("vera")) {
      visit.open("/stopped");
      assertThat(visit.link("Replay: " + NO_SUCH_ACCOUNT).count()).isZero();
      visit.open("/stopped/quarantine/" + id);
      visit.forgive("403");
      assertThat(visit.page.content()).doesNotContain("+12025550142");
    }
  }

  private void post(String callId, String mediaType) {
    bridge.post(Bridge.callStatus("req-" + callId, "+12025550141"), mediaType, callId.getBytes());
  }
}
