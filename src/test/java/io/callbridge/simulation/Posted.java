package io.callbridge.simulation;

import io.callbridge.day.Expected;
import io.callbridge.day.TrueCall;
import io.callbridge.dispatch.Claim;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A call log that leaves says what the sources say that have been received by then. */
record Posted(World world) {

  void check(Claim claim, String body) {
    TrueCall call = world.ledger.call(claim.getCall().key().callId());
    Map<String, String> fields = new TreeMap<>(FarEnd.read(body));
    String session = fields.remove("CallSessionId");
    if (!call.ids().contains(session)) {
      world.ledger.breach(Invariant.RIGHT_CONTENT, "posted under another id: " + body);
    }
    if (!says(call, world.ledger.received(call), fields)
        && !says(call, world.ledger.assembled(call), fields)) {
      world.ledger.breach(
          Invariant.RIGHT_CONTENT,
          "posted %s, but %s, of %s known by %s"
              .formatted(
                  fields,
                  expected(call, world.ledger.received(call)),
                  call,
                  world.ledger.received(call)));
    }
  }

  private boolean says(TrueCall call, Set<String> sources, Map<String, String> fields) {
    return expected(call, sources).filter(told -> told.fields().equals(fields)).isPresent();
  }

  private Optional<Expected> expected(TrueCall call, Set<String> sources) {
    return world.lines.get(call.provider()).expected(call, sources);
  }
}
