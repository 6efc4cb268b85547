package io.callbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeedTest {

  @Test
  void givesTheSameSequenceForTheSamePurpose() {
    assertThat(new Seed(7).stream("calls").longs(5))
        .containsExactlyElementsOf(new Seed(7).stream("calls").longs(5).boxed().toList());
  }

  @Test
  void givesOtherSequencesForOtherSeedsAndPurposes() {
    long first = new Seed(7).stream("calls").nextLong();

    assertThat(new Seed(8).stream("calls").nextLong()).isNotEqualTo(first);
    assertThat(new Seed(7).stream("faults").nextLong()).isNotEqualTo(first);
  }
}
