package io.callbridge.console;

import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallFold;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.call.Source;
import io.callbridge.console.CallStory.Chapter;
import io.callbridge.console.CallStory.Fact;
import io.callbridge.ops.CallLogView;
import io.callbridge.store.CallLogs.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells what happened to a call: its events, and the steps of its log, in one order. */
@Component
class CallStories {

  private static final Logger log = LoggerFactory.getLogger(CallStories.class);

  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("WAITING", "Waits for late events"),
          Map.entry("QUEUED", "May be posted"),
          Map.entry("POST", "Posted to the CRM"),
          Map.entry("LOOK", "Asked the CRM how it went"),
          Map.entry("FIND", "Looked for the activity in the CRM"),
          Map.entry("UPDATE", "Updated the activity"),
          Map.entry("LOGGED", "Is in the CRM"),
          Map.entry("EXCLUDED", "Kept out by a rule"),
          Map.entry("REJECTED", "Stopped: refused for good"),
          Map.entry("UNCONFIRMED", "Stopped: nobody knows whether it arrived"),
          Map.entry("ABANDONED", "Given up"));

  private final ProviderAccounts providers;
  private final Shown shown;

  CallStories(ProviderAccounts providers, Shown shown) {
    this.providers = providers;
    this.shown = shown;
  }

  /**
   * @param callLog with its events and steps
   */
  CallStory of(CallLogView callLog) {
    List<Chapter> chapters = new ArrayList<>();
    for (int n = 0; n < callLog.events().size(); n++) {
      chapters.add(chapter(callLog.events().get(n), n));
    }
    callLog.steps().forEach(step -> chapters.add(chapter(step)));
    chapters.sort(Comparator.comparing(Chapter::at));
    return new CallStory(List.copyOf(chapters), fold(callLog));
  }

  private Call fold(CallLogView callLog) {
    List<CallEvent> events = callLog.events().stream().filter(event -> !event.aside()).toList();
    try {
      return events.isEmpty() ? null : providers.complete(CallFold.fold(events));
    } catch (RuntimeException unreadable) {
      log.debug("the events of call log {} can't be added up", callLog.id(), unreadable);
      return null;
    }
  }

  private Chapter chapter(CallEvent event, int n) {
    boolean isWebhook = event.source() == Source.WEBHOOK;
    String status = event.status() == null ? "" : ": " + event.status();
    return new Chapter(
        event.receivedAt(),
        "event",
        (isWebhook ? "The provider told" : "Found in the provider's records") + status,
        event.warnings().isEmpty() ? null : String.join("; ", event.warnings()),
        n,
        facts(event),
        null,
        null,
        null,
        null);
  }

  private List<Fact> facts(CallEvent event) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Outcome", event.outcome() == null ? null : shown.word(event.outcome()));
    add(facts, "Direction", event.direction() == null ? null : shown.word(event.direction()));
    add(facts, "Customer", event.leadNumber());
    add(facts, "Agent", event.agentNumber());
    add(facts, "Business number", event.displayNumber());
    add(facts, "Said for", time(event.statedAt()));
    add(facts, "Created", time(event.createdAt()));
    add(facts, "Answered", time(event.answeredAt()));
    add(facts, "Ended", time(event.endedAt()));
    add(facts, "Talk", event.talkSeconds() == null ? null : shown.talk(event.talkSeconds()));
    add(facts, "Leg", event.leg() == null ? null : event.leg().id());
    add(facts, "Recording", event.recordingUrl());
    add(facts, "Event", event.eventKey());
    return facts;
  }

  private String time(Instant at) {
    return at == null ? null : shown.full(at);
  }

  private static void add(List<Fact> facts, String name, String value) {
    if (value != null) {
      facts.add(new Fact(name, value));
    }
  }

  private static Chapter chapter(Step step) {
    boolean isRequest = step.sentAt() != null;
    return new Chapter(
        step.at(),
        isRequest ? "request" : "change",
        TITLES.getOrDefault(step.kind(), step.kind()),
        step.words(),
        null,
        List.of(),
        Payload.pretty(step.request()),
        step.status(),
        Payload.pretty(step.response()),
        isRequest && step.answeredAt() != null
            ? Long.valueOf(Duration.between(step.sentAt(), step.answeredAt()).toMillis())
            : null);
  }
}
