package io.callbridge.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.callbridge.call.CallEvent;
import io.callbridge.store.CallLogs.CallLog;
import io.callbridge.store.CallLogs.Step;
import java.time.Instant;
import java.util.List;

/**
 * A call log as the API shows it (DESIGN, section 7). {@code events} and {@code steps} are there
 * only for a single one.
 *
 * @param differs the names of what has changed since the post and is not posted; null if nothing
 */
public record CallLogView(
    long id,
    String provider,
    String account,
    String crm,
    String callId,
    String callSessionId,
    String direction,
    String source,
    String destination,
    String display,
    Instant startTime,
    Instant endTime,
    Integer durationSeconds,
    String outcome,
    String state,
    String requestId,
    String activityId,
    String recordingUrl,
    int attempts,
    Instant dueAt,
    String reason,
    List<String> differs,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<CallEvent> events,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<Step> steps) {

  static CallLogView of(CallLog log) {
    return of(log, null, null);
  }

  static CallLogView of(CallLog log, List<CallEvent> events, List<Step> steps) {
    boolean inbound = "INBOUND".equals(log.direction());
    String lead = digits(log.leadNumber());
    String agent = digits(log.agentNumber());
    return new CallLogView(
        log.id(),
        log.key().provider(),
        log.key().account(),
        log.crm(),
        log.key().callId(),
        log.key().callId(),
        log.direction(),
        inbound ? lead : agent,
        inbound ? agent : lead,
        digits(log.displayNumber()),
        log.startTime(),
        log.endTime(),
        log.durationSeconds(),
        log.outcome(),
        log.state(),
        log.requestId(),
        log.activityId(),
        log.recordingUrl(),
        log.attempts(),
        log.dueAt(),
        log.reason(),
        log.differs() == null ? null : List.of(log.differs().split(",")),
        events,
        steps);
  }

  private static String digits(String number) {
    return number != null && number.startsWith("+") ? number.substring(1) : number;
  }
}
