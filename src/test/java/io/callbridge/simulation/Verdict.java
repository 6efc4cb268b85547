package io.callbridge.simulation;

import io.callbridge.day.Expected;
import io.callbridge.day.TrueCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** At the end of a world: each call that a source shows has become what it must. */
final class Verdict {

  private record StoredTask(String callId, String kind, String state, String reason) {}

  private final World world;
  private final Map<String, List<StoredTask>> tasks = new HashMap<>();

  Verdict(World world) {
    this.world = world;
    world
        .store
        .reader
        .sql(
            """
            SELECT c.call_id, t.kind, t.state, t.reason FROM call c
            JOIN task t ON t.call = c.id""")
        .query(
            (row, n) ->
                new StoredTask(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
        .list()
        .forEach(task -> tasks.computeIfAbsent(task.callId(), id -> new ArrayList<>()).add(task));
  }

  void check() {
    world.ledger.calls.forEach(this::check);
  }

  private void breach(Invariant invariant, TrueCall call, String words) {
    world.ledger.breach(
        invariant,
        "%s, of %s seen by %s; stored are %s"
            .formatted(words, call, world.ledger.received(call), stored(call)));
  }

  private List<StoredTask> stored(TrueCall call) {
    return call.ids().stream().flatMap(id -> tasks.getOrDefault(id, List.of()).stream()).toList();
  }

  private void check(TrueCall call) {
    Optional<Expected> expected =
        world.lines.get(call.provider()).expected(call, world.ledger.received(call));
    List<StoredTask> logs =
        stored(call).stream()
            .filter(task -> task.kind().equals("LOG"))
            .filter(task -> !isRemainder(call, task))
            .toList();
    Map<String, String> callLog = world.crmOf(call).callLog(call);
    String rule = expected.map(Expected::rule).orElse("no-final-event");
    if (expected.isPresent() && expected.get().rule() == null) {
      checkPosted(call, logs, callLog, expected.get());
    } else if (callLog != null) {
      breach(Invariant.ACCOUNTED_FOR, call, "in the CRM, and should not be");
    } else if (logs.stream().anyMatch(task -> !isExcludedBy(task, rule))) {
      breach(Invariant.ACCOUNTED_FOR, call, "not excluded by %s: %s".formatted(rule, logs));
    } else if (expected.isPresent() && logs.isEmpty() && !isJoined(call)) {
      breach(Invariant.ACCOUNTED_FOR, call, "not excluded");
    }
  }

  /**
   * Whether it was taken for another call between the same two within 5 s, as contracts/mapping.md,
   * section 8, has it; then that one has two tasks.
   */
  private boolean isJoined(TrueCall call) {
    return world
        .store
        .reader
        .sql("SELECT EXISTS (SELECT 1 FROM call_alias WHERE other_id = ?)")
        .param(call.id())
        .query(Boolean.class)
        .single();
  }

  private static boolean isExcludedBy(StoredTask task, String rule) {
    return task.state().equals("EXCLUDED") && task.reason().startsWith(rule + ":");
  }

  /** A webhook that says no end, under an id of its own, has nothing to be joined by. */
  private static boolean isRemainder(TrueCall call, StoredTask task) {
    return call.ids().size() > 1
        && task.callId().equals(call.otherId())
        && isExcludedBy(task, "no-final-event");
  }

  private void checkPosted(
      TrueCall call, List<StoredTask> logs, Map<String, String> callLog, Expected expected) {
    if (logs.size() != 1) {
      breach(Invariant.ACCOUNTED_FOR, call, "not one task but " + logs);
      return;
    }
    StoredTask log = logs.get(0);
    FarEnd crm = world.crmOf(call);
    boolean isTrue =
        switch (log.state()) {
          case "LOGGED" -> callLog != null && !crm.hasFailed(call);
          case "UNCONFIRMED" -> crm.isUnsure(call) || world.ledger.isDoubted(call);
          case "REJECTED" -> callLog == null ? crm.hasRefused(call) : crm.hasFailed(call);
          default -> false;
        };
    if (!isTrue || (!log.state().equals("LOGGED") && log.reason() == null)) {
      breach(Invariant.ACCOUNTED_FOR, call, "%s, and %s in the CRM".formatted(log, callLog));
    } else if (log.state().equals("LOGGED")) {
      checkUpdated(call, callLog, expected);
    }
  }

  /** What became known after the post has been brought into the activity. */
  private void checkUpdated(TrueCall call, Map<String, String> callLog, Expected expected) {
    boolean isStopped =
        stored(call).stream()
            .anyMatch(task -> task.kind().equals("UPDATE") && task.state().equals("REJECTED"));
    for (String field : List.of("CallDuration", "ResourceURL")) {
      String known = expected.fields().get(field);
      if (!isStopped && !Objects.equals(callLog.get(field), known)) {
        breach(
            Invariant.RIGHT_CONTENT,
            call,
            "%s is %s, not %s".formatted(field, callLog.get(field), known));
      }
    }
  }
}
