package io.callbridge.vonage;

import io.callbridge.steer.Guard;
import io.callbridge.steer.JsonRequest;
import java.util.stream.Stream;

/**
 * A change of a leg: it is held, resumed or transferred, sends digits, or streams
 * (contracts/vonage.md, section 3.7).
 *
 * @param to whom it is transferred to; null if it isn't
 */
record VonageLegChange(VonageParty to) {

  private static final int MOST_DIGITS = 255;
  private static final int LONGEST_URL = 2048;

  /** Finds fault with everything that Vonage would refuse. */
  static VonageLegChange read(JsonRequest change) {
    change.knowsOnly("state", "to", "dtmf", "stream", "stream_url");
    String state = change.oneOf("state", "active", "held");
    VonageParty to = VonageParty.read(change, "to", "device", "extension", "pstn", "leg");
    long intents = Stream.of("state", "dtmf", "stream").filter(change::has).count();
    if (intents != 1) {
      change.fault("state", "or dtmf or stream must be given, and only one of them");
    }
    if (change.has("to") && !"active".equals(state)) {
      change.fault("to", "needs state active, which transfers the leg");
    }
    String digits = change.text("dtmf", MOST_DIGITS);
    if (digits != null && !digits.matches("[0-9A-D*#]+")) {
      change.fault("dtmf", "must have digits, *, # and A to D only");
    }
    boolean streams = change.flag("stream");
    change.url("stream_url", LONGEST_URL);
    if (streams != change.has("stream_url")) {
      change.fault("stream_url", "goes with stream true, and only with it");
    }
    return new VonageLegChange(to);
  }

  boolean rings() {
    return to != null && to.rings();
  }

  void guard(Guard guard) {
    if (to != null) {
      to.guard(guard);
    }
  }
}
