package io.callbridge.ops;

import io.callbridge.call.ProviderAccount;
import io.callbridge.call.ProviderAccounts;
import io.callbridge.collect.Collections;
import io.callbridge.store.DayCounts;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Answers {@code GET /api/completeness} (DESIGN, section 7). */
@Component
public class CompletenessQueries {

  private static final int MOST_DAYS = 92;

  private final DayCounts counts;
  private final ProviderAccounts providers;
  private final Collections collections;
  private final InstantSource clock;

  CompletenessQueries(
      DayCounts counts, ProviderAccounts providers, Collections collections, InstantSource clock) {
    this.counts = counts;
    this.providers = providers;
    this.collections = collections;
    this.clock = clock;
  }

  /** The equations of a range of days. */
  public record Answer(LocalDate from, LocalDate to, boolean closes, List<Equation> items) {}

  /**
   * One account's equation for one day, as the API shows it.
   *
   * @param verified {@code "verified"} by the provider's own records, or {@code "unverified"}
   */
  public record Equation(
      String provider,
      String account,
      LocalDate day,
      String verified,
      long listed,
      long ended,
      long logged,
      Map<String, Long> excluded,
      Map<?, Long> open,
      Long oldestOpenSeconds,
      Map<String, Long> stopped,
      long missing,
      List<String> missingCallIds,
      boolean closes,
      String equation) {}

  /**
   * @param rawQuery {@code from} and {@code to}, UTC days, both included; today without them
   * @throws BadQueryException if a parameter has an impossible value
   */
  public Answer find(String rawQuery) {
    var parameters = Query.parse(rawQuery, List.of("from", "to"));
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate to = day("to", parameters.value("to"), today);
    LocalDate from = day("from", parameters.value("from"), to);
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      throw new BadQueryException("from must not be after to, and at most 92 days before it.");
    }
    List<Equation> items = between(from, to).map(this::toEquation).toList();
    return new Answer(from, to, items.stream().allMatch(Equation::closes), items);
  }

  /** The equations of all accounts, by account and day. */
  Stream<Completeness> between(LocalDate from, LocalDate to) {
    return providers.all().stream()
        .sorted(
            Comparator.comparing(ProviderAccount::provider).thenComparing(ProviderAccount::name))
        .flatMap(
            account ->
                from.datesUntil(to.plusDays(1))
                    .map(
                        day ->
                            Completeness.of(
                                account,
                                day,
                                collections.isCollected(account.provider(), account.name()),
                                counts)));
  }

  private Equation toEquation(Completeness day) {
    long excluded = sum(day.excluded());
    long open = sum(day.open());
    long stopped = sum(day.stopped());
    return new Equation(
        day.account().substring(0, day.account().indexOf('/')),
        day.account().substring(day.account().indexOf('/') + 1),
        day.day(),
        day.verified() ? "verified" : "unverified",
        day.listed(),
        day.ended(),
        day.logged(),
        day.excluded(),
        day.open(),
        day.oldestOpen() == null
            ? null
            : ChronoUnit.SECONDS.between(day.oldestOpen(), clock.instant()),
        day.stopped(),
        day.missing(),
        day.missingCallIds(),
        day.closes(),
        "%d ended = %d logged + %d excluded + %d open + %d stopped%s"
            .formatted(
                day.ended(),
                day.logged(),
                excluded,
                open,
                stopped,
                day.closes() ? "" : " + %d MISSING".formatted(day.missing())));
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static LocalDate day(String name, String text, LocalDate otherwise) {
    try {
      return text == null
          ? otherwise
          : LocalDate.parse(text.substring(0, Math.min(10, text.length())));
    } catch (DateTimeParseException unreadable) {
      throw new BadQueryException("%s must be a day such as 2026-03-03.".formatted(name));
    }
  }
}
