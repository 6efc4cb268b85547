package io.callbridge.sandbox.vonage;

import java.util.random.RandomGenerator;

/** How a call ends, in the words of the webhooks and of the reports (sections 6 and 7). */
enum Ending {
  ANSWERED("Answered", 62),
  MISSED("Missed", 14),
  VOICEMAIL("Voicemail", 10),
  REJECTED("Missed", 7),
  CANCELLED("Missed", 7);

  private final String result;
  private final int percent;

  Ending(String result, int percent) {
    this.result = result;
    this.percent = percent;
  }

  /** As often as it happens. */
  static Ending draw(RandomGenerator random) {
    int point = random.nextInt(100);
    for (Ending ending : values()) {
      point -= ending.percent;
      if (point < 0) {
        return ending;
      }
    }
    return ANSWERED;
  }

  /** The reports know three words only. */
  String result() {
    return result;
  }

  /** A webhook of a call that went to voicemail says that its user missed it. */
  String state() {
    return this == VOICEMAIL ? MISSED.name() : name();
  }

  boolean hasTalk() {
    return this == ANSWERED || this == VOICEMAIL;
  }
}
