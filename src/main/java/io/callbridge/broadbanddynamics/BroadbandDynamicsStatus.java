package io.callbridge.broadbanddynamics;

import io.callbridge.call.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words of {@code CallStatus} (contracts/broadband-dynamics.md, section 4.1). */
final class BroadbandDynamicsStatus {

  private static final Map<String, Outcome> FINAL =
      Map.of(
          "completed", Outcome.ANSWERED,
          "busy", Outcome.BUSY,
          "no-answer", Outcome.NO_ANSWER,
          "failed", Outcome.FAILED,
          "canceled", Outcome.CANCELLED,
          "cancelled", Outcome.CANCELLED);
  private static final Set<String> ANSWERED = Set.of("in-progress", "answered");
  private static final Set<String> BEFORE = Set.of("queued", "initiated", "ringing");

  private BroadbandDynamicsStatus() {}

  /** The word without case, with {@code _} and blank as {@code -}; empty if there is none. */
  static String normalise(String raw) {
    return raw == null
        ? ""
        : raw.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  /** How the call ended, or null while it hasn't, as with any word that nobody knows. */
  static Outcome outcome(String normalised) {
    return FINAL.get(normalised);
  }

  static boolean isAnswered(String normalised) {
    return ANSWERED.contains(normalised);
  }

  static boolean isKnown(String normalised) {
    return FINAL.containsKey(normalised)
        || ANSWERED.contains(normalised)
        || BEFORE.contains(normalised);
  }
}
