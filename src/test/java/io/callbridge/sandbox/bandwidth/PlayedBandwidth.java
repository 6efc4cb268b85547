package io.callbridge.sandbox.bandwidth;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.sandbox.Seed;
import io.callbridge.sandbox.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** A simulated Bandwidth whose time goes on when the test says so. */
final class PlayedBandwidth {

  static final String ACCOUNT = ApiGateway.ACCOUNTS + "9900000";
  static final Instant START = Instant.parse("2026-03-03T16:21:20Z");

  private static final String PREFIX = "callbridge.sandbox.bandwidth";
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Entry(Instant at, long order, Runnable task) {}

  final SettableClock clock = new SettableClock(START.toString());
  final List<Webhook> sent = new ArrayList<>();
  final PlayedCalls played = new PlayedCalls(1000);
  final List<PlayedCall> over = new ArrayList<>();
  final CallPlayer player;
  final Faults faults;
  final MockMvc mvc;

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::order));
  private long order;
  private String answer = "";

  private PlayedBandwidth(BandwidthSettings settings) {
    var seed = new Seed(1);
    faults = new Faults(settings.faults(), seed.stream("faults"));
    player =
        new CallPlayer(
            new CallWriter(settings, seed.stream("calls")),
            new Mischief(settings.mischief(), seed.stream("mischief")),
            webhook -> {
              sent.add(webhook);
              return new Reply(200, answer);
            },
            new Transfers(settings, seed.stream("transfers")),
            (delay, task) -> entries.add(new Entry(clock.instant().plus(delay), order++, task)),
            played,
            over::add,
            clock);
    var records = new CallRecords(settings, played, clock);
    var control =
        new CallControl(settings, player, played, records, faults, seed.stream("requests"), clock);
    mvc =
        MockMvcBuilders.standaloneSetup(
                new VoiceApi(settings, records, control, JSON),
                new RecordingApi(settings, played, clock))
            .setControllerAdvice(new Refusals())
            .addFilter(new ApiGateway(settings, faults, JSON, clock), "/simulator/bandwidth/api/*")
            .build();
  }

  /** With settings, as name, value, name, value; nothing goes wrong unless they say so. */
  static PlayedBandwidth with(String... namesAndValues) {
    return new PlayedBandwidth(settings(namesAndValues));
  }

  static BandwidthSettings settings(String... namesAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (String rate : List.of("lost", "delayed", "duplicated", "reordered")) {
      properties.put(PREFIX + ".mischief." + rate, "0");
    }
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(PREFIX + "." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Binder(
            List.of(new MapConfigurationPropertySource(properties)),
            null,
            new ApplicationConversionService())
        .bindOrCreate(PREFIX, BandwidthSettings.class);
  }

  /** Lets time pass, and what is due happen. */
  void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    while (!entries.isEmpty() && !entries.peek().at().isAfter(end)) {
      Entry entry = entries.poll();
      clock.set(entry.at());
      entry.task().run();
    }
    clock.set(end);
  }

  MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
    return mvc.perform(
            request.header("Authorization", "Basic c2FuZGJveC11c2VyOnNhbmRib3gtcGFzc3dvcmQ="))
        .andReturn()
        .getResponse();
  }

  JsonNode jsonOf(MockHttpServletRequestBuilder request) throws Exception {
    return JSON.readTree(perform(request).getContentAsByteArray());
  }

  /** All rows of a list, page by page. */
  List<JsonNode> rows(String query) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    String next = ACCOUNT + "/calls?" + query;
    while (next != null) {
      MockHttpServletResponse answer = perform(get(URI.create(next)));
      JSON.readTree(answer.getContentAsByteArray()).forEach(rows::add);
      String link = answer.getHeader("Link");
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }
    return rows;
  }

  List<String> sentTypes() {
    return sent.stream().map(Webhook::eventType).toList();
  }
}
