package io.callbridge.recording;

import java.time.Duration;

/**
 * What a search found: what {@code direct:verba-find-recording} answers with.
 *
 * @param outcome whether to look again, see {@link RecordingLadder}
 * @param url the link for the CRM, checked; null unless found
 * @param reason in words for a person, without numbers or secrets; null if found
 * @param retryAfter before this no look makes sense; null if that isn't known
 */
public record RecordingResult(Outcome outcome, String url, String reason, Duration retryAfter) {

  /** How a search ended. */
  public enum Outcome {
    FOUND,
    /** There is none, or not yet: recordings appear some time after the call. */
    NOT_YET,
    /** Looking again would find the same: several recordings fit, or the link may not be shown. */
    NEVER,
    /** The recorder couldn't be asked; that says nothing about the recording. */
    TROUBLE
  }

  public static RecordingResult found(String url) {
    return new RecordingResult(Outcome.FOUND, url, null, null);
  }

  public static RecordingResult notYet(String reason) {
    return new RecordingResult(Outcome.NOT_YET, null, reason, null);
  }

  public static RecordingResult never(String reason) {
    return new RecordingResult(Outcome.NEVER, null, reason, null);
  }

  public static RecordingResult trouble(String reason, Duration retryAfter) {
    return new RecordingResult(Outcome.TROUBLE, null, reason, retryAfter);
  }

  public boolean isFound() {
    return outcome == Outcome.FOUND;
  }
}
