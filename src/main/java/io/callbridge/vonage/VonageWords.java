package io.callbridge.vonage;

import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of Vonage's three services for states and directions, without case
 * (contracts/mapping.md, sections 3 and 7.1).
 */
final class VonageWords {

  private static final Map<String, Outcome> RESULTS =
      Map.of(
          "answered", Outcome.ANSWERED,
          "missed", Outcome.NO_ANSWER,
          "voicemail", Outcome.VOICEMAIL,
          "busy", Outcome.BUSY,
          "failed", Outcome.FAILED,
          "rejected", Outcome.REJECTED,
          "cancelled", Outcome.CANCELLED,
          "canceled", Outcome.CANCELLED);

  private static final Map<String, Outcome> FINAL_WEBHOOK_STATES =
      Map.of(
          "answered", Outcome.ANSWERED,
          "missed", Outcome.NO_ANSWER,
          "rejected", Outcome.REJECTED,
          "cancelled", Outcome.CANCELLED);

  /** The later, the more it says; whoever answered knows more than who didn't. */
  private static final List<String> WEBHOOK_STATES =
      List.of(
          "initializing",
          "ringing",
          "active",
          "held",
          "remote-held",
          "detached",
          "missed",
          "cancelled",
          "rejected",
          "answered");

  private static final Map<String, Outcome> FINAL_CALL_STATES =
      Map.of(
          "busy", Outcome.BUSY,
          "failed", Outcome.FAILED,
          "unanswered", Outcome.NO_ANSWER);

  private VonageWords() {}

  /** The word without case, with {@code _} and blank as {@code -}; empty if there is none. */
  static String normalise(String raw) {
    return raw == null
        ? ""
        : raw.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  /** What a report's {@code result} means; null if nobody knows. */
  static Outcome ofResult(String normalised) {
    return RESULTS.get(normalised);
  }

  /** What a webhook's {@code state} means; null while the call isn't over. */
  static Outcome ofWebhookState(String normalised) {
    return FINAL_WEBHOOK_STATES.get(normalised);
  }

  /** From 0, in the order of {@link #WEBHOOK_STATES}; -1 if nobody knows the state. */
  static int rankOfWebhookState(String normalised) {
    return WEBHOOK_STATES.indexOf(normalised);
  }

  /**
   * What a live call's {@code status} means; null while it isn't over.
   *
   * @param answered whether anybody did
   */
  static Outcome ofCallStatus(String normalised, boolean answered) {
    if (normalised.equals("disconnected")) {
      return answered ? Outcome.ANSWERED : Outcome.NO_ANSWER;
    }
    return FINAL_CALL_STATES.get(normalised);
  }

  /** Whether a live call or leg is being talked on; some accounts say {@code active}. */
  static boolean isTalking(String status) {
    String normalised = normalise(status);
    return normalised.equals("on-call") || normalised.equals("active");
  }

  /** Null if the word is none of the two. */
  static Direction direction(String raw) {
    return switch (normalise(raw)) {
      case "inbound" -> Direction.INBOUND;
      case "outbound" -> Direction.OUTBOUND;
      default -> null;
    };
  }
}
