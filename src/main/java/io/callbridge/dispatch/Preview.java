package io.callbridge.dispatch;

import io.callbridge.call.Call;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallFold;
import io.callbridge.call.CallKey;
import io.callbridge.call.Outcome;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.store.Journal;
import io.callbridge.store.Tasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What events would lead to if they were journaled. Changes nothing. */
public class Preview {

  private final Journal journal;
  private final Tasks tasks;
  private final ProviderAccounts providers;
  private final Exclusions exclusions;

  Preview(Journal journal, Tasks tasks, ProviderAccounts providers, Exclusions exclusions) {
    this.journal = journal;
    this.tasks = tasks;
    this.providers = providers;
    this.exclusions = exclusions;
  }

  /**
   * A call log that would be.
   *
   * @param decision {@code POST}, {@code EXCLUDED} with the reason, {@code OPEN}, or {@code POSTED}
   *     for a call that has a task already
   */
  public record WouldBe(
      String callId,
      String decision,
      String reason,
      Outcome outcome,
      String leadNumber,
      String agentNumber,
      Instant startTime,
      Instant endTime,
      int durationSeconds) {}

  /** One entry for each call that the events are about. */
  public List<WouldBe> of(List<CallEvent> events) {
    Map<CallKey, List<CallEvent>> byCall = new LinkedHashMap<>();
    events.forEach(
        event -> byCall.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(event));
    return byCall.entrySet().stream().map(call -> wouldBe(call.getKey(), call.getValue())).toList();
  }

  private WouldBe wouldBe(CallKey key, List<CallEvent> added) {
    List<CallEvent> all = new ArrayList<>(journal.eventsOf(key));
    all.addAll(added);
    Call call = providers.complete(CallFold.fold(all));
    String reason = call.isEnded() ? exclusions.reason(call).orElse(null) : null;
    return new WouldBe(
        key.callId(),
        decision(call, reason),
        reason,
        call.outcome(),
        call.leadNumber(),
        call.agentNumber(),
        call.start(),
        call.end(),
        call.durationSeconds());
  }

  private String decision(Call call, String reason) {
    if (!call.isEnded()) {
      return "OPEN";
    }
    if (tasks.isPosted(call.key())) {
      return "POSTED";
    }
    return reason == null ? "POST" : "EXCLUDED";
  }
}
