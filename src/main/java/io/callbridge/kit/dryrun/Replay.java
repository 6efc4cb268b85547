package io.callbridge.kit.dryrun;

import io.callbridge.kit.cases.CaseApplication;
import io.callbridge.kit.cases.CaseSettings;
import io.callbridge.kit.cases.FarEnds;
import io.callbridge.kit.cases.StepRuns;
import io.callbridge.kit.cases.VirtualClock;
import io.callbridge.kit.dryrun.PastCall.Event;
import io.callbridge.store.Stored;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * Takes events in once more, through the routes and settings as they are, into a store that is
 * thrown away. The CRM that the call logs are posted to is played.
 */
final class Replay {

  private static final String ROUTES = "classpath:kit/dry-run.camel.yaml";
  private static final String TAKE_IN = "direct:kit-take-in";

  /** Whatever is waited for has come by then. */
  private static final Duration LATER = Duration.ofMinutes(40);

  private static final Duration TURN = Duration.ofSeconds(20);

  private final Path routes;
  private final CaseSettings settings;
  private final List<String> crms;

  /**
   * @param crms the names of the CRM accounts
   */
  Replay(Path routes, CaseSettings settings, CrmAccounts crms) {
    this.routes = routes;
    this.settings = settings;
    this.crms = crms.all().stream().map(CrmAccount::name).toList();
  }

  /**
   * @param posted bodies, by call
   * @param states of all call logs, by call
   * @param unreadable why an event can't be read any more, by call
   */
  record Outcome(
      Map<String, String> posted, Map<String, String> states, Map<String, String> unreadable) {}

  Outcome run(List<PastCall> calls) {
    Path work = newFolder();
    Instant first =
        calls.stream()
            .flatMap(call -> call.events().stream())
            .map(Event::receivedAt)
            .min(Instant::compareTo)
            .orElse(Instant.EPOCH);
    var clock = new VirtualClock(first);
    Path store = work.resolve("store.db");
    try (var farEnds = new FarEnds();
        var application =
            new CaseApplication(
                routes, settings, store, clock, farEnds, new StepRuns(), quickly())) {
      farEnds.answerAll("{\"Status\": \"Success\", \"RequestID\": \"dry-run\"}");
      Map<String, String> unreadable = takeIn(calls, application, clock);
      Instant end = clock.instant().plus(LATER);
      while (clock.instant().isBefore(end)) {
        application.work();
        clock.advance(TURN);
      }
      PastStore now = PastStore.sqlite(store.toString());
      return new Outcome(now.bodies(), now.states(), unreadable);
    } finally {
      delete(work);
    }
  }

  /** Nothing is sent, so nobody has to wait. */
  private Map<String, String> quickly() {
    Map<String, String> quickly = new HashMap<>();
    quickly.put(
        "camel.main.routes-include-pattern", "file:" + routes + "/**/*.camel.yaml," + ROUTES);
    for (String crm : crms) {
      String account = "callbridge.leadsquared.accounts[" + crm + "].";
      quickly.put(account + "limits[0]", "100000/1s");
      quickly.put(account + "settle", "1s");
    }
    return quickly;
  }

  private static Map<String, String> takeIn(
      List<PastCall> calls, CaseApplication application, VirtualClock clock) {
    Map<String, String> unreadable = new LinkedHashMap<>();
    List<Event> events =
        calls.stream()
            .flatMap(call -> call.events().stream())
            .sorted(java.util.Comparator.comparing(Event::receivedAt))
            .toList();
    try (ProducerTemplate template =
        application.part(CamelContext.class).createProducerTemplate()) {
      for (Event event : events) {
        clock.set(event.receivedAt());
        String failure = takeIn(event, template);
        if (failure != null) {
          unreadable.put(event.provider() + "/" + event.account() + "/" + event.callId(), failure);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return unreadable;
  }

  /** Null, or why it failed. */
  private static String takeIn(Event event, ProducerTemplate template) {
    var done =
        template.request(
            TAKE_IN,
            exchange -> {
              exchange.getMessage().setBody(event.raw());
              exchange.setVariable("provider", event.provider());
              exchange.setVariable("account", event.account());
              exchange.setVariable("source", event.raw() == null ? "NONE" : event.source());
              exchange.setVariable("media-type", event.mediaType());
              exchange.setVariable("raw-body", event.raw());
              exchange.setVariable("stored", Stored.event(event.event()));
            });
    return Objects.toString(done.getException(), null);
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("callbridge-dry-run");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path folder) {
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
