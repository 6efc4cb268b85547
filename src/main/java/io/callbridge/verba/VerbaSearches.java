package io.callbridge.verba;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** For whoever keeps the list of wanted recordings: how to ask for one, and when again. */
@Component
class VerbaSearches {

  private final InstantSource clock;

  VerbaSearches(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param callId the provider's id of the call; may be null
   * @param extension the agent's number; may be null
   * @param leadNumber may be null
   * @param start when the conversation began
   * @param end when the call ended; may be null
   */
  public RecordingSearch of(
      String recorder,
      String callId,
      String extension,
      String leadNumber,
      Instant start,
      Instant end) {
    return new RecordingSearch(recorder, callId, extension, leadNumber, start, null, end);
  }

  /**
   * @param triesBefore looks before the one that had this result
   * @param callEnded after a day from then nobody looks any more
   * @return how long to wait for the next look; null if there is none
   */
  public Duration waitAfter(RecordingResult result, int triesBefore, Instant callEnded) {
    int tries = triesBefore + 1;
    Instant now = clock.instant();
    return RecordingLadder.next(result, tries, tries, callEnded, now)
        .map(next -> Duration.between(now, next))
        .orElse(null);
  }
}
