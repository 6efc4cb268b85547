package io.callbridge.simulation;

import io.callbridge.day.Expected;
import io.callbridge.day.TrueCall;
import io.callbridge.dispatch.Claim;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A call log that leaves says what the sources say that had been received when it was claimed. It
 * may leave seconds later, if the store takes its time.
 */
record Posted(World world, TrueCall call, Set<String> received, Set<String> assembled) {

  static Posted claimed(World world, Claim claim) {
    TrueCall call = world.ledger.call(claim.getCall().key().callId());
    return new Posted(
        world,
        call,
        Set.copyOf(world.ledger.received(call)),
        Set.copyOf(world.ledger.assembled(call)));
  }

  void check(String body) {
    Map<String, String> fields = new TreeMap<>(FarEnd.read(body));
    String session = fields.remove("CallSessionId");
    if (!call.ids().contains(session)) {
      world.ledger.breach(Invariant.RIGHT_CONTENT, "posted under another id: " + body);
    }
    if (!says(received, fields) && !says(assembled, fields)) {
      world.ledger.breach(
          Invariant.RIGHT_CONTENT,
          "posted %s, but %s, of %s known by %s"
              .formatted(fields, expected(received), call, received));
    }
  }

  private boolean says(Set<String> sources, Map<String, String> fields) {
    return expected(sources).filter(told -> told.fields().equals(fields)).isPresent();
  }

  private Optional<Expected> expected(Set<String> sources) {
    return world.lines.get(call.provider()).expected(call, sources);
  }
}
