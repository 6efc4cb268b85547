package io.callbridge.bandwidth;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts the events whose type nobody knows; they are kept, but perhaps something was missed. */
@Component
class BandwidthUnknownEvents {

  private final MeterRegistry meters;

  BandwidthUnknownEvents(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * @param event null where the body was the JSON text {@code null}
   */
  public void count(BandwidthEvent event, String account) {
    if (event != null && BandwidthEventType.of(event.eventType()).isEmpty()) {
      meters.counter("callbridge.bandwidth.unknown.events", "account", account).increment();
    }
  }
}
