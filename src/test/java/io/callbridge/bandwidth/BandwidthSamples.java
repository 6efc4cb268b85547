package io.callbridge.bandwidth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallFold;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/** The sample payloads, and an account with the settings that their expectations assume. */
final class BandwidthSamples {

  static final String ACCOUNT = "9900000";
  static final String INBOUND = "c-5b1f0c7e-2a90d3b4-6c1e-4d5f-8a7b-9c0d1e2f3a4b";
  static final String OUTBOUND = "c-7d3b2e90-4cb2f5d6-8e30-4f71-ac9d-be2f3a4b5c6d";
  static final Instant NOW = Instant.parse("2026-03-03T16:24:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  private BandwidthSamples() {}

  static BandwidthSettings settings(String... namesAndValues) {
    Map<String, String> properties = new HashMap<>();
    String account = "callbridge.bandwidth.accounts." + ACCOUNT;
    properties.put(account + ".crm", "main");
    properties.put(account + ".display-number", "12025550199");
    properties.put(account + ".agent-number", "12025550155");
    properties.put(account + ".users.4711", "12025550155");
    properties.put(account + ".tag-form", "agent=<number>");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(account + "." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Binder(
            List.of(new MapConfigurationPropertySource(properties)),
            null,
            new ApplicationConversionService())
        .bindOrCreate("callbridge.bandwidth", BandwidthSettings.class);
  }

  static BandwidthTranslator translator(String... namesAndValues) {
    return new BandwidthTranslator(settings(namesAndValues), () -> NOW);
  }

  static String text(String name) {
    try (InputStream in =
        BandwidthSamples.class.getResourceAsStream("/samples/bandwidth/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BandwidthEvent event(String name) {
    return read(text(name), new TypeReference<>() {});
  }

  static BandwidthCallState row(String name) {
    return read(text(name), new TypeReference<>() {});
  }

  static List<BandwidthCallState> rows(String name) {
    return read(text(name), new TypeReference<>() {});
  }

  static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the samples, events and rows, add up to. */
  static Call call(BandwidthTranslator translator, String... names) {
    return CallFold.fold(callEvents(translator, names));
  }

  static List<CallEvent> callEvents(BandwidthTranslator translator, String... names) {
    return Stream.of(names).map(name -> callEvent(translator, name)).toList();
  }

  static CallEvent callEvent(BandwidthTranslator translator, String name) {
    return name.startsWith("webhook-")
        ? translator.toCallEvent(event(name), ACCOUNT)
        : translator.toCallEvent(row(name), ACCOUNT);
  }
}
