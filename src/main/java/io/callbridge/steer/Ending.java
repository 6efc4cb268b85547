package io.callbridge.steer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a command ended.
 *
 * @param providerStatus null if the provider said nothing
 * @param repeatable whether the same idempotency key may ask again: nothing was done, and another
 *     time it may be
 * @param words for the trail; null if there is nothing to say
 * @param callId of the call that was created; null if none was
 */
public record Ending(
    Answer answer, Integer providerStatus, boolean repeatable, String words, String callId) {

  public static Ending done(Answer answer, int providerStatus) {
    return new Ending(answer, providerStatus, false, null, null);
  }

  /** A call was created. */
  public static Ending created(Answer answer, int providerStatus, String callId) {
    return new Ending(answer, providerStatus, false, null, callId);
  }

  /**
   * An error of the provider, with its own status, code and text inside.
   *
   * @param providerStatus null if it said nothing
   */
  public static Ending failed(
      int status,
      String detail,
      Integer providerStatus,
      String providerCode,
      String providerMessage,
      String retryAfter,
      boolean repeatable) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("providerStatus", providerStatus);
    said.put("providerCode", providerCode);
    said.put("providerMessage", providerMessage);
    return new Ending(
        Answer.problem(status, detail, said, retryAfter), providerStatus, repeatable, detail, null);
  }

  /**
   * Nobody knows whether it was done. It must not be asked again blindly, so the answer says what
   * was looked up.
   *
   * @param lookedUp null if there is no way to
   * @param callIds that the look-up found; null if it failed
   */
  static Ending unknown(
      int status, String what, Integer providerStatus, String lookedUp, List<String> callIds) {
    String found =
        lookedUp == null
            ? " Look at the call before you ask again."
            : callIds == null
                ? " Looking it up failed too; look before you ask again."
                : callIds.isEmpty()
                    ? " Looked up %s: none was found, though it may show up late."
                        .formatted(lookedUp)
                    : " Looked up %s: found %s.".formatted(lookedUp, String.join(", ", callIds));
    String detail = what + " Whether it was done is unknown, and it is not repeated." + found;
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("outcome", "unknown");
    said.put("providerStatus", providerStatus);
    said.put("lookedUp", lookedUp);
    said.put("callIds", callIds);
    return new Ending(
        Answer.problem(status, detail, said, null), providerStatus, false, detail, null);
  }
}
