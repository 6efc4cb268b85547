package io.callbridge.verba;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An answer of the recorder to any question.
 *
 * @param verdict what it means
 * @param message the recorder's words about an error, or ours where it has none; empty for a
 *     success
 * @param url the link as sent, unchecked; null if there is none
 * @param callId the recorder's id of a call; null if there is none
 * @param token null if there is none
 * @param cookie of the session that the token belongs to, {@code name=value}; null if there is none
 * @param calls never null
 * @param text the body; may be empty
 * @param retryAfter how long nobody needs to ask again; null if that isn't known
 */
record VerbaAnswer(
    VerbaVerdict verdict,
    String message,
    String url,
    String callId,
    String token,
    String cookie,
    List<VerbaCallInformation> calls,
    String text,
    Duration retryAfter) {

  static VerbaAnswer without(VerbaVerdict verdict, String message) {
    return new VerbaAnswer(verdict, message, null, null, null, null, List.of(), "", null);
  }

  static VerbaAnswer paused(Duration retryAfter) {
    return new VerbaAnswer(
        VerbaVerdict.PAUSED,
        "the recorder has refused us several times and is left alone for a while",
        null,
        null,
        null,
        null,
        List.of(),
        "",
        retryAfter);
  }

  boolean isOk() {
    return verdict == VerbaVerdict.OK;
  }

  /** Another token may help. */
  boolean isLoginNeeded() {
    return verdict == VerbaVerdict.LOGIN || verdict == VerbaVerdict.LOGIN_PAGE;
  }

  Optional<String> link() {
    return Optional.ofNullable(isOk() ? url : null);
  }

  Optional<String> id() {
    return Optional.ofNullable(isOk() ? callId : null);
  }

  /** Without anything that the recorder sent, which may hold a token or a person's number. */
  @Override
  public String toString() {
    return "answer " + verdict;
  }
}
