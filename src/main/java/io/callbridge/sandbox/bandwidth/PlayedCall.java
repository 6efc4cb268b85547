package io.callbridge.sandbox.bandwidth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.callbridge.sandbox.bandwidth.Delivery.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A call, and how its events fared. */
final class PlayedCall {

  /**
   * One attempt to deliver an event.
   *
   * @param at when the attempt was over, ISO 8601; null: not made, because it was lost on purpose
   * @param httpStatus the answer; 0: there was none
   */
  record Attempt(String eventType, String callId, Fate fate, String at, int httpStatus) {}

  private final List<Attempt> attempts = new ArrayList<>();
  private CallScript script;

  PlayedCall(CallScript script) {
    this.script = script;
  }

  synchronized CallScript script() {
    return script;
  }

  /** Its course from now on. */
  synchronized void setScript(CallScript script) {
    this.script = script;
  }

  synchronized void add(Attempt attempt) {
    attempts.add(attempt);
  }

  /** Whether the event still is to happen; a call that is steered takes another course. */
  synchronized boolean isPlanned(Webhook webhook) {
    return script.webhooks().contains(webhook);
  }

  /** When it ends, as things stand. */
  Instant end() {
    return script().parent().endTime();
  }

  @JsonProperty
  String callId() {
    return script().parent().callId();
  }

  @JsonProperty
  Story story() {
    return script().story();
  }

  /** Null: the CRM should hold nothing, or nobody knows. */
  @JsonProperty
  ExpectedCallLog expected() {
    return script().expected();
  }

  /** In the order in which they were over. */
  @JsonProperty
  synchronized List<Attempt> events() {
    return List.copyOf(attempts);
  }
}
