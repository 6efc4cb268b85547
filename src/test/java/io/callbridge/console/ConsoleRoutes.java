package io.callbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/** Hawtio in the browser, behind the same login. */
abstract class ConsoleRoutes extends ConsoleVisits {

  @Test
  void opensHawtioWithoutAnotherLogin() {
    try (var visit = visit("vera")) {
      visit.link("Routes").click();
      visit.page.waitForURL("**/actuator/hawtio/**");
      Locator camel = visit.page.getByText("Camel").first();
      camel.waitFor();
      assertThat(visit.page.title()).contains("Hawtio");
      visit.keep("hawtio");
    }
  }
}
