package io.callbridge.recording;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Whose recording is wanted: what {@code direct:verba-find-recording} takes as its body.
 *
 * @param recorder the account's name under {@code callbridge.verba.accounts}
 * @param callId the provider's id of the call; null if the recorder can't know it
 * @param extensions the agent's extensions and number, in the order to look for them; may be empty
 * @param leadNumber the other party's, normalised; may be null
 * @param startedAt when the call was created
 * @param answeredAt when the conversation began; null if nobody answered or it isn't known
 * @param endedAt null if it isn't known
 */
public record RecordingSearch(
    String recorder,
    String callId,
    List<String> extensions,
    String leadNumber,
    Instant startedAt,
    Instant answeredAt,
    Instant endedAt) {

  public RecordingSearch {
    requireNonNull(recorder, "recorder");
    requireNonNull(startedAt, "startedAt");
    callId = callId == null || callId.isBlank() ? null : callId;
    extensions = List.copyOf(extensions);
    leadNumber = leadNumber == null || leadNumber.isBlank() ? null : leadNumber;
  }

  /** Without the parties' numbers. */
  @Override
  public String toString() {
    return "search for the recording of " + callId;
  }
}
