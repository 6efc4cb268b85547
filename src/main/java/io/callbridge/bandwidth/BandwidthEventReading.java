package io.callbridge.bandwidth;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Leg;
import io.callbridge.call.UnreadableEventException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The reading of one call event.
 *
 * @param type empty for an event that nobody knows
 */
record BandwidthEventReading(
    BandwidthEvent event,
    Optional<BandwidthEventType> type,
    String accountName,
    BandwidthSettings.Account account,
    Instant receivedAt,
    BandwidthFields fields) {

  private static final Set<String> AUDIBLE = Set.of("complete", "partial");

  BandwidthEventReading(
      BandwidthEvent event,
      String accountName,
      BandwidthSettings.Account account,
      Instant receivedAt) {
    this(
        event,
        BandwidthEventType.of(event.eventType()),
        accountName,
        account,
        receivedAt,
        new BandwidthFields(account, receivedAt));
  }

  CallEvent callEvent() {
    if (type.isEmpty()) {
      fields.warn("eventType is not known: " + BandwidthFields.shown(event.eventType()));
    }
    Instant statedAt = fields.time("eventTime", event.eventTime());
    CallEvent.Builder call =
        CallEvent.about(
                new CallKey(BandwidthSettings.PROVIDER, accountName, callId()),
                BandwidthEventKey.of(event),
                receivedAt)
            .sequence(BandwidthFields.sequence(statedAt))
            .status(status())
            .statedAt(statedAt)
            .alias(legId())
            .aside(isAboutNoCall());
    if (isLeg()) {
      sayOfLeg(call, statedAt);
    } else if (type.filter(BandwidthEventType::shapesTheCall).isPresent()) {
      sayOfCall(call);
    }
    call.recordingUrl(recordingUrl());
    return call.warnings(fields.warnings()).build();
  }

  private boolean is(BandwidthEventType wanted) {
    return type.filter(wanted::equals).isPresent();
  }

  /** Whether it is about a leg other than the A-leg. */
  private boolean isLeg() {
    return legId() != null || type.filter(BandwidthEventType::isAboutLeg).isPresent();
  }

  /** The leg's id, if the event says whose leg it is; not every event of a leg does. */
  private String legId() {
    String parent = BandwidthFields.text(event.parentCallId());
    String id = BandwidthFields.text(event.callId());
    return parent == null || parent.equals(id) ? null : id;
  }

  /** A conference is no call, and what nobody knows need not be about one. */
  private boolean isAboutNoCall() {
    boolean namesNoCall =
        BandwidthFields.isBlank(event.parentCallId()) && BandwidthFields.isBlank(event.callId());
    return namesNoCall || type.filter(BandwidthEventType::isAboutConference).isPresent();
  }

  /**
   * The call that it is about: the A-leg's. The events of a conference are kept together under its
   * own id.
   */
  private String callId() {
    for (String id : new String[] {event.parentCallId(), event.callId(), event.conferenceId()}) {
      if (!BandwidthFields.isBlank(id)) {
        return id.strip();
      }
    }
    if (type.isPresent() || BandwidthFields.isBlank(event.eventType())) {
      throw new UnreadableEventException("the event says neither which call nor which conference");
    }
    return "event-" + BandwidthEventKey.contentHash(event);
  }

  private String status() {
    String word =
        is(BandwidthEventType.DISCONNECT) && !isLeg()
            ? BandwidthCause.normalise(event.cause())
            : "";
    return word.isEmpty() ? BandwidthFields.shown(event.eventType()) : word;
  }

  private void sayOfCall(CallEvent.Builder call) {
    BandwidthParties.of(fields, event.direction(), event.from(), event.to(), event.tag())
        .putInto(call);
    if (is(BandwidthEventType.RECORDING_AVAILABLE)) {
      return;
    }
    Instant createdAt = fields.time("startTime", event.startTime());
    Instant answeredAt = fields.time("answerTime", event.answerTime());
    call.createdAt(createdAt).answeredAt(answeredAt);
    if (is(BandwidthEventType.DISCONNECT)) {
      Instant endedAt = fields.time("endTime", event.endTime());
      if (createdAt == null) {
        call.createdAt(fields.time("enqueuedTime", event.enqueuedTime()));
      }
      call.endedAt(endedAt)
          .talkSeconds(fields.talkSeconds(answeredAt, endedAt))
          .outcome(
              BandwidthCause.outcome(BandwidthCause.normalise(event.cause()), answeredAt != null));
    }
  }

  /** Its own parties are the original call's, so that only {@code transferTo} says who it is. */
  private void sayOfLeg(CallEvent.Builder call, Instant statedAt) {
    String id = BandwidthFields.text(event.callId());
    boolean answers = is(BandwidthEventType.TRANSFER_ANSWER) || is(BandwidthEventType.ANSWER);
    boolean ends = is(BandwidthEventType.TRANSFER_DISCONNECT) || is(BandwidthEventType.DISCONNECT);
    if (id == null || !answers && !ends) {
      return;
    }
    Instant answeredAt = fields.time("answerTime", event.answerTime());
    call.leg(
        new Leg(
            id,
            fields.agent(event.transferTo()),
            answeredAt == null && answers ? statedAt : answeredAt,
            ends ? fields.time("endTime", event.endTime()) : null));
  }

  private String recordingUrl() {
    if (!is(BandwidthEventType.RECORDING_AVAILABLE)
        || account.recordingUrl() == null
        || !AUDIBLE.contains(BandwidthCause.normalise(event.status()))) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    values.put("accountId", accountName);
    values.put("callId", event.callId());
    values.put("recordingId", event.recordingId());
    values.put("mediaUrl", event.mediaUrl());
    Optional<String> url = account.recordingUrl().of(values);
    if (url.isEmpty()) {
      fields.warn("the recording has no http or https address");
    }
    return url.orElse(null);
  }
}
