package io.callbridge.simulation;

import java.time.Instant;

/** An invariant that didn't hold. */
record Breach(Invariant invariant, Instant at, String words) {

  @Override
  public String toString() {
    return "%s at %s: %s".formatted(invariant, at, words);
  }
}
