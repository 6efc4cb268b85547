package io.callbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** Hawtio in the browser, behind the same login. */
abstract class ConsoleRoutes extends ConsoleVisits {

  private static final Page.GetByTextOptions EXACT = new Page.GetByTextOptions().setExact(true);

  @Test
  void opensHawtioWithoutAnotherLogin() {
    try (var visit = visit("vera")) {
      visit.link("Routes").click();
      text(visit, "calls-close").click();
      assertThat(visit.page.title()).contains("Hawtio");

      text(visit, "Source").click();
      Locator source = visit.finds(".view-lines");
      source.getByText("closeSilent").first().waitFor();
      visit.keep("hawtio");

      text(visit, "Exchanges").click();
      visit.page.waitForURL("**/camel/exchanges**");
      text(visit, "Trace").click();
      visit.sees("Tracing allows you");

      text(visit, "endpoints").click();
      visit.page.getByText("direct://calls-journal").first().waitFor();

      visit.forgiveStrangers();
    }
  }

  private static Locator text(Visit visit, String text) {
    return visit.page.getByText(text, EXACT).first();
  }
}
