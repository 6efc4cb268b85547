package io.callbridge.sandbox.bandwidth;

import java.time.Instant;

/**
 * One leg of a call, with its whole course; what of it is known depends on the moment.
 *
 * @param parentCallId the A-leg's id; null on the A-leg
 * @param inbound seen from Bandwidth's customer
 * @param from as the row shows it
 * @param to as the row shows it; on a leg of a transfer the party that was rung
 * @param enqueuedTime null: was never queued
 * @param answerTime null: nobody answered
 * @param cause why it ended (section 5.4)
 * @param errorMessage null: none
 */
record CallLeg(
    String callId,
    String parentCallId,
    boolean inbound,
    String from,
    String to,
    Instant enqueuedTime,
    Instant startTime,
    Instant answerTime,
    Instant endTime,
    String cause,
    String errorMessage) {

  enum State {
    QUEUED,
    INITIATED,
    ANSWERED,
    DISCONNECTED
  }

  boolean isParent() {
    return parentCallId == null;
  }

  String direction() {
    return inbound ? "inbound" : "outbound";
  }

  Instant createdAt() {
    return enqueuedTime != null ? enqueuedTime : startTime;
  }

  State state(Instant now) {
    if (!endTime.isAfter(now)) {
      return State.DISCONNECTED;
    }
    if (startTime.isAfter(now)) {
      return State.QUEUED;
    }
    return answerTime != null && !answerTime.isAfter(now) ? State.ANSWERED : State.INITIATED;
  }

  /** Its course if it is ended by request; one that had ended stays as it is. */
  CallLeg endedAt(Instant now) {
    State state = state(now);
    if (state == State.DISCONNECTED) {
      return this;
    }
    boolean answered = state == State.ANSWERED;
    return new CallLeg(
        callId,
        parentCallId,
        inbound,
        from,
        to,
        enqueuedTime,
        startTime.isAfter(now) ? now : startTime,
        answered ? answerTime : null,
        now,
        answered ? "hangup" : inbound ? "rejected" : "cancel",
        null);
  }
}
