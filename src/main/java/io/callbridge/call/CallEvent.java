package io.callbridge.call;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One observation of a call: a webhook about it or a CDR row of it, in Callbridge's own words.
 *
 * <p>Every provider translates into this, and the CRM side reads nothing else of a provider. An
 * event says only what its source said: what is missing stays {@code null} and is filled in by
 * other events of the same call ({@link CallFold}) or derived from them ({@link Call}).
 *
 * @param key the call it is about
 * @param eventKey what makes two deliveries the same observation, unique within the call
 * @param receivedAt when we took it
 * @param source where it comes from
 * @param authority how much its source is trusted against other sources of the same call; higher
 *     wins
 * @param sequence order among events of one authority, such as a sequence number; higher wins
 * @param status the provider's own word for the state, as received; may be null
 * @param outcome how the call ended, or null while this event is not final
 * @param direction null if the source doesn't say
 * @param leadNumber the outside party, normalised ({@link PhoneNumber#text()}); may be null
 * @param agentNumber our party, normalised; may be null
 * @param displayNumber the business number that was dialled or shown, normalised; may be null
 * @param statedAt the moment of the event as its source states it; may be null
 * @param createdAt when the call was created, as stated; may be null
 * @param answeredAt when it was answered, as stated; may be null
 * @param endedAt when it ended, as stated; may be null
 * @param talkSeconds length of the conversation in whole seconds, 0 to 604800; may be null
 * @param recordingUrl absolute http or https address; may be null
 * @param leg the branch of the call that this event is about; null if it is about the whole call
 * @param alias the id of that branch, under which other events of it may come that don't name the
 *     call; null if there is none
 * @param aside kept for the record only: it is about no call, so it makes none
 * @param warnings what could not be read, in words for a person; never null
 */
public record CallEvent(
    CallKey key,
    String eventKey,
    Instant receivedAt,
    Source source,
    int authority,
    long sequence,
    String status,
    Outcome outcome,
    Direction direction,
    String leadNumber,
    String agentNumber,
    String displayNumber,
    Instant statedAt,
    Instant createdAt,
    Instant answeredAt,
    Instant endedAt,
    Integer talkSeconds,
    String recordingUrl,
    Leg leg,
    String alias,
    boolean aside,
    List<String> warnings) {

  public CallEvent {
    requireNonNull(key, "key");
    requireNonNull(eventKey, "eventKey");
    requireNonNull(receivedAt, "receivedAt");
    eventKey = eventKey.replace('\0', '\uFFFD');
    source = source == null ? Source.WEBHOOK : source;
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  /** The same observation, of the call under another of its ids. */
  public CallEvent of(CallKey other) {
    return new CallEvent(
        other,
        eventKey,
        receivedAt,
        source,
        authority,
        sequence,
        status,
        outcome,
        direction,
        leadNumber,
        agentNumber,
        displayNumber,
        statedAt,
        createdAt,
        answeredAt,
        endedAt,
        talkSeconds,
        recordingUrl,
        leg,
        alias,
        aside,
        warnings);
  }

  /**
   * The same observation, which came under the id of a leg, as one of the leg's call. Of the whole
   * call it says no more than where a recording is: its times and parties are the leg's.
   */
  public CallEvent asLegOf(CallKey call) {
    return about(call, eventKey, receivedAt)
        .source(source)
        .authority(authority)
        .sequence(sequence)
        .status(status)
        .statedAt(statedAt)
        .recordingUrl(recordingUrl)
        .leg(leg != null ? leg : new Leg(key.callId(), null, answeredAt, endedAt))
        .alias(alias)
        .warnings(warnings)
        .build();
  }

  /** The same observation, received at another moment. */
  public CallEvent asReceived(Instant moment) {
    return new CallEvent(
        key,
        eventKey,
        moment,
        source,
        authority,
        sequence,
        status,
        outcome,
        direction,
        leadNumber,
        agentNumber,
        displayNumber,
        statedAt,
        createdAt,
        answeredAt,
        endedAt,
        talkSeconds,
        recordingUrl,
        leg,
        alias,
        aside,
        warnings);
  }

  /** What may stay of it when nobody may tell any more whose call it was: its keys and times. */
  public CallEvent erased() {
    return new CallEvent(
        key,
        eventKey,
        receivedAt,
        source,
        authority,
        sequence,
        status,
        outcome,
        direction,
        null,
        null,
        null,
        statedAt,
        createdAt,
        answeredAt,
        endedAt,
        talkSeconds,
        null,
        leg == null ? null : leg.erased(),
        alias,
        aside,
        List.of());
  }

  public boolean isFinal() {
    return outcome != null;
  }

  /**
   * Begins an event that says nothing yet.
   *
   * @param eventKey what makes two deliveries the same observation
   */
  public static Builder about(CallKey key, String eventKey, Instant receivedAt) {
    return new Builder(key, eventKey, receivedAt);
  }

  /** Says one thing after the other; what isn't said, or is said as null, stays unknown. */
  public static final class Builder {

    private final CallKey key;
    private final String eventKey;
    private final Instant receivedAt;
    private Source source = Source.WEBHOOK;
    private int authority;
    private long sequence;
    private String status;
    private Outcome outcome;
    private Direction direction;
    private String leadNumber;
    private String agentNumber;
    private String displayNumber;
    private Instant statedAt;
    private Instant createdAt;
    private Instant answeredAt;
    private Instant endedAt;
    private Integer talkSeconds;
    private String recordingUrl;
    private Leg leg;
    private String alias;
    private boolean aside;
    private final List<String> warnings = new ArrayList<>();

    private Builder(CallKey key, String eventKey, Instant receivedAt) {
      this.key = key;
      this.eventKey = eventKey;
      this.receivedAt = receivedAt;
    }

    public Builder source(Source value) {
      source = value;
      return this;
    }

    public Builder authority(int value) {
      authority = value;
      return this;
    }

    public Builder sequence(long value) {
      sequence = value;
      return this;
    }

    public Builder status(String value) {
      status = value;
      return this;
    }

    public Builder outcome(Outcome value) {
      outcome = value;
      return this;
    }

    public Builder direction(Direction value) {
      direction = value;
      return this;
    }

    public Builder leadNumber(String value) {
      leadNumber = value;
      return this;
    }

    public Builder agentNumber(String value) {
      agentNumber = value;
      return this;
    }

    public Builder displayNumber(String value) {
      displayNumber = value;
      return this;
    }

    public Builder statedAt(Instant value) {
      statedAt = value;
      return this;
    }

    public Builder createdAt(Instant value) {
      createdAt = value;
      return this;
    }

    public Builder answeredAt(Instant value) {
      answeredAt = value;
      return this;
    }

    public Builder endedAt(Instant value) {
      endedAt = value;
      return this;
    }

    public Builder talkSeconds(Integer value) {
      talkSeconds = value;
      return this;
    }

    public Builder recordingUrl(String value) {
      recordingUrl = value;
      return this;
    }

    public Builder leg(Leg value) {
      leg = value;
      return this;
    }

    public Builder alias(String value) {
      alias = value;
      return this;
    }

    public Builder aside(boolean value) {
      aside = value;
      return this;
    }

    public Builder warnings(List<String> values) {
      warnings.addAll(values);
      return this;
    }

    public CallEvent build() {
      return new CallEvent(
          key,
          eventKey,
          receivedAt,
          source,
          authority,
          sequence,
          status,
          outcome,
          direction,
          leadNumber,
          agentNumber,
          displayNumber,
          statedAt,
          createdAt,
          answeredAt,
          endedAt,
          talkSeconds,
          recordingUrl,
          leg,
          alias,
          aside,
          warnings);
    }
  }
}
