package io.callbridge.sandbox.bandwidth;

import java.util.random.RandomGenerator;

/** Ids that look like Bandwidth's and repeat with the seed. */
final class Ids {

  private Ids() {}

  /** {@code c-} and hexadecimal groups. */
  static String call(RandomGenerator random) {
    return "c-%08x-%08x-%s".formatted(random.nextInt(), random.nextInt(), groups(random));
  }

  static String recording(RandomGenerator random) {
    return "r-%08x-%s".formatted(random.nextInt(), groups(random));
  }

  static String error(RandomGenerator random) {
    return "%08x-%s".formatted(random.nextInt(), groups(random));
  }

  private static String groups(RandomGenerator random) {
    return "%04x-%04x-%04x-%012x"
        .formatted(
            random.nextInt(0x10000),
            random.nextInt(0x10000),
            random.nextInt(0x10000),
            random.nextLong() & 0xFFFF_FFFF_FFFFL);
  }
}
