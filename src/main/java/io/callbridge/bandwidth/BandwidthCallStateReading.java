package io.callbridge.bandwidth;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Leg;
import io.callbridge.call.Source;
import java.time.Instant;

/** The reading of one row of the call list, or of the look-up of one call. */
record BandwidthCallStateReading(
    BandwidthCallState row, String accountName, Instant receivedAt, BandwidthFields fields) {

  private static final String ENDED = "disconnected";

  BandwidthCallStateReading(
      BandwidthCallState row,
      String accountName,
      BandwidthSettings.Account account,
      Instant receivedAt) {
    this(row, accountName, receivedAt, new BandwidthFields(account, receivedAt));
  }

  CallEvent callEvent() {
    String id = row.callId().strip();
    String parent = BandwidthFields.text(row.parentCallId());
    boolean isLeg = parent != null && !parent.equals(id);
    boolean isEnded = ENDED.equals(BandwidthCause.normalise(row.state()));
    Instant updatedAt = fields.time("lastUpdate", row.lastUpdate());
    Instant answeredAt = fields.time("answerTime", row.answerTime());
    Instant endedAt = fields.time("endTime", row.endTime());
    CallEvent.Builder call =
        CallEvent.about(
                new CallKey(BandwidthSettings.PROVIDER, accountName, isLeg ? parent : id),
                BandwidthEventKey.of(row),
                receivedAt)
            .source(Source.CDR)
            .sequence(BandwidthFields.sequence(updatedAt))
            .statedAt(updatedAt);
    if (isLeg) {
      call.leg(new Leg(id, fields.agent(row.to()), answeredAt, endedAt))
          .alias(id)
          .status(BandwidthFields.shown(row.state()));
    } else {
      sayOfCall(call, isEnded, answeredAt, endedAt);
    }
    return call.warnings(fields.warnings()).build();
  }

  private void sayOfCall(
      CallEvent.Builder call, boolean isEnded, Instant answeredAt, Instant endedAt) {
    Instant createdAt = fields.time("startTime", row.startTime());
    BandwidthParties.of(fields, row.direction(), row.from(), row.to(), null).putInto(call);
    call.createdAt(createdAt).answeredAt(answeredAt).status(BandwidthFields.shown(row.state()));
    if (!isEnded) {
      return;
    }
    String cause = BandwidthCause.normalise(row.disconnectCause());
    if (createdAt == null) {
      call.createdAt(fields.time("enqueuedTime", row.enqueuedTime()));
    }
    call.endedAt(endedAt)
        .talkSeconds(fields.talkSeconds(answeredAt, endedAt))
        .outcome(BandwidthCause.outcome(cause, answeredAt != null));
    if (!cause.isEmpty()) {
      call.status(BandwidthFields.shown(cause));
    }
  }
}
