package io.callbridge.simulation;

import static java.util.Collections.newSetFromMap;

import io.callbridge.call.CallEvent;
import io.callbridge.day.TrueCall;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is true, what of it has been received, and what has been breached. */
final class Ledger {

  private static final Set<String> FINAL = Set.of("LOGGED", "REJECTED", "ABANDONED");
  private static final Set<String> FORGETTABLE = Set.of("WAITING", "QUEUED", "EXCLUDED");

  private record Source(TrueCall call, String name) {}

  private final InstantSource clock;
  private final Map<String, TrueCall> byId = new HashMap<>();
  private final Map<String, Source> onTheWay = new HashMap<>();
  private final Map<TrueCall, Set<String>> received = new IdentityHashMap<>();
  private final Map<TrueCall, Set<String>> assembled = new IdentityHashMap<>();
  private final List<TrueCall> heard = new ArrayList<>();
  private final Set<String> journaled = new HashSet<>();
  private final Set<String> acknowledged = new HashSet<>();
  private final Set<TrueCall> unsure = newSetFromMap(new IdentityHashMap<>());
  private final Map<String, Integer> tasks = new HashMap<>();

  final List<TrueCall> calls;
  final List<Breach> breaches = new ArrayList<>();

  Ledger(List<TrueCall> calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
    calls.forEach(call -> call.ids().forEach(id -> byId.put(id, call)));
  }

  void breach(Invariant invariant, String words) {
    breaches.add(new Breach(invariant, clock.instant(), words));
  }

  /** The call that has this id, under which of its ids ever; null if none has. */
  TrueCall call(String id) {
    return byId.get(id);
  }

  /** Nobody can know what became of the post of this call. */
  void doubt(TrueCall call) {
    unsure.add(call);
  }

  boolean isDoubted(TrueCall call) {
    return unsure.contains(call);
  }

  /** A webhook is about to be taken in. */
  void comes(CallEvent event, TrueCall call, String source) {
    onTheWay.put(name(event), new Source(call, source));
  }

  /** Its provider was told that it was taken in. */
  void acknowledge(CallEvent event) {
    acknowledged.add(name(event));
    if (!journaled.contains(name(event))) {
      breach(Invariant.ACKNOWLEDGED_IS_JOURNALED, "not in the journal: " + name(event));
    }
  }

  void hear(TrueCall call, String source) {
    if (received.computeIfAbsent(call, known -> new HashSet<>()).add(source)) {
      heard.add(call);
    }
  }

  Set<String> received(TrueCall call) {
    return received.getOrDefault(call, Set.of());
  }

  /** All that has been received is folded in now. */
  void assembled() {
    heard.forEach(call -> assembled.put(call, new HashSet<>(received.get(call))));
    heard.clear();
  }

  Set<String> assembled(TrueCall call) {
    return assembled.getOrDefault(call, Set.of());
  }

  /** How many events the journal must hold. */
  int journaled() {
    return journaled.size();
  }

  int acknowledged() {
    return acknowledged.size();
  }

  /** How many tasks are in one of these states. */
  int tasksIn(String... states) {
    int sum = 0;
    for (String state : states) {
      sum += tasks.getOrDefault(state, 0);
    }
    return sum;
  }

  /**
   * @return how many of the notes were of new events
   */
  int take(List<WorldStore.Note> news) {
    int events = 0;
    for (WorldStore.Note note : news) {
      switch (note.what()) {
        case "EVENT" -> {
          events++;
          journaled.add(note.subject());
          Source source = onTheWay.remove(note.subject());
          if (source != null) {
            hear(source.call(), source.name());
          }
        }
        case "LOG", "UPDATE" -> moved(note);
        default -> breach(Invariant.ACKNOWLEDGED_IS_JOURNALED, note.toString());
      }
    }
    return events;
  }

  private void moved(WorldStore.Note note) {
    if (note.before() != null) {
      tasks.merge(note.before(), -1, Integer::sum);
    }
    if (note.after() != null) {
      tasks.merge(note.after(), 1, Integer::sum);
    }
    boolean isLog = note.what().equals("LOG");
    if (isLog && FINAL.contains(String.valueOf(note.before()))) {
      breach(Invariant.FINAL_STAYS, note.toString());
    }
    if (isLog && note.after() == null && !FORGETTABLE.contains(note.before())) {
      breach(Invariant.FINAL_STAYS, "forgotten: " + note);
    }
  }

  private static String name(CallEvent event) {
    return "%s/%s/%s/%s"
        .formatted(
            event.key().provider(), event.key().account(), event.key().callId(), event.eventKey());
  }
}
