package io.callbridge.verba;

import io.callbridge.sandbox.SettableClock;
import io.callbridge.verba.VerbaSettings.Account;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A configured recorder, and its answers as they are read. */
final class ARecorder {

  static final String ID = "3f0a5b1e-6d2c-4e8f-9a71-b4c5d6e7f801";
  static final String LINK = "https://rec.example.test/verba/gwtCallDetail.do?ccdrId=" + ID;

  private ARecorder() {}

  /** With settings of the account, as name, value, name, value. */
  static VerbaRecorder with(String... namesAndValues) {
    return new VerbaRecorder("main", settings(namesAndValues).accounts().get("main"));
  }

  static VerbaSettings settings(String... namesAndValues) {
    Map<String, String> properties = new HashMap<>();
    properties.put("callbridge.verba.accounts.main.url", "https://rec.example.test");
    properties.put("callbridge.verba.accounts.main.api-key", "the-api-key");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put("callbridge.verba.accounts.main." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Binder(new MapConfigurationPropertySource(properties))
        .bind("callbridge.verba", VerbaSettings.class)
        .get();
  }

  static Account account(String... namesAndValues) {
    return with(namesAndValues).account();
  }

  static VerbaQuestions questions() {
    return new VerbaQuestions(settings());
  }

  static VerbaAnswer sample(String name) {
    return answer(200, null, Samples.bytes(name));
  }

  static VerbaAnswer answer(String xml) {
    return answer(200, "text/xml", xml.getBytes(StandardCharsets.UTF_8));
  }

  static VerbaAnswer answer(int status, String contentType, byte[] body) {
    return new VerbaAnswers(new SettableClock("2026-03-03T17:00:00Z"))
        .read(questions().callUrl("any"), with(), status, contentType, body);
  }
}
