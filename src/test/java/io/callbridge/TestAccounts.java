package io.callbridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.FileSystemResource;

/**
 * The accounts of the {@link FullApplication}. Each Broadband Dynamics account has agent {@code
 * 12025550155} and display number {@code 12025550199} and sends to a CRM account, both by the same
 * name unless it says otherwise.
 */
public class TestAccounts implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /** The secret of the account {@code secured}. */
  public static final String SECRET = "s3cr3t-of-the-sender";

  /** What a click in the CRM account {@code main} shows. */
  public static final String CLICK_SECRET = "s3cr3t-of-the-click";

  /** What it showed before. */
  public static final String FORMER_CLICK_SECRET = "f0rmer-s3cr3t-of-the-click";

  /** The key of Twilio's signatures, and where Twilio believes this bridge to be. */
  public static final String TWILIO_TOKEN = "t0ken-of-twilio";

  public static final String TWILIO_URL = "https://bridge.example.test";

  /** What the account {@code worded} says as lead source, in three scripts. */
  public static final String CALLER_SOURCE = "Frühjahrs‑Aktion «Grüße» 名古屋支店 📞";

  private static final int SPARE = 20;
  private static final AtomicInteger TAKEN = new AtomicInteger();

  private final Map<String, Object> properties = new LinkedHashMap<>();

  /**
   * An account that no other test uses, at both sides, for tests after which it is paused.
   *
   * @return its name
   */
  public static String spare() {
    int number = TAKEN.incrementAndGet();
    if (number > SPARE) {
      throw new IllegalStateException("there are no more than %d spare accounts".formatted(SPARE));
    }
    return "spare-" + number;
  }

  /** The account for one sample file of Broadband Dynamics, at both sides. */
  public static String ofSample(String file) {
    return "sample-" + file.replace('.', '-');
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    crm(
        "main",
        PlayedCrm.url("main"),
        "click-secret",
        CLICK_SECRET,
        "previous-click-secret",
        FORMER_CLICK_SECRET,
        "click-agents.4711",
        "anita");
    provider("default", "main");
    provider("listed", "main");
    provider("secured", "main", "secret", SECRET);
    provider("inbound", "main", "direction", "inbound");
    provider("grouped", "main", "group-by-call-id", "true");
    provider("worded", "main", "caller-source", CALLER_SOURCE, "tag", "Sales line");
    provider("nobody", "main", "agent-number", "", "display-number", "");

    crm("unreachable", "http://127.0.0.1:1");
    provider("unreachable", "unreachable");
    crm("untrusted", PlayedCrm.httpsUrl("untrusted"));
    provider("untrusted", "untrusted");
    crm("with-query", PlayedCrm.url("with-query"), "call-log-path", "/log?xapikey=k-1&v=2%2F3");
    provider("with-query", "with-query");

    crm(
        "findable",
        PlayedCrm.url("findable"),
        "rest-url",
        PlayedCrm.url("findable"),
        "access-key",
        PlayedCrm.ACCESS_KEY,
        "secret-key",
        PlayedCrm.SECRET_KEY);
    provider("findable", "findable");

    for (int number = 1; number <= SPARE; number++) {
      crm("spare-" + number, PlayedCrm.url("spare-" + number));
      provider("spare-" + number, "spare-" + number);
    }
    for (String file : Samples.of("broadband-dynamics")) {
      crm(ofSample(file), PlayedCrm.url(ofSample(file)));
      provider(ofSample(file), ofSample(file));
    }
    twilio(context.getEnvironment());
    SteeredProviders.settings().forEach(properties::put);
    properties.put("callbridge.store.file", newDirectory().resolve("callbridge.db").toString());
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test-accounts", properties));
  }

  /** With the table that ships. */
  private void twilio(ConfigurableEnvironment environment) {
    try {
      new YamlPropertySourceLoader()
          .load("twilio", new FileSystemResource("config/twilio.yaml"))
          .forEach(environment.getPropertySources()::addLast);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    putAll(
        "callbridge.declared.twilio.accounts.main.",
        "crm",
        "main",
        "secret",
        TWILIO_TOKEN,
        "webhook-url",
        TWILIO_URL,
        "agent-number",
        "12025550155");
  }

  private void crm(String name, String url, String... more) {
    String account = "callbridge.leadsquared.accounts." + name + ".";
    properties.put(account + "url", url);
    properties.put(account + "call-log-path", "/1/api/telephony/logcallcomplete/t0ken");
    properties.put(account + "api-key", PlayedCrm.API_KEY);
    properties.put(account + "limits", "1000/5s");
    properties.put(account + "settle", "300ms");
    putAll(account, more);
  }

  private void provider(String name, String crm, String... more) {
    String account = "callbridge.broadband-dynamics.accounts." + name + ".";
    properties.put(account + "crm", crm);
    properties.put(account + "agent-number", "12025550155");
    properties.put(account + "display-number", "12025550199");
    putAll(account, more);
  }

  private void putAll(String account, String... namesAndValues) {
    for (var pair = Arrays.asList(namesAndValues).iterator(); pair.hasNext(); ) {
      properties.put(account + pair.next(), pair.next());
    }
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "store");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
