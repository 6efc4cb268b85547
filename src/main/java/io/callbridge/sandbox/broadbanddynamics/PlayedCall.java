package io.callbridge.sandbox.broadbanddynamics;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.callbridge.sandbox.broadbanddynamics.Delivery.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A call, and how its callbacks fared. */
final class PlayedCall {

  /**
   * One attempt to deliver a callback.
   *
   * @param sequenceNumber of the callback
   * @param at when the attempt was over; null: not made, because it was lost on purpose
   * @param httpStatus the bridge's answer; 0: there was none
   * @param body what was sent, to the letter
   */
  record Attempt(
      int sequenceNumber,
      String callStatus,
      Fate fate,
      @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at,
      int httpStatus,
      String body) {

    boolean isAccepted() {
      return httpStatus / 100 == 2;
    }
  }

  private final CallScript call;
  private final List<Attempt> attempts = new ArrayList<>();

  PlayedCall(CallScript call) {
    this.call = call;
  }

  synchronized void add(Attempt attempt) {
    attempts.add(attempt);
  }

  @JsonProperty
  CallScript call() {
    return call;
  }

  /** In the order in which they were over. */
  @JsonProperty
  synchronized List<Attempt> callbacks() {
    return List.copyOf(attempts);
  }

  /** What the CRM should hold; null until the bridge has accepted the final callback. */
  @JsonProperty
  synchronized ExpectedCallLog expected() {
    int last = call.callbacks().size() - 1;
    boolean known =
        attempts.stream()
            .anyMatch(attempt -> attempt.sequenceNumber() == last && attempt.isAccepted());
    return known ? ExpectedCallLog.of(call) : null;
  }
}
