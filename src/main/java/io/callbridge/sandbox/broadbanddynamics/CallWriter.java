package io.callbridge.sandbox.broadbanddynamics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes up calls. The same seed gives the same calls; only the moments depend on when it is asked.
 *
 * <p>A call claims to last minutes but is over in seconds, so its stated times are counted back
 * from its last callback: that one says what the clock will show when it is sent, and no callback
 * ever tells of the future. Not safe for several threads.
 */
final class CallWriter {

  private static final int LONGEST_RING_SECONDS = 25;
  private static final int SHORTEST_TALK_SECONDS = 3;
  private static final int LONGEST_TALK_SECONDS = 600;

  /** +1 202 555 0100 to 0149: fictional; the others of the range are left to agents. */
  private static final int LEADS = 50;

  private static final List<String> UNKNOWN = List.of("early-media", "on-hold", "amd-started");

  private final BroadbandDynamicsSettings settings;
  private final RandomGenerator random;
  private int written;

  CallWriter(BroadbandDynamicsSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * Writes the next call.
   *
   * @param now when its first callback is sent
   */
  CallScript next(Instant now) {
    CallbackForm form = CallbackForm.values()[written++ % CallbackForm.values().length];
    String callId = "req-%016x".formatted(random.nextLong());
    String callSid = "BB%016x%016x".formatted(random.nextLong(), random.nextLong());
    String to = "+12025550%03d".formatted(100 + random.nextInt(LEADS));
    Ending ending = Ending.draw(random);
    int ring = random.nextInt(2, LONGEST_RING_SECONDS);
    int talk = random.nextInt(SHORTEST_TALK_SECONDS, LONGEST_TALK_SECONDS + 1);
    int seconds = ending.isAnswered() ? talk : 0;
    String unknown =
        random.nextDouble() < settings.mischief().unknownStatus() ? anyUnknown() : null;
    Duration realLength = drawRealLength();
    Instant endedAt = now.plus(realLength).truncatedTo(ChronoUnit.MICROS);
    Instant pickedUpAt = endedAt.minusSeconds(seconds);
    Instant createdAt = pickedUpAt.minusSeconds(ring);

    List<Callback> callbacks = new ArrayList<>();
    var story = new Story(callSid, to, createdAt, callbacks);
    story.tell("initiated", 0, createdAt);
    story.tell("ringing", 0, createdAt.plusSeconds(1));
    if (unknown != null) {
      story.tell(unknown, 0, createdAt.plusSeconds(1));
    }
    if (ending.isAnswered()) {
      story.tell("in-progress", 0, pickedUpAt);
    }
    story.tell(ending.callStatus(), seconds, endedAt);
    return new CallScript(
        callId,
        callSid,
        to,
        ending,
        createdAt,
        ending.isAnswered() ? pickedUpAt : null,
        endedAt,
        seconds,
        realLength,
        form,
        List.copyOf(callbacks));
  }

  private record Story(String callSid, String to, Instant createdAt, List<Callback> callbacks) {

    void tell(String status, int seconds, Instant moment) {
      callbacks.add(Callback.of(callSid, status, seconds, moment, createdAt, callbacks.size(), to));
    }
  }

  private String anyUnknown() {
    return UNKNOWN.get(random.nextInt(UNKNOWN.size()));
  }

  private Duration drawRealLength() {
    long shortest = settings.shortestCall().toMillis();
    return Duration.ofMillis(random.nextLong(shortest, settings.longestCall().toMillis() + 1));
  }
}
