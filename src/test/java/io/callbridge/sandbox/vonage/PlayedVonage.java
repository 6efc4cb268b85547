package io.callbridge.sandbox.vonage;

import io.callbridge.sandbox.SettableClock;
import io.callbridge.sandbox.Timetable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/** The simulated Vonage without its HTTP, with a clock that runs from task to task. */
final class PlayedVonage {

  /** What was received, and what the answer was. */
  record Received(Instant at, URI url, String body, Map<String, String> headers) {}

  final SettableClock clock = new SettableClock("2026-03-03T16:00:00Z");
  final List<Received> received = new ArrayList<>();
  final VonageSettings settings;
  final Tokens tokens;
  final Switchboard switchboard;
  final Webhooks webhooks = new Webhooks();
  final List<CallScript> over = new ArrayList<>();
  final CallPlayer player;
  final Faults faults = new Faults(new SplittableRandom(3));
  final LiveCalls liveCalls;
  final Doorkeeper doorkeeper;
  int answer = 200;

  private final List<Due> tasks = new ArrayList<>();

  private record Due(Instant at, Runnable task) {}

  /** Settings as name, value, name, value. */
  PlayedVonage(String... namesAndValues) {
    settings = settings(namesAndValues);
    tokens = new Tokens(settings, new SplittableRandom(1), clock);
    switchboard = new Switchboard(settings.keep(), settings.reportedAfter(), clock);
    liveCalls = new LiveCalls(settings, clock);
    doorkeeper = new Doorkeeper(settings, tokens);
    Timetable timetable = (delay, task) -> tasks.add(new Due(clock.instant().plus(delay), task));
    var courier =
        new Courier(settings, webhooks, this::receive, timetable, new SplittableRandom(2), clock);
    player =
        new CallPlayer(
            new CallWriter(settings, new SplittableRandom(4)),
            switchboard,
            courier,
            timetable,
            over::add,
            clock);
  }

  private int receive(URI url, String body, Map<String, String> headers) {
    received.add(new Received(clock.instant(), url, body, headers));
    return answer;
  }

  /** Lets time pass, and runs whatever is due on the way. */
  void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    while (true) {
      Due next = tasks.stream().min(Comparator.comparing(Due::at)).orElse(null);
      if (next == null || next.at().isAfter(end)) {
        clock.set(end);
        return;
      }
      tasks.remove(next);
      if (next.at().isAfter(clock.instant())) {
        clock.set(next.at());
      }
      next.task().run();
    }
  }

  /** A header that lets its bearer in. */
  String login() {
    return "Bearer "
        + tokens
            .grant(
                Map.of(
                    "grant_type",
                    "password",
                    "scope",
                    "openid",
                    "username",
                    settings.username() + "@vbc.prod",
                    "password",
                    settings.password()))
            .get("access_token");
  }

  private static VonageSettings settings(String... namesAndValues) {
    String prefix = "callbridge.sandbox.vonage";
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(prefix + "." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Binder(
            List.of(new MapConfigurationPropertySource(properties)),
            null,
            new ApplicationConversionService())
        .bindOrCreate(prefix, VonageSettings.class);
  }
}
