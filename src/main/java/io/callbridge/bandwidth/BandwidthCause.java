package io.callbridge.bandwidth;

import io.callbridge.call.Outcome;
import java.util.Locale;

/**
 * Why a call ended: {@code cause} of an event, {@code disconnectCause} of a row
 * (contracts/mapping.md, section 7.1).
 */
final class BandwidthCause {

  private BandwidthCause() {}

  /** The word without case, with {@code _} and blank as {@code -}; empty if there is none. */
  static String normalise(String raw) {
    return raw == null
        ? ""
        : raw.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  /**
   * How a call ended.
   *
   * @param answered whether it has an answer time, which decides whatever the cause
   * @return never null; the words are an open set, and one that nobody knows is a failure
   */
  static Outcome outcome(String normalised, boolean answered) {
    if (answered) {
      return Outcome.ANSWERED;
    }
    return switch (normalised) {
      case "hangup", "timeout" -> Outcome.NO_ANSWER;
      case "busy" -> Outcome.BUSY;
      case "cancel" -> Outcome.CANCELLED;
      case "rejected" -> Outcome.REJECTED;
      default -> Outcome.FAILED;
    };
  }
}
