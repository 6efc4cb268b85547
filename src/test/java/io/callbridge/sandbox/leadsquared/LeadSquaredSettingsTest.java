package io.callbridge.sandbox.leadsquared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadSquaredSettingsTest {

  @Test
  void needsNothingSet() {
    LeadSquaredSettings settings = PlayedLeadSquared.settings();

    assertThat(settings.limits()).isEqualTo(List.of(new RateLimit(25, Duration.ofSeconds(5))));
    assertThat(settings.completion().median()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.completion().retryDelays()).hasSize(10);
    assertThat(settings.faults())
        .isEqualTo(new FaultRates(0, 0, 0, 0, 0, 0, Duration.ofSeconds(70)));
  }

  @Test
  void takesSeveralLimits() {
    assertThat(PlayedLeadSquared.settings("limits", "8/5s, 250000/1d").limits())
        .containsExactly(
            new RateLimit(8, Duration.ofSeconds(5)), new RateLimit(250_000, Duration.ofDays(1)));
  }

  @Test
  void refusesFaultsThatAddUpToMoreThanAll() {
    assertThatThrownBy(
            () ->
                PlayedLeadSquared.settings(
                    "faults.unavailable", "0.6", "faults.server-error", "0.6"))
        .hasRootCauseMessage("fault rates add up to 1.2, at most 1");
  }
}
