package io.callbridge.verba;

import io.callbridge.recording.RecordingResult;
import io.callbridge.recording.RecordingSearch;
import org.springframework.stereotype.Component;

/** Begins searches, and ends those that can't be made. */
@Component
class RecordingMatches {

  private final VerbaQuestions questions;

  RecordingMatches(VerbaQuestions questions) {
    this.questions = questions;
  }

  public RecordingMatch begin(RecordingSearch search, VerbaRecorder recorder) {
    return new RecordingMatch(search, recorder.account(), questions);
  }

  public void take(RecordingMatch match, VerbaAnswer answer) {
    match.take(answer);
  }

  /** Our own fault, or a recorder that isn't configured any more. */
  public RecordingResult failed(Exception failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return RecordingResult.trouble("the search failed: " + root.getMessage(), null);
  }
}
