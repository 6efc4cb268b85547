package io.callbridge.vonage;

import io.callbridge.collect.CollectPlan;
import io.callbridge.collect.CollectSettings;
import io.callbridge.vonage.VonageSettings.Account;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which accounts' calls are collected from the reports: those that have a login. */
@Component
class VonageCollectPlans implements CollectSettings {

  /** A call was seen to show up after 13 minutes at most (contracts/vonage.md, section 6). */
  private static final Duration LATENESS = Duration.ofMinutes(20);

  private final VonageSettings settings;
  private final InstantSource clock;

  VonageCollectPlans(VonageSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<CollectPlan> collectPlans() {
    return settings.accounts().entrySet().stream()
        .filter(entry -> entry.getValue().hasLogin())
        .map(this::plan)
        .toList();
  }

  private CollectPlan plan(Map.Entry<String, Account> entry) {
    Account account = entry.getValue();
    return new CollectPlan(
        VonageSettings.PROVIDER,
        entry.getKey(),
        account.collectEvery(),
        account.firstFrom(clock.instant()),
        LATENESS,
        LATENESS,
        account.postAfter() == VonageSettings.PostAfter.CDR);
  }
}
