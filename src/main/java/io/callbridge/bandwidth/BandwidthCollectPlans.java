package io.callbridge.bandwidth;

import io.callbridge.collect.CollectPlan;
import io.callbridge.collect.CollectSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Which accounts' calls are collected from the list: those that have the API's address
 * (contracts/bandwidth.md, section 3.4).
 */
@Component
class BandwidthCollectPlans implements CollectSettings {

  /** The list is "near real time": a call may be invisible for minutes. */
  private static final Duration LATENESS = Duration.ofMinutes(10);

  private static final Duration MARGIN = Duration.ofMinutes(15);

  private final BandwidthSettings settings;
  private final InstantSource clock;

  BandwidthCollectPlans(BandwidthSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<CollectPlan> collectPlans() {
    return settings.accounts().entrySet().stream()
        .filter(entry -> entry.getValue().url() != null)
        .map(this::plan)
        .toList();
  }

  private CollectPlan plan(Map.Entry<String, BandwidthSettings.Account> entry) {
    BandwidthSettings.Account account = entry.getValue();
    return new CollectPlan(
        BandwidthSettings.PROVIDER,
        entry.getKey(),
        account.collectEvery(),
        account.firstFrom(clock.instant()),
        account.longestCall().plus(MARGIN),
        LATENESS,
        account.postAfter() == BandwidthSettings.PostAfter.CDR);
  }
}
