package io.callbridge.day;

import io.callbridge.call.ProviderAccount;
import io.callbridge.ops.TestCompleteness;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what the CRM holds with what really was. */
final class Verdict {

  private static final Duration LONGEST_WAIT_FOR_CDR = Duration.ofMinutes(20);
  private static final Set<String> UPDATED = Set.of("CallDuration", "ResourceURL");

  /** How the task names what a field of the call log is made of. */
  private static final Map<String, String> FACTS =
      Map.of("StartTime", "startTime", "EndTime", "endTime", "Status", "outcome");

  private record StoredTask(String callId, String state, String reason, String differs) {}

  private final Day day;
  private final List<String> mistakes = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, List<StoredTask>> tasks = new HashMap<>();

  Verdict(Day day) {
    this.day = day;
  }

  List<String> mistakes() {
    readTasks();
    day.crms.values().forEach(crm -> mistakes.addAll(crm.offences));
    mistakes.addAll(day.recorder.offences);
    mistakes.addAll(day.vonageLogin.offences);
    day.posted.forEach(this::checkPost);
    day.calls.forEach(this::checkCall);
    checkNothingElse();
    day.providers().all().forEach(this::checkCompleteness);
    return mistakes;
  }

  /** How many calls took which way. */
  Map<String, Integer> counts() {
    return counts;
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private void mistake(TrueCall call, String words) {
    mistakes.add("%s\n    of %s\n    seen by %s".formatted(words, call, day.received(call)));
  }

  private void readTasks() {
    day.store()
        .reader
        .sql(
            """
            SELECT c.call_id, t.state, t.reason, t.differs FROM call c
            JOIN task t ON t.call = c.id AND t.kind = 'LOG'""")
        .query(
            (row, n) ->
                new StoredTask(
                    row.getString("call_id"),
                    row.getString("state"),
                    row.getString("reason"),
                    row.getString("differs")))
        .list()
        .forEach(task -> tasks.computeIfAbsent(task.callId(), id -> new ArrayList<>()).add(task));
  }

  /** Each call log says what the sources that were there by then say, to the second. */
  private void checkPost(Day.Posted post) {
    TrueCall call = post.call();
    Optional<Expected> expected = expected(call, post.sources());
    if (expected.isEmpty() || expected.get().rule() != null) {
      mistake(call, "posted, and should not have been: " + post.fields());
      return;
    }
    var fields = new TreeMap<>(post.fields());
    if (!call.ids().contains(fields.remove("CallSessionId"))) {
      mistake(call, "posted under another id: " + post.fields());
    }
    if (!fields.equals(expected.get().fields())) {
      mistake(
          call,
          "posted %s\n    not    %s\n    when known by %s"
              .formatted(fields, expected.get().fields(), post.sources()));
    }
    boolean waits =
        call.account().equals(BandwidthLine.AFTER_CDR)
            || call.account().equals(VonageLine.AFTER_CDR);
    if (waits && !call.isLong() && !post.sources().contains("row")) {
      count("posted without its record");
      if (post.at().isBefore(day.finalReceivedAt(call).plus(LONGEST_WAIT_FOR_CDR))) {
        mistake(call, "posted before its record, at " + post.at());
      }
    }
  }

  private Optional<Expected> expected(TrueCall call, Set<String> sources) {
    return day.lines.get(call.provider()).expected(call, sources);
  }

  private void checkCall(TrueCall call) {
    checkRecord(call);
    List<StoredTask> all =
        call.ids().stream().flatMap(id -> tasks.getOrDefault(id, List.of()).stream()).toList();
    Optional<Expected> expected = expected(call, day.received(call));
    if (expected.isEmpty()) {
      count(day.received(call).isEmpty() ? "never seen" : "never seen to end");
      checkNotPosted(call, all, "no-final-event");
    } else if (expected.get().rule() != null) {
      count(expected.get().rule());
      checkNotPosted(call, all, expected.get().rule());
      if (all.isEmpty()) {
        mistake(call, "not excluded");
      }
    } else {
      checkPosted(call, all, expected.get());
    }
  }

  /** The list of calls need not show a call that is too long; then its state is asked for. */
  private void checkRecord(TrueCall call) {
    if (call.provider().equals("broadband-dynamics") || day.received(call).contains("row")) {
      return;
    }
    if (!call.isLong()) {
      mistake(call, "its record was never collected");
    } else if (day.received(call).contains("state")) {
      count("closed by its state");
    }
  }

  private void checkNotPosted(TrueCall call, List<StoredTask> all, String rule) {
    if (sessions(call) > 0) {
      mistake(call, "in the CRM, and should not be");
    }
    all.stream()
        .filter(task -> !isExcludedBy(task, rule))
        .filter(task -> !isRemainder(call, task))
        .forEach(task -> mistake(call, "not excluded by " + rule + ": " + task));
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

  private long sessions(TrueCall call) {
    return call.ids().stream().filter(id -> day.crmOf(call).callLog(id) != null).count();
  }

  private void checkPosted(TrueCall call, List<StoredTask> all, Expected expected) {
    List<StoredTask> left = all.stream().filter(task -> !isRemainder(call, task)).toList();
    if (left.size() < all.size()) {
      count("remainders");
    }
    if (left.size() != 1) {
      mistake(call, "not one task but " + all);
      return;
    }
    StoredTask task = left.get(0);
    count(task.state());
    SimulatedCrm crm = day.crmOf(call);
    long sessions = sessions(call);
    boolean isRight =
        switch (task.state()) {
          case "LOGGED" -> sessions == 1 && !crm.hasFailed(task.callId());
          case "UNCONFIRMED" -> sessions <= 1 && crm.isUnsure(task.callId());
          case "REJECTED" -> sessions == 1 && crm.hasFailed(task.callId());
          default -> false;
        };
    if (!isRight) {
      mistake(call, "%s, and %d in the CRM".formatted(task, sessions));
    } else if (task.state().equals("LOGGED")) {
      checkRecording(call, expected);
      checkActivity(call, task, crm.callLog(task.callId()), expected);
    }
  }

  /** What is recorded is found, unless nothing but numbers and times tells it from another. */
  private void checkRecording(TrueCall call, Expected expected) {
    boolean isConversation = expected.fields().get("Status").equals("Answered");
    if (!day.recorder.isRecorded(call) || !isConversation) {
      return;
    }
    if (day.received(call).contains("recorder")) {
      count(wasPostedWithLink(call) ? "link with the post" : "link after the post");
    } else if (day.recorder.isNamed(call)) {
      mistake(call, "its recording was never found");
    } else {
      count("recording not told from others");
    }
  }

  private boolean wasPostedWithLink(TrueCall call) {
    return day.posted.stream()
        .filter(post -> post.call() == call)
        .anyMatch(post -> post.fields().containsKey("ResourceURL"));
  }

  /** What was known too late has been updated, or is shown. */
  private void checkActivity(
      TrueCall call, StoredTask task, Map<String, String> activity, Expected expected) {
    Set<String> differs = task.differs() == null ? Set.of() : Set.of(task.differs().split(","));
    var fields = new TreeSet<>(expected.fields().keySet());
    fields.addAll(activity.keySet());
    fields.remove("CallSessionId");
    for (String field : fields) {
      if (!Objects.equals(activity.get(field), expected.fields().get(field))) {
        count("differs in " + field);
        if (UPDATED.contains(field) || !differs.contains(fact(call, field))) {
          mistake(
              call,
              "%s is %s, not %s, and shown are %s"
                  .formatted(field, activity.get(field), expected.fields().get(field), differs));
        }
      }
    }
  }

  private static String fact(TrueCall call, String field) {
    return switch (field) {
      case "SourceNumber" -> call.isInbound() ? "leadNumber" : "agentNumber";
      case "DestinationNumber" -> call.isInbound() ? "agentNumber" : "leadNumber";
      default -> FACTS.getOrDefault(field, field);
    };
  }

  private void checkNothingElse() {
    Set<String> known =
        day.calls.stream().flatMap(call -> call.ids().stream()).collect(Collectors.toSet());
    tasks.keySet().stream()
        .filter(id -> !known.contains(id))
        .forEach(id -> mistakes.add("a task for no call: " + id));
    day.crms.values().stream()
        .flatMap(crm -> crm.sessionIds().stream())
        .filter(id -> !known.contains(id))
        .forEach(id -> mistakes.add("an activity for no call: " + id));
  }

  private void checkCompleteness(ProviderAccount account) {
    boolean verified = !account.provider().equals("broadband-dynamics");
    LocalDate first = LocalDate.ofInstant(Day.MIDNIGHT, ZoneOffset.UTC);
    for (LocalDate date : List.of(first, first.plusDays(1))) {
      var equation = TestCompleteness.of(account, date, verified, day.store().dayCounts);
      if (!equation.isBalanced() || equation.open() > 0) {
        mistakes.add("does not close: " + equation);
      }
      long listed = verified ? endedOn(account, date) : 0;
      if (equation.listed() != listed) {
        mistakes.add("%d are listed, not as in %s".formatted(listed, equation));
      }
    }
  }

  private long endedOn(ProviderAccount account, LocalDate date) {
    return day.calls.stream()
        .filter(call -> call.provider().equals(account.provider()))
        .filter(call -> call.account().equals(account.name()))
        .filter(call -> day.received(call).contains("row"))
        .filter(call -> LocalDate.ofInstant(call.endedAt(), ZoneOffset.UTC).equals(date))
        .count();
  }
}
