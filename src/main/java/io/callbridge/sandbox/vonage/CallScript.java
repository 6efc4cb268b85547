package io.callbridge.sandbox.vonage;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import java.time.Instant;

/**
 * The truth about one call.
 *
 * @param callId a UUID, the same in all services
 * @param eventId the webhook service's own id
 * @param inbound seen from the business
 * @param outside the other party: a number without {@code +}, or an extension if {@code internal}
 * @param did the business number
 * @param answeredAt null if nobody answered, and no voicemail did
 */
record CallScript(
    String callId,
    String eventId,
    boolean inbound,
    boolean internal,
    Ending ending,
    String outside,
    String did,
    Agent agent,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant createdAt,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant answeredAt,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant endedAt) {

  /** The same, hung up early. */
  CallScript hungUp(Instant now) {
    boolean answered = answeredAt != null && !answeredAt.isAfter(now);
    return new CallScript(
        callId,
        eventId,
        inbound,
        internal,
        answered ? ending : Ending.CANCELLED,
        outside,
        did,
        agent,
        createdAt,
        answered ? answeredAt : null,
        now);
  }

  /** The same, answered now and as long as it would have been. */
  CallScript answered(Instant now) {
    return new CallScript(
        callId,
        eventId,
        inbound,
        internal,
        Ending.ANSWERED,
        outside,
        did,
        agent,
        createdAt,
        now,
        endedAt.isAfter(now) ? endedAt : now);
  }

  /** The same, at another agent. */
  CallScript transferred(Agent other) {
    return new CallScript(
        callId,
        eventId,
        inbound,
        internal,
        ending,
        outside,
        did,
        other,
        createdAt,
        answeredAt,
        endedAt);
  }

  boolean isTalkingAt(Instant now) {
    return ending == Ending.ANSWERED
        && answeredAt != null
        && !now.isBefore(answeredAt)
        && now.isBefore(endedAt);
  }

  /** Length of the conversation or the message, in seconds. */
  long talkSeconds() {
    return answeredAt == null ? 0 : Duration.between(answeredAt, endedAt).toSeconds();
  }
}
