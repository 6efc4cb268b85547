package io.callbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the pages show, and that they stay up to date. */
abstract class ConsolePages extends ConsoleVisits {

  private static final Locator.WaitForOptions ATTACHED =
      new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);

  @Test
  void sendsAStrangerToTheLoginAndThenWhereHeWantedToGo() {
    try (var visit = new Visit(browser, bridge.url(""), new Browser.NewContextOptions())) {
      visit.open("/calls?search=2025550100");
      assertThat(visit.page.url()).endsWith("/login");
      visit.keep("login");

      visit.logIn("vera", "wrong");
      visit.sees("No user has this name and password.");
      assertThat(visit.page.content()).doesNotContain("wrong");

      visit.logIn("vera", ConsoleApplication.PASSWORD);
      visit.sees("Calls");
      assertThat(visit.page.url()).contains("/calls?search=2025550100");
      assertThat(visit.finds(".me").textContent()).contains("vera", "viewer");

      visit.button("Log out").click();
      visit.sees("You are logged out.");
      visit.open("/");
      assertThat(visit.page.url()).endsWith("/login");
    }
  }

  @Test
  void letsNobodyGuessPasswordsForLong() {
    try (var visit = new Visit(browser, bridge.url(""), new Browser.NewContextOptions())) {
      boolean isStopped = false;
      for (int attempt = 0; attempt < 40 && !isStopped; attempt++) {
        visit.open("/login");
        visit.logIn("mallory", "guess-" + attempt);
        isStopped = visit.page.getByText("Too many failed logins").count() > 0;
      }
      assertThat(isStopped).isTrue();
      visit.forgive("429");
    }
  }

  @Test
  void todayShowsTheEquationOfEachAccountAndStaysUpToDate() {
    calls.report("default", "today-1", "+12025550110");
    bridge.callLogInState("default", "today-1", "LOGGED");
    try (var visit = visit("vera")) {
      Locator row = visit.row("broadband-dynamics/default");
      Locator equation = row.locator(".says");
      await().until(() -> ended(equation.textContent()), now -> now == 1);
      row.locator("rect.logged").waitFor(ATTACHED);
      assertThat(equation.textContent()).contains("closes").doesNotContain("MISSING");
      assertThat(row.locator("svg").getAttribute("aria-label"))
          .isEqualTo("1 ended = 1 logged + 0 excluded + 0 open + 0 stopped");
      assertThat(visit.finds("#crms ~ * >> text=1000/5s").isVisible()).isTrue();
      visit.page.evaluate("window.isTheSamePage = true");

      calls.report("default", "today-2", "+12025550110");

      await().until(() -> ended(equation.textContent()), now -> now == 2);
      await().until(() -> charted(visit.page), number -> number == logged(visit.page));
      assertThat(visit.page.evaluate("window.isTheSamePage")).isEqualTo(true);
    }
  }

  private static int ended(String equation) {
    return Integer.parseInt(equation.strip().split(" ")[0]);
  }

  /** How many logged calls the chart has bars for. */
  private static int charted(Page page) {
    return ((Number)
            page.evaluate(
                "Chart.getChart('chart').data.datasets[0].data.reduce((sum, n) => sum + n, 0)"))
        .intValue();
  }

  private static int logged(Page page) {
    return Integer.parseInt(page.locator(".tiles dd").nth(1).textContent().strip());
  }

  @Test
  void todaySaysWhenTheServerIsSilentAndWhenTheLoginIsOver() {
    try (var visit = visit("vera")) {
      visit.page.route("**/*", route -> route.abort());
      visit.sees("what you see is not up to date");
      visit.forgive("ERR_FAILED");
      visit.page.unroute("**/*");
      visit
          .page
          .locator("#stale")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));

      visit.page.context().clearCookies();
      visit.page.waitForURL("**/login");
      visit.forgive("401");
    }
  }

  @Test
  void findsACallByItsNumberAndByAnyOfItsIds() {
    long id = calls.logged("sought-1", "+12025550177");
    calls.logged("sought-2", "+12025550178");
    try (var visit = visit("vera")) {
      for (String sought : new String[] {"202 555 0177", "5550177", "sought-1", "r-sought-1"}) {
        visit.open("/calls");
        visit.page.getByLabel("Number or id").fill(sought);
        visit.button("Search").click();
        visit.sees("1 call");
        assertThat(visit.page.locator("tbody tr a").first().getAttribute("href"))
            .as(sought)
            .isEqualTo("/calls/" + id);
      }

      visit.page.getByLabel("State").selectOption("REJECTED");
      visit.button("Search").click();
      visit.sees("0 calls");
      assertThat(visit.page.getByLabel("Number or id").inputValue()).isEqualTo("r-sought-1");

      visit.open("/calls?search=sought-2&account=broadband-dynamics/shop&from=2020-01-01T00:00");
      visit.sees("1 call");
      visit.open("/calls?search=sought-2&account=broadband-dynamics/default");
      visit.sees("0 calls");
      visit.open("/calls?search=sought-2&from=2099-01-01T00:00");
      visit.sees("0 calls");
      visit.open("/calls?from=whenever");
      visit.sees("from must be a day or a UTC time");
      visit.forgive("400");
    }
  }

  @Test
  void turnsThePages() {
    for (int n = 0; n < 51; n++) {
      calls.report("page-" + n, "+12025550160");
    }
    calls.inState("page-50", "LOGGED");
    try (var visit = visit("vera")) {
      visit.open("/calls?search=2025550160");
      visit.sees("page 1 of 2");
      assertThat(visit.page.locator("tbody tr").count()).isEqualTo(50);

      visit.link("Older").click();

      visit.sees("page 2 of 2");
      assertThat(visit.page.locator("tbody tr").count()).isEqualTo(1);
      visit.link("Newer").click();
      visit.sees("page 1 of 2");
    }
  }

  @Test
  void tellsACallsStory() {
    long id = calls.logged("story-1", "+12025550111");
    try (var visit = visit("oscar")) {
      visit.open("/calls/" + id);
      assertThat(visit.finds("h1").textContent()).contains("12025550155", "12025550111");
      assertThat(visit.page.locator(".timeline > li strong").allTextContents())
          .containsExactly(
              "The provider told: completed",
              "Waits for late events",
              "May be posted",
              "Posted to the CRM",
              "Asked the CRM how it went");
      assertThat(visit.finds("dl.facts").textContent()).contains("r-story-1", "e0d1c2b3");
      assertThat(visit.page.locator("#fold ~ dl").textContent())
          .contains("story-1", "+12025550111", "1:13");

      visit.page.getByText("What it says").click();
      visit.sees("Business number");
      visit.page.getByText("Body as sent").click();
      visit.sees("\"CallSessionId\" : \"story-1\"");
      visit.page.getByText("As it came").click();
      visit.sees("\"callSid\": \"story-1\"");
      visit.page.waitForResponse(Pattern.compile("/calls/" + id + "$"), () -> {});
      assertThat(visit.page.getByText("\"callSid\": \"story-1\"").isVisible()).isTrue();
    }
  }

  @Test
  void saysThatThereIsNoSuchCallOrPage() {
    try (var visit = visit("vera")) {
      visit.open("/calls/999999");
      visit.sees("There is no such call log.");
      visit.open("/calls/nonsense");
      visit.sees("There is no such call log.");
      visit.open("/calls/1/2/3");
      visit.sees("There is no such page");
      visit.open("/?day=someday");
      visit.sees("day must be a day such as 2026-03-03.");
      visit.forgive("404");
      visit.forgive("400");
    }
  }

  @Test
  void goesByKeyboardStraightToTheContent() {
    try (var visit = visit("vera")) {
      visit.open("/calls");
      visit.page.keyboard().press("Tab");
      assertThat(visit.page.evaluate("document.activeElement.textContent"))
          .isEqualTo("Skip to the content");

      visit.page.keyboard().press("Enter");

      assertThat(visit.page.evaluate("document.activeElement.id")).isEqualTo("main");
      assertThat(
              visit
                  .page
                  .getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"))
                  .locator("[aria-current=page]")
                  .textContent())
          .isEqualTo("Calls");
    }
  }
}
