package io.callbridge.vonage;

import io.callbridge.steer.Guard;
import io.callbridge.steer.JsonRequest;
import java.util.stream.Stream;

/**
 * A request for a call (contracts/vonage.md, section 3.3).
 *
 * @param from who is rung first; null where it is faulty, as {@code to}
 */
record VonageCallOrder(VonageParty from, VonageParty to) {

  /** Finds fault with everything that Vonage would refuse. */
  static VonageCallOrder read(JsonRequest call) {
    call.knowsOnly("from", "to", "type");
    Stream.of("from", "to")
        .filter(name -> !call.has(name))
        .forEach(name -> call.fault(name, "is required"));
    call.oneOf("type", "click2dial", "click2dialme", "odr", "default");
    return new VonageCallOrder(
        VonageParty.read(call, "from", "device", "extension", "feature_code"),
        VonageParty.read(call, "to", "device", "extension", "pstn", "feature_code"));
  }

  void guard(Guard guard) {
    from.guard(guard);
    to.guard(guard);
  }
}
