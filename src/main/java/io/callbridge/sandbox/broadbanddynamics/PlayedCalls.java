package io.callbridge.sandbox.broadbanddynamics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last calls that were played, oldest first. */
final class PlayedCalls {

  private final int keep;
  private final Deque<PlayedCall> calls = new ArrayDeque<>();

  PlayedCalls(int keep) {
    this.keep = keep;
  }

  synchronized void add(PlayedCall call) {
    calls.addLast(call);
    if (calls.size() > keep) {
      calls.removeFirst();
    }
  }

  synchronized List<PlayedCall> all() {
    return new ArrayList<>(calls);
  }
}
