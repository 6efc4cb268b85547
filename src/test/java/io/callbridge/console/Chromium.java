package io.callbridge.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a real browser, one for all of them: a Chromium that is installed. Where there is
 * none the tests are skipped, and say how to have one.
 */
final class Chromium implements ExecutionCondition, ParameterResolver {

  private static final String SETTING = "CALLBRIDGE_TEST_CHROMIUM";
  private static final List<String> USUAL =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  /** No sandbox of its own, as builds run as root; and nothing but the pages under test. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return executable()
        .map(found -> ConditionEvaluationResult.enabled("with " + found))
        .orElseGet(
            () ->
                ConditionEvaluationResult.disabled(
                    "The pages are not tested, as there is no Chromium at %s: install it (Debian: apt-get install chromium), or set %s."
                        .formatted(USUAL.get(0), SETTING)));
  }

  private static Optional<Path> executable() {
    return Stream.concat(Stream.ofNullable(System.getenv(SETTING)), USUAL.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Chromium.class))
        .getOrComputeIfAbsent(Started.class)
        .browser;
  }

  /** Ended by JUnit when all tests are over. */
  private static final class Started implements ExtensionContext.Store.CloseableResource {

    final Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    final Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable().orElseThrow())
                    .setArgs(ARGUMENTS));

    @Override
    public void close() {
      playwright.close();
    }
  }
}
