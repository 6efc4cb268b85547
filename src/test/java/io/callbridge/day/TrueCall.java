package io.callbridge.day;

import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A call as it really was, by its provider's clock.
 *
 * @param otherId the id that its webhooks have, which may be the same
 * @param lead null if the caller is anonymous
 * @param answeredAt when somebody or something picked up; null if nothing did
 * @param talkSeconds length of the conversation, or of the message left
 * @param rings whose phones rang, one after the other or at once; for an outbound call who called
 */
public record TrueCall(
    String provider,
    String account,
    String id,
    String otherId,
    Direction direction,
    String lead,
    String display,
    Instant createdAt,
    Instant answeredAt,
    Instant endedAt,
    int talkSeconds,
    Outcome outcome,
    List<Ring> rings,
    boolean recorded) {

  private static final Duration LONG = Duration.ofHours(1);

  /**
   * One phone that rang.
   *
   * @param agent a number, or the extension of somebody without one
   * @param answeredAt null if this one wasn't answered
   */
  public record Ring(
      String legId, String agent, Instant rungAt, Instant answeredAt, Instant endedAt) {}

  public Set<String> ids() {
    return id.equals(otherId) ? Set.of(id) : Set.of(id, otherId);
  }

  /** Longer than the bridge expects, so that the list of calls may never show its end. */
  public boolean isLong() {
    return Duration.between(createdAt, endedAt).compareTo(LONG) > 0;
  }

  public boolean isInbound() {
    return direction == Direction.INBOUND;
  }

  /** Whoever answered last, else the first who was rung; null if nobody was. */
  public Ring lastRing() {
    return rings.stream()
        .filter(ring -> ring.answeredAt() != null)
        .reduce((one, later) -> later)
        .orElse(rings.isEmpty() ? null : rings.get(0));
  }
}
