package io.callbridge.ops;

import io.callbridge.dispatch.Budgets;
import io.callbridge.store.Deeds;
import io.callbridge.store.OpenTasks;
import io.callbridge.store.OpenTasks.Count;
import io.callbridge.store.Pauses;
import io.callbridge.store.Pauses.Pause;
import io.callbridge.task.CallBudget;
import io.callbridge.task.CrmAccount;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.TaskState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Answers {@code GET /api/accounts} and {@code POST /api/accounts/crm/{name}/pause|resume}. */
@Component
public class CrmAccountQueries {

  private static final Logger log = LoggerFactory.getLogger(CrmAccountQueries.class);
  private static final Set<String> PARAMETERS = Set.of("reason");

  private final CrmAccounts crms;
  private final Budgets budgets;
  private final Pauses pauses;
  private final OpenTasks tasks;
  private final Deeds deeds;
  private final InstantSource clock;

  CrmAccountQueries(
      CrmAccounts crms,
      Budgets budgets,
      Pauses pauses,
      OpenTasks tasks,
      Deeds deeds,
      InstantSource clock) {
    this.deeds = deeds;
    this.crms = crms;
    this.budgets = budgets;
    this.pauses = pauses;
    this.tasks = tasks;
    this.clock = clock;
  }

  /** Whether call logs flow into an account. */
  public enum State {
    RUNNING,
    /** Its limit was exceeded: it goes on within seconds. */
    THROTTLED,
    /** It refuses our key: it goes on when one request a minute shows that the key works. */
    KEY_REFUSED,
    /** An operator paused it. */
    PAUSED,
    /** It has call logs that aren't finished, and isn't configured any more. */
    NOT_CONFIGURED
  }

  /**
   * @param used how many calls count against it at this moment
   */
  public record Used(int used, int allowed, String limit) {}

  public record PauseView(Instant since, String by, String reason) {}

  /**
   * A CRM account as the API shows it.
   *
   * @param warning why call logs don't flow; null if they do
   * @param pause null unless an operator paused it
   * @param throttledUntil null unless its limit was exceeded just now
   * @param callLogs those that aren't finished, by state
   * @param oldest when the first of their calls ended; null if there are none
   */
  public record View(
      String name,
      State state,
      String warning,
      PauseView pause,
      boolean keyInDoubt,
      Instant throttledUntil,
      List<Used> budget,
      Map<TaskState, Long> callLogs,
      Instant oldest) {}

  public record Views(List<View> items, int page, int size, long total) {}

  /** All CRM accounts: those configured, and those that still have call logs. */
  public Views find() {
    List<View> all = all();
    return new Views(all, 0, all.size(), all.size());
  }

  List<View> all() {
    Map<String, List<Count>> byCrm =
        tasks.count().stream()
            .filter(count -> count.state() != TaskState.REJECTED)
            .collect(Collectors.groupingBy(Count::crm));
    Map<String, Pause> paused =
        pauses.all().stream().collect(Collectors.toMap(Pause::crm, pause -> pause));
    return Stream.concat(crms.all().stream().map(CrmAccount::name), byCrm.keySet().stream())
        .distinct()
        .sorted()
        .map(name -> view(name, paused.get(name), byCrm.getOrDefault(name, List.of())))
        .toList();
  }

  /**
   * Sends nothing to an account until it is resumed; nothing gets lost.
   *
   * @param rawQuery {@code reason}
   * @param body the same as JSON; may be empty
   * @throws NotFoundException if no such account is configured
   */
  public View pause(String name, String rawQuery, String body, String user) {
    Asked asked = asked(name, rawQuery, body, user);
    pauses.pause(new Pause(name, clock.instant(), asked.user(), asked.reason()));
    deeds.add(asked.user(), "PAUSE", "CRM account " + name, asked.reason(), "paused");
    log.warn("CRM account {} is paused by {}: {}", name, asked.user(), asked.reason());
    return get(name);
  }

  /**
   * @throws ConflictException if it isn't paused
   */
  public View resume(String name, String rawQuery, String body, String user) {
    Asked asked = asked(name, rawQuery, body, user);
    if (!pauses.resume(name)) {
      throw new ConflictException("CRM account %s isn't paused.".formatted(name));
    }
    deeds.add(asked.user(), "RESUME", "CRM account " + name, asked.reason(), "resumed");
    log.info("CRM account {} is resumed by {}: {}", name, asked.user(), asked.reason());
    return get(name);
  }

  private Asked asked(String name, String rawQuery, String body, String user) {
    if (crms.find(name).isEmpty()) {
      throw new NotFoundException("There is no CRM account of that name.");
    }
    Asked asked = Asked.of(rawQuery, body, PARAMETERS, user);
    asked.reason();
    return asked;
  }

  private View get(String name) {
    return all().stream().filter(view -> view.name().equals(name)).findAny().orElseThrow();
  }

  private View view(String name, Pause pause, List<Count> backlog) {
    Optional<CallBudget> budget = crms.find(name).map(account -> budgets.of(account.name()));
    boolean keyInDoubt = budget.map(CallBudget::isKeyInDoubt).orElse(false);
    Instant throttledUntil = budget.flatMap(CallBudget::pausedUntil).orElse(null);
    State state = state(budget.isPresent(), pause, keyInDoubt, throttledUntil);
    return new View(
        name,
        state,
        warning(state, pause),
        pause == null ? null : new PauseView(pause.at(), pause.by(), pause.reason()),
        keyInDoubt,
        keyInDoubt ? null : throttledUntil,
        budget.map(CrmAccountQueries::used).orElse(List.of()),
        backlog.stream()
            .collect(
                Collectors.toMap(Count::state, Count::tasks, (one, other) -> one, TreeMap::new)),
        backlog.stream()
            .map(Count::oldestEnd)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null));
  }

  private static State state(
      boolean isConfigured, Pause pause, boolean keyInDoubt, Instant throttledUntil) {
    if (!isConfigured) {
      return State.NOT_CONFIGURED;
    }
    if (pause != null) {
      return State.PAUSED;
    }
    if (keyInDoubt) {
      return State.KEY_REFUSED;
    }
    return throttledUntil == null ? State.RUNNING : State.THROTTLED;
  }

  private static String warning(State state, Pause pause) {
    return switch (state) {
      case RUNNING, THROTTLED -> null;
      case PAUSED -> "paused by %s: %s".formatted(pause.by(), pause.reason());
      case KEY_REFUSED ->
          "it refuses our key; one request a minute finds out when the key works again";
      case NOT_CONFIGURED ->
          "it has call logs that aren't finished, but isn't configured any more: configure it"
              + " again, or abandon them";
    };
  }

  private static List<Used> used(CallBudget budget) {
    return budget.limits().stream()
        .map(limit -> new Used(budget.used(limit), limit.calls(), limit.toString()))
        .toList();
  }
}
