package io.callbridge.sandbox.vonage;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A call, what was done to it, and how its webhooks fared. */
final class PlayedCall {

  /**
   * One attempt to deliver a webhook.
   *
   * @param state of the event
   * @param httpStatus the answer; 0: there was none
   */
  record Delivery(
      String state,
      String deliveryId,
      int attempt,
      @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at,
      int httpStatus) {}

  private CallScript script;
  private boolean parked;
  private boolean held;
  private boolean over;
  private final List<Delivery> deliveries = new ArrayList<>();

  PlayedCall(CallScript script) {
    this.script = script;
  }

  @JsonProperty("call")
  synchronized CallScript script() {
    return script;
  }

  @JsonProperty
  synchronized List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  synchronized boolean isParked() {
    return parked;
  }

  synchronized boolean isHeld() {
    return held;
  }

  synchronized void change(UnaryOperator<CallScript> change) {
    script = change.apply(script);
  }

  synchronized void park() {
    parked = true;
  }

  synchronized void hold(boolean on) {
    held = on;
  }

  /** True the first time only, so that a call ends once. */
  synchronized boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }

  synchronized void add(Delivery delivery) {
    deliveries.add(delivery);
  }
}
