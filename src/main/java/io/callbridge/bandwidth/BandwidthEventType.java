package io.callbridge.bandwidth;

import java.util.Arrays;
import java.util.Optional;

/**
 * The events that Bandwidth documents (contracts/bandwidth.md, section 5.3). The set is open: any
 * other event is kept and counted.
 */
enum BandwidthEventType {
  INITIATE("initiate", true),
  ANSWER("answer", true),
  DISCONNECT("disconnect", false),
  TRANSFER_ANSWER("transferAnswer", true),
  TRANSFER_COMPLETE("transferComplete", true),
  TRANSFER_DISCONNECT("transferDisconnect", false),
  RECORD_COMPLETE("recordComplete", true, "recordingComplete"),
  RECORDING_AVAILABLE("recordingAvailable", false),
  TRANSCRIPTION_AVAILABLE("transcriptionAvailable", false),
  MACHINE_DETECTION_COMPLETE("machineDetectionComplete", false),
  REDIRECT("redirect", true),
  GATHER("gather", true),
  DTMF("dtmf", false),
  BRIDGE_COMPLETE("bridgeComplete", true),
  BRIDGE_TARGET_COMPLETE("bridgeTargetComplete", true),
  CONFERENCE_CREATED("conferenceCreated", true),
  CONFERENCE_REDIRECT("conferenceRedirect", true),
  CONFERENCE_MEMBER_JOIN("conferenceMemberJoin", true),
  CONFERENCE_MEMBER_EXIT("conferenceMemberExit", true),
  CONFERENCE_COMPLETED("conferenceCompleted", false),
  CONFERENCE_RECORDING_AVAILABLE("conferenceRecordingAvailable", false),
  MEDIA_STREAM_STARTED("mediaStreamStarted", false),
  MEDIA_STREAM_REJECTED("mediaStreamRejected", false),
  MEDIA_STREAM_STOPPED("mediaStreamStopped", false),
  REAL_TIME_TRANSCRIPTION_STARTED("realTimeTranscriptionStarted", false),
  REAL_TIME_TRANSCRIPTION_REJECTED("realTimeTranscriptionRejected", false),
  REAL_TIME_TRANSCRIPTION_STOPPED("realTimeTranscriptionStopped", false);

  private final String word;
  private final boolean synchronous;
  private final String otherWord;

  BandwidthEventType(String word, boolean synchronous) {
    this(word, synchronous, word);
  }

  BandwidthEventType(String word, boolean synchronous, String otherWord) {
    this.word = word;
    this.synchronous = synchronous;
    this.otherWord = otherWord;
  }

  /**
   * @param raw {@code eventType} as it came, compared without case; may be null
   */
  static Optional<BandwidthEventType> of(String raw) {
    String stripped = raw == null ? "" : raw.strip();
    return Arrays.stream(values())
        .filter(
            type ->
                type.word.equalsIgnoreCase(stripped) || type.otherWord.equalsIgnoreCase(stripped))
        .findFirst();
  }

  String word() {
    return word;
  }

  /** Whether Bandwidth waits for BXML that says how the call goes on. */
  boolean isSynchronous() {
    return synchronous;
  }

  /** Whether it is about one party that was rung, so that its {@code callId} is that leg's. */
  boolean isAboutLeg() {
    return this == TRANSFER_ANSWER || this == TRANSFER_DISCONNECT;
  }

  /** Whether it is about a conference, which is no call; some name one member's call. */
  boolean isAboutConference() {
    return switch (this) {
      case CONFERENCE_CREATED,
          CONFERENCE_REDIRECT,
          CONFERENCE_MEMBER_JOIN,
          CONFERENCE_MEMBER_EXIT,
          CONFERENCE_COMPLETED,
          CONFERENCE_RECORDING_AVAILABLE ->
          true;
      default -> false;
    };
  }

  /** Whether its times are those of a recording, not of a call. */
  boolean isAboutRecording() {
    return this == RECORD_COMPLETE
        || this == RECORDING_AVAILABLE
        || this == TRANSCRIPTION_AVAILABLE;
  }

  /** Whether the call log depends on it; all others are kept and say nothing. */
  boolean shapesTheCall() {
    return switch (this) {
      case INITIATE,
          ANSWER,
          DISCONNECT,
          TRANSFER_ANSWER,
          TRANSFER_COMPLETE,
          TRANSFER_DISCONNECT,
          RECORDING_AVAILABLE ->
          true;
      default -> false;
    };
  }
}
