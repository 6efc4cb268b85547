package io.callbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.callbridge.Patience;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody with a browser of his own. Whatever the browser complains of, such as a script that the
 * page's policy forbids, fails the test in the end.
 */
final class Visit implements AutoCloseable {

  /** Where screenshots go; they are kept under {@code src/test/screenshots} if that is named. */
  private static final Path SHOTS =
      Path.of(System.getProperty("callbridge.screenshots", "target/screenshots"));

  final Page page;
  private final BrowserContext context;
  private final String home;
  private final List<String> complaints = new ArrayList<>();

  Visit(Browser browser, String home, Browser.NewContextOptions options) {
    this.home = home;
    context =
        browser.newContext(
            options.setLocale("en-GB").setTimezoneId("UTC").setReducedMotion(ReducedMotion.REDUCE));
    context.setDefaultTimeout(Patience.PATIENCE.toMillis());
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          boolean isItsOwnWord = message.text().startsWith("htmx:");
          if (message.type().equals("error") && !isItsOwnWord) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  static Visit by(String user, Browser browser, String home) {
    return by(user, browser, home, new Browser.NewContextOptions().setViewportSize(1280, 800));
  }

  static Visit by(String user, Browser browser, String home, Browser.NewContextOptions options) {
    var visit = new Visit(browser, home, options);
    visit.open("/login");
    visit.logIn(user, ConsoleApplication.PASSWORD);
    visit.page.waitForURL(url -> !url.contains("/login"));
    return visit;
  }

  void logIn(String user, String password) {
    page.getByLabel("User").fill(user);
    page.getByLabel("Password").fill(password);
    button("Log in").click();
  }

  Visit open(String path) {
    page.navigate(home + path);
    return this;
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  /** The row of a table whose text has these words. */
  Locator row(String words) {
    return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(words));
  }

  /** Waits until the text is shown. */
  void sees(String text) {
    page.getByText(text).first().waitFor();
  }

  /** Waits until there is something of that kind. */
  Locator finds(String selector) {
    Locator found = page.locator(selector).first();
    found.waitFor();
    return found;
  }

  void colours(ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
  }

  /** What of the page somebody can't use, by the rules of axe; empty if all is well. */
  List<String> barriers() {
    return barriers("{}");
  }

  /** What of it nobody can read in the colours that it has now. */
  List<String> contrasts() {
    return barriers("{runOnly: ['color-contrast']}");
  }

  private List<String> barriers(String options) {
    page.evaluate(AxeBuilder.getAxeScript());
    Object found =
        page.evaluate(
            """
            async () => (await axe.run(document, %s)).violations.flatMap(rule => rule.nodes.map(
              node => `${rule.id}: ${rule.help}: ${node.target} ${node.html.slice(0, 120)} ${node.failureSummary}`))"""
                .replace("%s", options));
    return ((List<?>) found).stream().map(Object::toString).toList();
  }

  /** By how many pixels the page is wider than the window. */
  int overhang() {
    return ((Number)
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .intValue();
  }

  /** Has the page ask for what is new now, as when somebody comes back to it. */
  void refresh() {
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  }

  void keep(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")).setFullPage(true));
  }

  /** What was expected to be complained of. */
  void forgive(String part) {
    assertThat(complaints).anyMatch(complaint -> complaint.contains(part));
    complaints.removeIf(complaint -> complaint.contains(part));
  }

  /** On pages that are not ours the browser may complain of what it likes. */
  void forgiveStrangers() {
    complaints.clear();
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }
}
