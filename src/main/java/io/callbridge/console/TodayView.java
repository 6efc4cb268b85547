package io.callbridge.console;

import io.callbridge.collect.Collections;
import io.callbridge.ops.CompletenessQueries;
import io.callbridge.ops.CompletenessQueries.Equation;
import io.callbridge.ops.CrmAccountQueries;
import io.callbridge.store.Cursors;
import io.callbridge.store.DayCounts;
import io.callbridge.store.DayCounts.HourCount;
import io.callbridge.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Draws up the first page. It is asked for again and again by every browser that shows it, so what
 * was found stands for some seconds.
 */
@Component
class TodayView {

  private static final Duration FRESH = Duration.ofSeconds(3);
  private static final Set<TaskState> STOPPED =
      EnumSet.of(TaskState.REJECTED, TaskState.UNCONFIRMED, TaskState.ABANDONED);

  private final CompletenessQueries equations;
  private final DayCounts counts;
  private final Cursors cursors;
  private final Collections collections;
  private final CrmAccountQueries crms;
  private final InstantSource clock;

  private Today last;

  TodayView(
      CompletenessQueries equations,
      DayCounts counts,
      Cursors cursors,
      Collections collections,
      CrmAccountQueries crms,
      InstantSource clock) {
    this.equations = equations;
    this.counts = counts;
    this.cursors = cursors;
    this.collections = collections;
    this.crms = crms;
    this.clock = clock;
  }

  /**
   * @param day UTC; null for the one that it is
   */
  synchronized Today of(LocalDate day) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate asked = day == null ? today : day;
    boolean isFresh =
        last != null && last.day().equals(asked) && last.at().plus(FRESH).isAfter(now);
    if (!isFresh) {
      last = lookUp(asked, today, now);
    }
    return last;
  }

  private Today lookUp(LocalDate day, LocalDate today, Instant now) {
    List<Equation> all = equations.find("from=%s&to=%s".formatted(day, day)).items();
    List<CrmAccountQueries.View> accounts = crms.find().items();
    return new Today(
        day,
        day.equals(today),
        now,
        all.stream().map(this::account).toList(),
        hours(all, day),
        accounts,
        accounts.stream()
            .map(CrmAccountQueries.View::oldest)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null));
  }

  private Today.Account account(Equation equation) {
    String provider = equation.provider();
    String name = equation.account();
    return new Today.Account(
        equation,
        EquationBar.of(equation),
        counts.loggedAfter(provider, name, equation.day()).orElse(null),
        collections.isCollected(provider, name),
        cursors.collected(provider, name).orElse(null),
        collections.trouble(provider, name).orElse(null));
  }

  private List<Today.Hour> hours(List<Equation> accounts, LocalDate day) {
    List<HourCount> all =
        accounts.stream()
            .flatMap(each -> counts.byHour(each.provider(), each.account(), day).stream())
            .filter(each -> each.state() != null)
            .toList();
    return IntStream.range(0, 24)
        .mapToObj(
            hour ->
                hour(
                    hour,
                    all.stream()
                        .filter(each -> each.hour().atZone(ZoneOffset.UTC).getHour() == hour)
                        .toList()))
        .toList();
  }

  private static Today.Hour hour(int hour, List<HourCount> counts) {
    long logged = sum(counts, EnumSet.of(TaskState.LOGGED));
    long excluded = sum(counts, EnumSet.of(TaskState.EXCLUDED));
    long stopped = sum(counts, STOPPED);
    long all = sum(counts, EnumSet.allOf(TaskState.class));
    return new Today.Hour(hour, logged, excluded, all - logged - excluded - stopped, stopped);
  }

  private static long sum(List<HourCount> counts, Set<TaskState> states) {
    return counts.stream()
        .filter(each -> states.contains(each.state()))
        .mapToLong(HourCount::calls)
        .sum();
  }
}
