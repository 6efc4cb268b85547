package io.callbridge.bandwidth;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts the events that no call log can be made of: those whose type nobody knows, as perhaps
 * something is missed, and those of conferences. They are kept all the same. And those that could
 * not be kept, because a call waited for the answer.
 */
@Component
class BandwidthOtherEvents {

  private static final Logger log = LoggerFactory.getLogger(BandwidthOtherEvents.class);

  private final MeterRegistry meters;

  BandwidthOtherEvents(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * @param event null where the body was the JSON text {@code null}
   */
  public void count(BandwidthEvent event, String account) {
    if (event == null) {
      return;
    }
    Optional<BandwidthEventType> type = BandwidthEventType.of(event.eventType());
    if (type.isEmpty()) {
      count("callbridge.bandwidth.unknown.events", account);
    } else if (type.get().isAboutConference()) {
      count("callbridge.bandwidth.conference.events", account);
    }
  }

  /**
   * Counts an event that is not in the journal, although it was answered.
   *
   * @param reason why the store took nothing
   */
  public void countUnjournaled(String account, Exception reason) {
    log.error(
        "Bandwidth account {}: an event is answered and not journaled, so that its call goes on: {}",
        account,
        reason.getMessage());
    count("callbridge.bandwidth.unjournaled.events", account);
  }

  private void count(String name, String account) {
    meters.counter(name, "account", account).increment();
  }
}
