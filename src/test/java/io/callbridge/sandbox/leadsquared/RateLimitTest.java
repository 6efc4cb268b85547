package io.callbridge.sandbox.leadsquared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

  @Test
  void readsCallsAndWindow() {
    assertThat(RateLimit.valueOf("25/5s")).isEqualTo(new RateLimit(25, Duration.ofSeconds(5)));
    assertThat(RateLimit.valueOf("250000/1d"))
        .isEqualTo(new RateLimit(250_000, Duration.ofDays(1)));
  }

  @Test
  void saysWhatLeadSquaredSays() {
    assertThat(RateLimit.valueOf("8/5s").exceeded())
        .isEqualTo("API calls exceeded the limit of 8 in 5 second(s)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"25", "0/5s", "25/0s", "x/5s", "25/x", ""})
  void refusesNonsense(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.valueOf(text));
  }
}
