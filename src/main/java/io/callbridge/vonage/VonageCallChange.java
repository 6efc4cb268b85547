package io.callbridge.vonage;

import io.callbridge.steer.Guard;
import io.callbridge.steer.JsonRequest;

/**
 * A change of a call: it is answered, transferred or parked, and nothing else (contracts/vonage.md,
 * section 3.5).
 *
 * @param to null where there is none
 * @param transfers whether somebody new is rung
 */
record VonageCallChange(VonageParty to, boolean transfers) {

  private static final String[] TYPES = {"device", "extension", "pstn"};

  /** Finds fault with everything that Vonage would refuse. */
  static VonageCallChange read(JsonRequest change) {
    change.knowsOnly("from", "to", "state");
    String state = change.oneOf("state", "active", "parked");
    VonageParty from = VonageParty.read(change, "from", TYPES);
    VonageParty to = VonageParty.read(change, "to", TYPES);
    boolean hasFrom = change.has("from");
    boolean hasTo = change.has("to");
    boolean answers = "active".equals(state) && hasTo && !hasFrom;
    boolean parks = "parked".equals(state) && hasFrom && !hasTo;
    boolean transfers = !change.has("state") && hasFrom && hasTo;
    if (!answers && !parks && !transfers) {
      change.fault(
          "state",
          "must be active with only to (answer), parked with only from (park),"
              + " or absent with both (transfer)");
    }
    if (answers && to != null && !"device".equals(to.type())) {
      change.fault("to.type", "must be device, for that is what answers");
    }
    if (from != null && "pstn".equals(from.type())) {
      change.fault("from.type", "must be device or extension, for that is who does it");
    }
    return new VonageCallChange(to, transfers);
  }

  void guard(Guard guard) {
    if (to != null) {
      to.guard(guard);
    }
  }
}
