package io.callbridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {

  @Test
  void anAccountAloneGetsHalfOfThePlaces() {
    assertThat(takeAll(new Places(32), "hanging")).isEqualTo(16);
  }

  @Test
  void anAccountGetsTheOnlyPlace() {
    var places = new Places(1);

    assertThat(takeAll(places, "main")).isEqualTo(1);
    places.giveBack("main");
    assertThat(takeAll(places, "second")).isEqualTo(1);
  }

  @Test
  void thirtyHangingAccountsLeaveAPlaceForOneMore() {
    var places = new Places(32);
    IntStream.range(0, 3).forEach(round -> hang(places, 30));

    assertThat(places.tryTake("other")).isTrue();
  }

  @Test
  void whatIsGivenBackCanBeTakenByAnybody() {
    var places = new Places(8);
    assertThat(takeAll(places, "main")).isEqualTo(4);
    assertThat(takeAll(places, "second")).isEqualTo(2);

    IntStream.range(0, 4).forEach(n -> places.giveBack("main"));

    assertThat(takeAll(places, "second")).isEqualTo(2);
    assertThat(takeAll(places, "main")).isEqualTo(2);
  }

  private static void hang(Places places, int accounts) {
    IntStream.range(0, accounts).forEach(n -> places.tryTake("hanging-" + n));
  }

  private static int takeAll(Places places, String account) {
    int taken = 0;
    while (places.tryTake(account)) {
      taken++;
    }
    return taken;
  }
}
