package io.callbridge.call;

import java.time.Instant;
import java.util.List;

/**
 * What all events of one call add up to: the facts as stated, and what follows from them
 * (contracts/mapping.md, sections 2, 5 and 6).
 *
 * @param key which call
 * @param direction null if no event said
 * @param leadNumber normalised text; may be null
 * @param agentNumber the party of the leg that answered last, else as stated; normalised text; may
 *     be null
 * @param displayNumber normalised text; may be null
 * @param createdAt stated creation, else the earliest stated moment of any event; may be null
 * @param answeredAt stated answer; may be null
 * @param endedAt stated end; may be null
 * @param talkSeconds stated length of the conversation in seconds; may be null
 * @param outcome null while no final event is known
 * @param status the provider's word of the deciding event, else of the highest that has one; may be
 *     null
 * @param recordingUrl may be null
 * @param legs the branches of the call, by their ids; never null
 * @param isNotified whether a webhook told of it
 * @param isListed whether the provider's own records show its end; that of a leg is none
 * @param firstReceivedAt receipt of the first event
 * @param lastReceivedAt receipt of the latest event
 * @param finalReceivedAt receipt of the first final event; null while there is none
 */
public record Call(
    CallKey key,
    Direction direction,
    String leadNumber,
    String agentNumber,
    String displayNumber,
    Instant createdAt,
    Instant answeredAt,
    Instant endedAt,
    Integer talkSeconds,
    Outcome outcome,
    String status,
    String recordingUrl,
    List<Leg> legs,
    boolean isNotified,
    boolean isListed,
    Instant firstReceivedAt,
    Instant lastReceivedAt,
    Instant finalReceivedAt) {

  public Call {
    legs = legs == null ? List.of() : List.copyOf(legs);
  }

  Call withParties(Direction way, String lead, String agent, String display) {
    return new Call(
        key,
        way,
        lead,
        agent,
        display,
        createdAt,
        answeredAt,
        endedAt,
        talkSeconds,
        outcome,
        status,
        recordingUrl,
        legs,
        isNotified,
        isListed,
        firstReceivedAt,
        lastReceivedAt,
        finalReceivedAt);
  }

  /** With another answer, and so with the length that follows from it. */
  Call withAnswer(Outcome how, Instant when) {
    return new Call(
        key,
        direction,
        leadNumber,
        agentNumber,
        displayNumber,
        createdAt,
        when,
        endedAt,
        null,
        how,
        status,
        recordingUrl,
        legs,
        isNotified,
        isListed,
        firstReceivedAt,
        lastReceivedAt,
        finalReceivedAt);
  }

  /** Whether somebody's phone still rang, as far as is known, when nobody had answered. */
  public boolean isRinging() {
    return outcome != null
        && !outcome.hasTalk()
        && legs.stream().anyMatch(leg -> leg.answeredAt() == null && leg.endedAt() == null);
  }

  public boolean isEnded() {
    return outcome != null;
  }

  /** When it ended: as stated, else when we heard of it. Null while it is open. */
  public Instant end() {
    return endedAt != null ? endedAt : finalReceivedAt;
  }

  /**
   * When the conversation began: the stated answer, for an answered call of known length else its
   * end less that length; null if it can't be told.
   */
  public Instant answered() {
    if (answeredAt == null && outcome == Outcome.ANSWERED && talkSeconds != null) {
      return end().minusSeconds(talkSeconds);
    }
    return answeredAt;
  }

  /**
   * When it began, for the CRM: the conversation, else the creation, else the end, else the receipt
   * of its first event. Never null.
   */
  public Instant start() {
    if (answered() != null) {
      return answered();
    }
    return created();
  }

  /**
   * When it was created; if no source says so when the conversation began, else its end, else the
   * receipt of its first event. Never null.
   */
  public Instant created() {
    if (createdAt != null) {
      return createdAt;
    }
    if (answered() != null) {
      return answered();
    }
    return end() != null ? end() : firstReceivedAt;
  }

  /**
   * Length of the conversation in seconds: 0 unless somebody talked; as stated, else from the
   * stated answer to the stated end, else 0.
   */
  public int durationSeconds() {
    if (outcome == null || !outcome.hasTalk()) {
      return 0;
    }
    if (talkSeconds != null) {
      return talkSeconds;
    }
    return Seconds.between(answeredAt, endedAt).known().orElse(0);
  }
}
