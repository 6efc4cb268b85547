package io.callbridge.ops;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;

import io.callbridge.call.ProviderAccounts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How many calls of each provider account are unaccounted for, of today and the two days before:
 * what is left over when the equation is drawn up (DESIGN, section 1). It is drawn up by schedule,
 * not whenever somebody looks.
 *
 * <p>A call is listed a moment before it is journaled, so only what two checks in a row show
 * counts.
 */
@Component
class CompletenessWatch {

  private static final Logger log = LoggerFactory.getLogger(CompletenessWatch.class);
  private static final int DAYS_BEFORE = 2;

  private final CompletenessQueries equations;
  private final InstantSource clock;
  private volatile Map<String, Long> lastSeen = Map.of();
  private volatile Map<String, Long> remainders = Map.of();

  CompletenessWatch(
      CompletenessQueries equations,
      ProviderAccounts providers,
      MeterRegistry meters,
      InstantSource clock) {
    this.equations = equations;
    this.clock = clock;
    providers
        .all()
        .forEach(
            account ->
                Gauge.builder(
                        "callbridge.completeness.remainder",
                        this,
                        watch -> watch.remainder(account.provider() + "/" + account.name()))
                    .description("Calls of the last three days that nothing accounts for")
                    .tag("provider", account.provider())
                    .tag("account", account.name())
                    .register(meters));
  }

  /** Draws up the equations of all accounts. */
  public synchronized void check() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Map<String, Long> seen =
        equations
            .between(today.minusDays(DAYS_BEFORE), today)
            .collect(groupingBy(Completeness::account, summingLong(Completeness::missing)));
    Map<String, Long> before = remainders;
    remainders =
        seen.entrySet().stream()
            .collect(
                toMap(
                    Map.Entry::getKey,
                    each -> Math.min(each.getValue(), lastSeen.getOrDefault(each.getKey(), 0L))));
    lastSeen = seen;
    left().entrySet().stream()
        .filter(each -> !each.getValue().equals(before.get(each.getKey())))
        .forEach(
            each -> log.warn("{} calls of {} are unaccounted for", each.getValue(), each.getKey()));
  }

  /** The accounts, as {@code provider/account}, whose equation doesn't close, and by how many. */
  Map<String, Long> left() {
    var left = new TreeMap<>(remainders);
    left.values().removeIf(calls -> calls == 0);
    return left;
  }

  private double remainder(String account) {
    return remainders.getOrDefault(account, 0L);
  }
}
