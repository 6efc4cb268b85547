package io.callbridge.simulation;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.store.Calls;
import io.callbridge.store.Journal;
import io.callbridge.store.TestSqlite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Takes the events of a world in again, on a new disk: in another order, received at each other's
 * times, some of them twice. The call logs must be the same.
 */
final class Shuffle {

  private final World world;
  private final Random random;

  Shuffle(World world) {
    this.world = world;
    random = new Random(world.seed);
  }

  void check() {
    Map<CallKey, String> before = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    List<Journal.Entry> events = new ArrayList<>();
    var journal = new Journal(null, world.store.reader, world.providers);
    Calls calls = world.parts.calls(world.store.reader, journal, world.providers);
    for (long id : ended()) {
      Calls.StoredCall stored = calls.get(id);
      before.put(stored.call().key(), body(stored));
      events.addAll(otherwise(journal.eventsOf(stored.call().key())));
    }
    Collections.shuffle(events, random);
    takeIn(events)
        .forEach(
            stored -> {
              String body = stored.call().isEnded() ? body(stored) : "not even ended";
              if (!body.equals(before.get(stored.call().key()))) {
                world.ledger.breach(
                    Invariant.ORDER_IS_NOTHING,
                    "%s, and in another order %s".formatted(before.get(stored.call().key()), body));
              }
            });
  }

  private List<Long> ended() {
    return world
        .store
        .reader
        .sql("SELECT id FROM call WHERE state = 'ENDED' AND changed_at IS NULL ORDER BY id")
        .query(Long.class)
        .list();
  }

  private String body(Calls.StoredCall stored) {
    var call = world.providers.complete(stored.call());
    return call.leadNumber() == null
        ? "no lead: " + call.outcome() + call.start() + call.end()
        : world.leadSquared.toCallLog(call, stored.crm());
  }

  private List<Calls.StoredCall> takeIn(List<Journal.Entry> events) {
    try (var store = new WorldStore(world.weather, random)) {
      store.heal();
      var commits = TestSqlite.commits(store.access());
      try {
        var journal = new Journal(commits, store.reader, world.providers);
        journal.appendAll(events);
        Calls calls = world.parts.calls(store.reader, journal, world.providers);
        return commits.write(client -> calls.foldChanged(client, events.size()));
      } finally {
        store.bury(commits::close);
      }
    }
  }

  private List<Journal.Entry> otherwise(List<CallEvent> events) {
    List<Instant> times = new ArrayList<>(events.stream().map(CallEvent::receivedAt).toList());
    Collections.shuffle(times, random);
    List<Journal.Entry> shuffled = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      CallEvent event = Events.receivedAt(events.get(i), times.get(i));
      for (int copy = random.nextInt(4) == 0 ? 2 : 1; copy > 0; copy--) {
        shuffled.add(new Journal.Entry(event, null, null));
      }
    }
    return shuffled;
  }
}
