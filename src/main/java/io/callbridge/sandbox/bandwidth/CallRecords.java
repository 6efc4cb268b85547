package io.callbridge.sandbox.bandwidth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The calls as the API knows them: a little late, and for seven days (section 3.4). */
final class CallRecords {

  private static final Duration KEPT = Duration.ofDays(7);

  /**
   * A page of rows.
   *
   * @param next null: the last page
   */
  record Page(List<Map<String, Object>> rows, CallQuery.Position next) {}

  private final BandwidthSettings settings;
  private final PlayedCalls played;
  private final Clock clock;

  CallRecords(BandwidthSettings settings, PlayedCalls played, Clock clock) {
    this.settings = settings;
    this.played = played;
    this.clock = clock;
  }

  /** Oldest first by creation. */
  Page list(CallQuery query) {
    Instant now = clock.instant();
    int left = settings.mostListed() - query.after().row();
    int size = Math.max(0, Math.min(query.pageSize(), left));
    List<CallLeg> legs =
        played.all().stream()
            .flatMap(call -> call.script().legs().stream())
            .filter(leg -> isVisible(leg, now) && query.wants(leg, now))
            .sorted(
                Comparator.comparing((CallLeg leg) -> leg.createdAt().toEpochMilli())
                    .thenComparing(CallLeg::callId))
            .filter(query.after()::isBefore)
            .limit(size + 1L)
            .toList();
    List<CallLeg> shown = legs.subList(0, Math.min(size, legs.size()));
    boolean hasMore = legs.size() > size && left > size && !shown.isEmpty();
    return new Page(
        shown.stream().map(leg -> CallRow.of(leg, settings.account(), now)).toList(),
        hasMore ? position(shown.get(size - 1), query.after().row() + size) : null);
  }

  private static CallQuery.Position position(CallLeg leg, int row) {
    return new CallQuery.Position(leg.createdAt().toEpochMilli(), leg.callId(), row);
  }

  /**
   * @throws RefusedException if it isn't there yet, or no longer
   */
  Map<String, Object> row(String callId) {
    Instant now = clock.instant();
    return played.find(callId).stream()
        .flatMap(call -> call.script().legs().stream())
        .filter(leg -> leg.callId().equals(callId) && isVisible(leg, now))
        .findFirst()
        .map(leg -> CallRow.of(leg, settings.account(), now))
        .orElseThrow(() -> new RefusedException(ApiError.notFound(callId)));
  }

  private boolean isVisible(CallLeg leg, Instant now) {
    return !leg.createdAt().plus(settings.visibleAfter()).isAfter(now)
        && leg.endTime().plus(KEPT).isAfter(now);
  }

  /** How many calls wait for their start. */
  int queued() {
    Instant now = clock.instant();
    return (int)
        played.all().stream()
            .map(call -> call.script().parent())
            .filter(leg -> leg.state(now) == CallLeg.State.QUEUED && !leg.createdAt().isAfter(now))
            .count();
  }
}
