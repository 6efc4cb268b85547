package io.callbridge.dispatch;

import io.callbridge.call.CallKey;
import io.callbridge.store.ActivitySearches;
import io.callbridge.store.Calls;
import io.callbridge.store.GroupCommit;
import io.callbridge.store.Tasks;
import io.callbridge.task.Task;
import io.callbridge.task.TaskKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an operator decides about call logs that don't go on by themselves (DESIGN, section 5). */
public class OperatorDecisions {

  private static final Logger log = LoggerFactory.getLogger(OperatorDecisions.class);
  private static final int LONGEST_WORDS = 500;

  private final GroupCommit store;
  private final Calls calls;
  private final Tasks tasks;
  private final ActivitySearches searches;
  private final InstantSource clock;

  public OperatorDecisions(
      GroupCommit store, Calls calls, Tasks tasks, ActivitySearches searches, InstantSource clock) {
    this.store = store;
    this.calls = calls;
    this.tasks = tasks;
    this.searches = searches;
    this.clock = clock;
  }

  /**
   * Has a call log posted again that was refused, or whose outcome is unknown; has an unreadable
   * call read again.
   *
   * @param mayDouble whether a second activity is accepted, should the first post have arrived
   * @param by the user
   * @return why not; empty if it is done
   */
  public Optional<String> retry(long call, boolean mayDouble, String by, String reason) {
    return decide(
        call,
        "retried",
        by,
        reason,
        (client, task, words, now) -> retry(client, task, mayDouble, words, now));
  }

  /**
   * Gives a call log up for good: it is never posted, whatever becomes of the call.
   *
   * @return why not; empty if it is done
   */
  public Optional<String> abandon(long call, String by, String reason) {
    return decide(call, "abandoned", by, reason, this::abandon);
  }

  private interface Decision {
    Optional<String> make(JdbcClient client, Task task, String words, Instant now);
  }

  private Optional<String> decide(
      long call, String what, String by, String reason, Decision decision) {
    String words = CallKey.printable("%s by %s: %s".formatted(what, by, reason), LONGEST_WORDS);
    Instant now = clock.instant();
    Optional<String> whyNot =
        store.write(
            client ->
                tasks
                    .ofCall(client, call, TaskKind.LOG)
                    .map(task -> decision.make(client, task, words, now))
                    .orElseGet(() -> withoutTask(client, call, what, now)));
    if (whyNot.isEmpty()) {
      log.info("call log {}: {}", call, words);
    }
    return whyNot;
  }

  private Optional<String> withoutTask(JdbcClient client, long call, String what, Instant now) {
    if (what.equals("retried") && calls.readAgain(client, call, now)) {
      return Optional.empty();
    }
    return Optional.of("Nothing is to be decided: the call hasn't ended, or can't be read.");
  }

  private Optional<String> retry(
      JdbcClient client, Task task, boolean mayDouble, String words, Instant now) {
    switch (task.state()) {
      case REJECTED:
        break;
      case UNCONFIRMED:
        if (!mayDouble) {
          return Optional.of(
              "Nobody knows whether the CRM has this call log already, so a retry may make a second"
                  + " activity. Look into the CRM first, then say force=true.");
        }
        break;
      case LOGGED:
        return Optional.of("It is LOGGED, which is final: the CRM has its activity.");
      case ABANDONED:
        return Optional.of("It is ABANDONED, which is final.");
      case EXCLUDED:
        return Optional.of("It is EXCLUDED by a rule, and is decided anew when the call changes.");
      default:
        return Optional.of("It is %s: on its way already.".formatted(task.state()));
    }
    tasks.retry(client, task, words, now);
    searches.reposted(client, task.id());
    return Optional.empty();
  }

  private Optional<String> abandon(JdbcClient client, Task task, String words, Instant now) {
    switch (task.state()) {
      case LOGGED:
        return Optional.of("It is LOGGED, which is final: the CRM has its activity.");
      case ABANDONED:
        return Optional.of("It is ABANDONED already.");
      case SUBMITTING, SUBMITTED:
        return Optional.of(
            "It is %s: the CRM may have it already, so its outcome is waited for."
                .formatted(task.state()));
      default:
        tasks.abandon(client, task, words, now);
        return Optional.empty();
    }
  }
}
