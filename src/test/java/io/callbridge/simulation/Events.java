package io.callbridge.simulation;

import io.callbridge.call.CallEvent;
import java.time.Instant;

/** The same events, come otherwise. */
final class Events {

  private Events() {}

  static CallEvent receivedAt(CallEvent event, Instant time) {
    return copy(event, time).authority(event.authority()).sequence(event.sequence()).build();
  }

  /** As if nothing but its rank said which of two events counts more. */
  static CallEvent ranked(CallEvent event, int rank) {
    return copy(event, event.receivedAt()).authority(0).sequence(rank).build();
  }

  private static CallEvent.Builder copy(CallEvent event, Instant receivedAt) {
    return CallEvent.about(event.key(), event.eventKey(), receivedAt)
        .source(event.source())
        .status(event.status())
        .outcome(event.outcome())
        .direction(event.direction())
        .leadNumber(event.leadNumber())
        .agentNumber(event.agentNumber())
        .displayNumber(event.displayNumber())
        .statedAt(event.statedAt())
        .createdAt(event.createdAt())
        .answeredAt(event.answeredAt())
        .endedAt(event.endedAt())
        .talkSeconds(event.talkSeconds())
        .recordingUrl(event.recordingUrl())
        .leg(event.leg())
        .warnings(event.warnings());
  }
}
