package io.callbridge.sandbox.bandwidth;

import java.util.random.RandomGenerator;

/** The kinds of calls that are made up, with their shares in percent. */
enum Story {
  /** An agent answers a transfer. */
  ANSWERED(22),
  /** The agent's phone rings in vain. */
  MISSED(8),
  /** The caller gives up while it rings. */
  CANCELLED(6),
  /** The agent refuses. */
  REJECTED(4),
  /** One agent hands the caller on to another. */
  TRANSFER_CHAIN(6),
  /** Three agents are rung at once. */
  SIMULTANEOUS_RING(6),
  /** The caller shows no number. */
  ANONYMOUS(4),
  /** Nobody answers, so the application does, and records a message. */
  VOICEMAIL(6),
  OUTBOUND_ANSWERED(18),
  OUTBOUND_BUSY(6),
  OUTBOUND_NO_ANSWER(6),
  OUTBOUND_REJECTED(3),
  /** The agent is rung first, then the lead. */
  CLICK_TO_CALL(5);

  private final int percent;

  Story(int percent) {
    this.percent = percent;
  }

  /** As often as it happens. */
  static Story draw(RandomGenerator random) {
    int point = random.nextInt(100);
    for (Story story : values()) {
      point -= story.percent;
      if (point < 0) {
        return story;
      }
    }
    return ANSWERED;
  }
}
