package io.callbridge.sandbox.leadsquared;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids that look like those of LeadSquared and repeat with the seed. */
final class Ids {

  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private Ids() {}

  /** A random UUID of version 4. */
  static UUID draw(RandomGenerator random) {
    long high = random.nextLong() & ~0xF000L | VERSION_4;
    long low = random.nextLong() & ~0xC000_0000_0000_0000L | VARIANT;
    return new UUID(high, low);
  }
}
