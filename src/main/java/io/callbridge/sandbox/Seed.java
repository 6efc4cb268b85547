package io.callbridge.sandbox;

import java.util.SplittableRandom;

/**
 * Where all randomness of the simulators comes from.
 *
 * @param value the same value gives the same choices; any number
 */
public record Seed(long value) {

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /**
   * A source of its own for one purpose, so that a draw for one purpose never shifts another's.
   *
   * @param purpose a free name; the same name gives the same sequence
   * @return a new source at its beginning, not safe for several threads
   */
  public SplittableRandom stream(String purpose) {
    return new SplittableRandom(value * SPREAD + purpose.hashCode());
  }
}
