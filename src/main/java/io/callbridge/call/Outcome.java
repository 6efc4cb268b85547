package io.callbridge.call;

/** How a call ended (contracts/mapping.md, section 7.1). */
public enum Outcome {
  ANSWERED,
  NO_ANSWER,
  BUSY,
  REJECTED,
  CANCELLED,
  FAILED,
  VOICEMAIL,
  /** No source ever said how it ended; never posted. */
  UNKNOWN;

  /** Whether somebody, or a voicemail box, talked: only then does a call have a duration. */
  public boolean hasTalk() {
    return this == ANSWERED || this == VOICEMAIL;
  }
}
