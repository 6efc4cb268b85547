package io.callbridge.sandbox.verba;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** The recorder's ear on the telephone systems that the other simulators play. */
public final class Tap {

  private final Recordings recordings;
  private final TapRates rates;
  private final RandomGenerator random;

  Tap(Recordings recordings, TapRates rates, RandomGenerator random) {
    this.recordings = recordings;
    this.rates = rates;
    this.random = random;
  }

  /**
   * Hears of a conversation that is over, and may have recorded it.
   *
   * @param callId the telephone system's id of the call
   * @param source caller's number or extension
   * @param destination called number or extension
   * @param start of the conversation
   */
  public synchronized void heard(
      String callId, String source, String destination, Instant start, Instant end) {
    boolean recorded = random.nextDouble() < rates.recorded();
    boolean nameless = random.nextDouble() < rates.nameless();
    boolean prompt = random.nextDouble() < rates.prompt();
    if (recorded) {
      recordings.add(
          new NewRecording(nameless ? null : callId, source, destination, start, end, false),
          prompt);
    }
  }
}
