package io.callbridge.kit.dryrun;

import java.time.Instant;
import java.util.List;

/**
 * A call as the store has it.
 *
 * @param key provider, account and id, with slashes
 * @param state of its call log, or of the call if it has none
 * @param posted the body that was posted last; null if none was
 * @param events those that were known then, or all if nothing was posted
 */
record PastCall(String key, String state, String posted, List<Event> events) {

  /**
   * @param source where it is from, such as {@code WEBHOOK}
   * @param event as it was understood, JSON
   * @param raw as it was received; null if nothing was
   */
  record Event(
      String provider,
      String account,
      String callId,
      Instant receivedAt,
      String source,
      String event,
      String mediaType,
      byte[] raw) {}
}
