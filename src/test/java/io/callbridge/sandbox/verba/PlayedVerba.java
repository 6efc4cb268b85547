package io.callbridge.sandbox.verba;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.callbridge.sandbox.Seed;
import io.callbridge.sandbox.SettableClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The whole simulator without a server, on a clock that the test sets. */
final class PlayedVerba {

  static final String API = "/simulator/verba/verba/api";
  static final String KEY = "00000000-1111-4222-8333-444444444444";

  final SettableClock clock = new SettableClock("2026-03-03T16:30:00Z");
  final Recordings recordings;
  final Faults faults;
  final MockMvc mvc;

  private PlayedVerba(VerbaSettings settings) {
    var seed = new Seed(1);
    recordings =
        new Recordings(settings.keep(), settings.appearAfter(), seed.stream("recordings"), clock);
    faults = new Faults(settings.faults(), seed.stream("faults"));
    var sessions = new Sessions(settings, seed.stream("tokens"), clock);
    var lookup = new Lookup(recordings, settings.nextWait(), clock::advance, clock);
    mvc =
        MockMvcBuilders.standaloneSetup(
                new RecorderApi(settings, sessions, recordings, lookup, faults),
                new RecorderDesk(recordings, sessions, faults))
            .build();
  }

  /** With settings below {@code callbridge.sandbox.verba}, as name, value, name, value. */
  static PlayedVerba with(String... namesAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put("callbridge.sandbox.verba." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new PlayedVerba(
        new Binder(
                java.util.List.of(new MapConfigurationPropertySource(properties)),
                null,
                new ApplicationConversionService())
            .bindOrCreate("callbridge.sandbox.verba", VerbaSettings.class));
  }

  /** The key alone is enough. */
  static PlayedVerba withoutLogin() {
    return with("username", "");
  }

  /** A call of extension 2002, ended in the past. */
  String record(String platformCallId, String start, String end, boolean secondary) {
    return recordings.add(
        new NewRecording(
            platformCallId,
            "+12025550143",
            "2002",
            Instant.parse(start),
            end == null ? null : Instant.parse(end),
            secondary));
  }

  String text(String... namesAndValues) throws Exception {
    return ask(namesAndValues).getContentAsString();
  }

  MockHttpServletResponse ask(String... namesAndValues) throws Exception {
    MockHttpServletRequestBuilder request =
        post(API).contentType(MediaType.APPLICATION_FORM_URLENCODED).param("apiKey", KEY);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      request.param(namesAndValues[i], namesAndValues[i + 1]);
    }
    return mvc.perform(request).andReturn().getResponse();
  }
}
