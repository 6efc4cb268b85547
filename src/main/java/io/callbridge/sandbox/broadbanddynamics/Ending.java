package io.callbridge.sandbox.broadbanddynamics;

import java.util.random.RandomGenerator;

/** How a call ends: the final {@code CallStatus} values (section 4.1). */
enum Ending {
  COMPLETED("completed", 65),
  NO_ANSWER("no-answer", 14),
  BUSY("busy", 12),
  CANCELED("canceled", 5),
  FAILED("failed", 4);

  private final String callStatus;
  private final int percent;

  Ending(String callStatus, int percent) {
    this.callStatus = callStatus;
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
    return COMPLETED;
  }

  String callStatus() {
    return callStatus;
  }

  boolean isAnswered() {
    return this == COMPLETED;
  }
}
