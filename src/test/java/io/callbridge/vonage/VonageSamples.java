package io.callbridge.vonage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/** The sample payloads, and the account that they are for. */
final class VonageSamples {

  static final String ACCOUNT = "1001001";
  static final Instant RECEIVED = Instant.parse("2026-03-03T17:00:00Z");
  static final Clock CLOCK = Clock.fixed(RECEIVED, ZoneOffset.UTC);

  private VonageSamples() {}

  static byte[] bytes(String file) {
    try (InputStream sample = VonageSamples.class.getResourceAsStream("/samples/vonage/" + file)) {
      return sample.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8).strip();
  }

  static <T> T read(String file, Class<T> type) {
    return read(bytes(file), type);
  }

  static <T> T read(byte[] json, Class<T> type) {
    try {
      return VonageJson.MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The account of the mapping pairs, with settings as name, value, name, value. */
  static VonageAccounts accounts(String... namesAndValues) {
    Map<String, String> properties = new HashMap<>();
    String prefix = "callbridge.vonage.accounts." + ACCOUNT + ".";
    properties.put(prefix + "crm", "main");
    properties.put(prefix + "display-number", "12025550199");
    properties.put(prefix + "agent-number", "12025550155");
    properties.put(prefix + "users[4711]", "12025550155");
    properties.put(prefix + "webhook-secret", "sample-path-secret");
    properties.put(prefix + "username", "bridge");
    properties.put(prefix + "password", "sample-password");
    properties.put(prefix + "client-id", "sample-client");
    properties.put(prefix + "client-secret", "sample-client-secret");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(prefix + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new VonageAccounts(
        new Binder(
                List.of(new MapConfigurationPropertySource(properties)),
                null,
                new ApplicationConversionService())
            .bind("callbridge.vonage", VonageSettings.class)
            .get());
  }
}
