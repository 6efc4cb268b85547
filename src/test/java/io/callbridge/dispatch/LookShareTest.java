package io.callbridge.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LookShareTest {

  /** In every run of requests, whatever the portions in which permits become free. */
  @Property
  void overdueLooksGetAThirdHoweverThePermitsCome(
      @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 1, max = 25) Integer> portions) {
    var share = new LookShare(3);
    int requests = 0;
    int looks = 0;
    for (int portion : portions) {
      int owed = share.owed(portion);
      share.made(owed, owed, portion);
      requests += portion;
      looks += owed;
      assertThat(looks).isEqualTo(requests / 3);
    }
  }

  @Test
  void looksThatWereNotThereAreNotMadeUpForLater() {
    var share = new LookShare(3);
    for (int n = 0; n < 100; n++) {
      share.made(share.owed(1), 0, 1);
    }

    assertThat(share.owed(5)).isLessThanOrEqualTo(2);
  }
}
