package io.callbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whether everybody can use the pages: by the rules of axe, in light and dark, and on a phone. What
 * is seen on the way is kept as screenshots.
 */
abstract class ConsoleAccess extends ConsoleVisits {

  private final Map<String, String> pages = new LinkedHashMap<>();

  @BeforeEach
  void makeCalls() {
    long logged = calls.logged("access-logged", "+12025550131");
    long rejected = calls.rejected("access-rejected", "+12025550132");
    calls.unconfirmed("access-unconfirmed", "+12025550133");
    long kept = calls.kept("access-kept", "+12025550134");
    pages.put("today", "/");
    pages.put("calls", "/calls");
    pages.put("call", "/calls/" + logged);
    pages.put("call-rejected", "/calls/" + rejected);
    pages.put("payload", "/calls/" + logged + "/events/0");
    pages.put("retry", "/calls/" + rejected + "/retry");
    pages.put("stopped", "/stopped");
    pages.put("retry-many", "/stopped/retry?state=REJECTED");
    pages.put("quarantine", "/stopped/quarantine");
    pages.put("quarantined", "/stopped/quarantine/" + kept);
    pages.put("replay", "/stopped/quarantine/" + kept + "/replay");
    pages.put("discard-many", "/stopped/quarantine/discard");
    pages.put("accounts", "/accounts");
    pages.put("pause", "/accounts/crm/main/pause");
    pages.put("collect", "/accounts/collect/bandwidth/9900000");
    pages.put("audit", "/audit");
    pages.put("not-found", "/calls/0");
  }

  @Test
  void hasNoBarriersInLightAndDark() {
    List<String> barriers = new ArrayList<>();
    try (var visit = visit("admin")) {
      pages.forEach(
          (name, path) -> {
            visit.open(path);
            visit
                .page
                .locator("details")
                .evaluateAll("all => all.forEach(each => each.open = true)");
            visit.barriers().forEach(each -> barriers.add(name + ": " + each));
            visit.colours(ColorScheme.DARK);
            visit.contrasts().forEach(each -> barriers.add(name + " in the dark: " + each));
            visit.colours(ColorScheme.LIGHT);
          });
      visit.forgive("404");
    }
    assertThat(barriers).isEmpty();
  }

  @Test
  void theLoginHasNoBarriers() {
    try (var visit = new Visit(browser, bridge.url(""), new Browser.NewContextOptions())) {
      visit.open("/login?error");
      assertThat(visit.barriers()).isEmpty();
      visit.colours(ColorScheme.DARK);
      assertThat(visit.barriers()).isEmpty();
    }
  }

  @Test
  void fitsOnAPhone() {
    var phone = new Browser.NewContextOptions().setViewportSize(375, 720).setHasTouch(true);
    try (var visit = Visit.by("oscar", browser, bridge.url(""), phone)) {
      pages.forEach(
          (name, path) -> {
            if (!name.equals("audit")) {
              visit.open(path);
              assertThat(visit.overhang()).as(name).isZero();
            }
          });
      visit.forgive("404");
      for (String name : List.of("today", "call-rejected")) {
        visit.open(pages.get(name)).keep("phone-" + name);
      }
    }
  }

  @Test
  void looksLikeThis() {
    try (var visit = visit("admin")) {
      for (String name :
          List.of(
              "today",
              "calls",
              "call",
              "call-rejected",
              "stopped",
              "retry-many",
              "quarantined",
              "accounts",
              "collect",
              "audit")) {
        visit.open(pages.get(name)).keep(name);
      }
      visit.colours(ColorScheme.DARK);
      for (String name : List.of("today", "call")) {
        visit.open(pages.get(name)).keep("dark-" + name);
      }
    }
  }
}
