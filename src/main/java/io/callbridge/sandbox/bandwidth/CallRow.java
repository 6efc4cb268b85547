package io.callbridge.sandbox.bandwidth;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A leg as the API shows it, as of a moment (section 3.3). */
final class CallRow {

  private CallRow() {}

  static Map<String, Object> of(CallLeg leg, String account, Instant now) {
    CallLeg.State state = leg.state(now);
    boolean started = state != CallLeg.State.QUEUED;
    boolean ended = state == CallLeg.State.DISCONNECTED;
    Instant answered =
        leg.answerTime() != null && leg.answerTime().isAfter(now) ? null : leg.answerTime();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("applicationId", EventWriter.APPLICATION);
    row.put("accountId", account);
    row.put("callId", leg.callId());
    row.put("parentCallId", leg.parentCallId());
    row.put("to", leg.to());
    row.put("from", leg.from());
    row.put("direction", leg.direction());
    row.put("state", state.name().toLowerCase(Locale.ROOT));
    row.put("stirShaken", null);
    row.put("identity", null);
    row.put("enqueuedTime", Times.write(leg.enqueuedTime()));
    row.put("startTime", started ? Times.write(leg.startTime()) : null);
    row.put("answerTime", Times.write(answered));
    row.put("endTime", ended ? Times.write(leg.endTime()) : null);
    row.put("disconnectCause", ended ? leg.cause() : null);
    row.put("errorMessage", ended ? leg.errorMessage() : null);
    row.put("errorId", null);
    row.put("lastUpdate", Times.write(lastUpdate(leg, now)));
    return row;
  }

  private static Instant lastUpdate(CallLeg leg, Instant now) {
    return Stream.of(leg.endTime(), leg.answerTime(), leg.startTime())
        .filter(moment -> moment != null && !moment.isAfter(now))
        .findFirst()
        .orElse(leg.createdAt());
  }
}
