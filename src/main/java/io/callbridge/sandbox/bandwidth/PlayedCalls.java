package io.callbridge.sandbox.bandwidth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last calls, oldest first. */
final class PlayedCalls {

  private final int keep;
  private final Map<String, PlayedCall> byParent = new LinkedHashMap<>();
  private final Map<String, PlayedCall> byLeg = new HashMap<>();

  PlayedCalls(int keep) {
    this.keep = keep;
  }

  synchronized void add(PlayedCall call) {
    byParent.put(call.callId(), call);
    call.script().legs().forEach(leg -> byLeg.put(leg.callId(), call));
    if (byParent.size() > keep) {
      Iterator<PlayedCall> oldest = byParent.values().iterator();
      oldest.next().script().legs().forEach(leg -> byLeg.remove(leg.callId()));
      oldest.remove();
    }
  }

  synchronized List<PlayedCall> all() {
    return new ArrayList<>(byParent.values());
  }

  /**
   * @param callId of any leg
   */
  synchronized Optional<PlayedCall> find(String callId) {
    return Optional.ofNullable(byLeg.get(callId));
  }
}
