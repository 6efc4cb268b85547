package io.callbridge.bandwidth;

import io.callbridge.call.CallEvent;
import io.callbridge.call.UnreadableEventException;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Bandwidth's events and rows, in Callbridge's words (contracts/mapping.md, sections 3 to 9).
 *
 * <p>Both are equally trusted, and the later one wins: an event by {@code eventTime}, a row by
 * {@code lastUpdate}. Only the A-leg says what the call is; a leg of a transfer says who was rung.
 */
@Component
class BandwidthTranslator {

  private final BandwidthSettings settings;
  private final InstantSource clock;

  BandwidthTranslator(BandwidthSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param event null where the body was the JSON text {@code null}
   * @param account a configured account
   * @throws UnreadableEventException if there is no event, or it doesn't say of what
   */
  public CallEvent toCallEvent(BandwidthEvent event, String account) {
    if (event == null) {
      throw new UnreadableEventException("the body is null");
    }
    return new BandwidthEventReading(
            event, account, settings.accounts().get(account), clock.instant())
        .callEvent();
  }

  /**
   * @param row null where a list had {@code null} in it
   * @param account a configured account
   * @throws UnreadableEventException if there is no row, or it has no call id
   */
  public CallEvent toCallEvent(BandwidthCallState row, String account) {
    if (row == null || BandwidthFields.isBlank(row.callId())) {
      throw new UnreadableEventException("the row has no callId");
    }
    return new BandwidthCallStateReading(
            row, account, settings.accounts().get(account), clock.instant())
        .callEvent();
  }
}
