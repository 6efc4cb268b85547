package io.callbridge.recording;

import io.callbridge.call.CallKey;
import java.time.Instant;

/**
 * One look for a call's recording.
 *
 * @param call the call's id in the store
 * @param recorder the recorder account's name
 * @param agentNumber normalised; null if no agent is known
 * @param leadNumber normalised; null if there is none
 * @param start when the conversation began
 * @param end when the call ended
 * @param tries looks before this one
 */
public record RecordingSearch(
    long call,
    CallKey key,
    String recorder,
    String agentNumber,
    String leadNumber,
    Instant start,
    Instant end,
    int tries) {

  /** The call's id at its provider, which the recorder may know. */
  public String platformCallId() {
    return key.callId();
  }
}
