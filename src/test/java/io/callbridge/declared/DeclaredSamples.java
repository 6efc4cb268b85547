package io.callbridge.declared;

import io.callbridge.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** Tables to try, first of all the one for Twilio that ships. */
final class DeclaredSamples {

  static final Instant NOW = Instant.parse("2026-03-03T18:30:00Z");
  static final String FORM = "application/x-www-form-urlencoded";
  static final String TOKEN = "12345";

  private DeclaredSamples() {}

  /** The table that ships, with the account {@code main} and these settings of it more. */
  static Providers twilio(String... namesAndValues) {
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("crm", "main");
    account.put("secret", TOKEN);
    account.put("webhook-url", "https://bridge.example");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      account.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    account.forEach(
        (name, value) -> settings.put("callbridge.declared.twilio.accounts.main." + name, value));
    return read(new FileSystemResource("config/twilio.yaml"), settings);
  }

  /** What stands under {@code callbridge.declared}. */
  static Providers of(String yaml) {
    String indented = yaml.indent(4);
    return read(
        new ByteArrayResource(
            ("callbridge:\n  declared:\n" + indented).getBytes(StandardCharsets.UTF_8)),
        Map.of());
  }

  static byte[] sample(String file) {
    return Samples.bytes("twilio/" + file);
  }

  private static Providers read(Resource yaml, Map<String, Object> more) {
    var environment = new StandardEnvironment();
    try {
      new YamlPropertySourceLoader()
          .load("table", yaml)
          .forEach(environment.getPropertySources()::addFirst);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    environment.getPropertySources().addFirst(new MapPropertySource("account", more));
    return new Declared().declaredProviders(environment);
  }
}
