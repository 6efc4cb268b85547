package io.callbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {

  @Test
  void cutsPages() {
    List<String> all = List.of("a", "b", "c");

    assertThat(Listing.of(all, 0, 2)).isEqualTo(new Listing<>(List.of("a", "b"), 0, 2, 3));
    assertThat(Listing.of(all, 1, 2)).isEqualTo(new Listing<>(List.of("c"), 1, 2, 3));
    assertThat(Listing.of(all, Integer.MAX_VALUE, Integer.MAX_VALUE).items()).isEmpty();
  }

  @Test
  void refusesPagesThatCannotBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> Listing.of(List.of(), -1, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> Listing.of(List.of(), 0, 0));
  }
}
