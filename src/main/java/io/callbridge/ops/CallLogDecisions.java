package io.callbridge.ops;

import io.callbridge.dispatch.OperatorDecisions;
import io.callbridge.store.CallLogs;
import io.callbridge.store.CallLogs.CallLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Answers {@code POST /api/call-logs/{id}/retry} and {@code …/abandon}, and the same for all call
 * logs that fit a query (DESIGN, section 7).
 */
@Component
public class CallLogDecisions {

  private static final Set<String> OF_ONE = Set.of("reason", "force");
  private static final Set<String> TO_RETRY = Set.of("REJECTED", "UNCONFIRMED", "UNREADABLE");
  private static final Set<String> TO_ABANDON =
      Set.of("WAITING", "QUEUED", "EXCLUDED", "REJECTED", "UNCONFIRMED");

  /** A decision about more is made in several requests, each of them confirmed. */
  private static final int MOST = 10_000;

  private final CallLogs callLogs;
  private final CallLogQueries queries;
  private final OperatorDecisions decisions;

  CallLogDecisions(CallLogs callLogs, CallLogQueries queries, OperatorDecisions decisions) {
    this.callLogs = callLogs;
    this.queries = queries;
    this.decisions = decisions;
  }

  /**
   * What a decision about many has come to.
   *
   * @param found how many call logs fit
   * @param changed how many were decided; none in a dry run
   * @param left why others were not, each with its id
   */
  public record Outcome(boolean dryRun, long found, int changed, List<Left> left) {}

  public record Left(long id, String why) {}

  private interface Decision {
    Optional<String> make(long call, Asked asked);
  }

  /**
   * @param rawQuery {@code reason}, and {@code force} for a call log that the CRM may have already
   * @param body the same as JSON; may be empty
   * @throws ConflictException if its state doesn't allow it
   */
  public CallLogView retry(String id, String rawQuery, String body, String user) {
    return decide(id, rawQuery, body, user, this::retried);
  }

  /** The same to give it up; there is no {@code force}. */
  public CallLogView abandon(String id, String rawQuery, String body, String user) {
    return decide(id, rawQuery, body, user, this::abandoned);
  }

  /**
   * @param rawQuery the filters of {@code GET /api/call-logs}, {@code state} among them; {@code
   *     reason}; and {@code dryRun=true}, or {@code count} with what the dry run has found
   * @throws ConflictException if other than {@code count} call logs fit
   */
  public Outcome retryAll(String rawQuery, String body, String user) {
    return decideAll(rawQuery, body, user, TO_RETRY, this::retried);
  }

  public Outcome abandonAll(String rawQuery, String body, String user) {
    return decideAll(rawQuery, body, user, TO_ABANDON, this::abandoned);
  }

  private Optional<String> retried(long call, Asked asked) {
    return decisions.retry(call, asked.flag("force"), asked.user(), asked.reason());
  }

  private Optional<String> abandoned(long call, Asked asked) {
    return decisions.abandon(call, asked.user(), asked.reason());
  }

  private CallLogView decide(
      String id, String rawQuery, String body, String user, Decision decision) {
    Asked asked = Asked.of(rawQuery, body, OF_ONE, user);
    long call = queries.get(id).id();
    asked.reason();
    decision
        .make(call, asked)
        .ifPresent(
            whyNot -> {
              throw new ConflictException(whyNot);
            });
    return queries.get(id);
  }

  private Outcome decideAll(
      String rawQuery, String body, String user, Set<String> states, Decision decision) {
    var known = new TreeSet<>(CallLogQueries.FILTERS);
    known.addAll(List.of("reason", "force", "dryRun", "count"));
    Asked asked = Asked.of(rawQuery, body, known, user);
    CallLogs.Query query = CallLogQueries.toQuery(asked.parameters());
    if (query.state() == null || !states.contains(query.state())) {
      throw new BadQueryException("state is needed: one of %s.".formatted(new TreeSet<>(states)));
    }
    long found = callLogs.count(query);
    if (asked.flag("dryRun")) {
      return new Outcome(true, found, 0, List.of());
    }
    asked.reason();
    asked.confirm(found, MOST, "call logs");
    List<Left> left = new ArrayList<>();
    List<CallLog> all = callLogs.find(query, 0, MOST);
    for (CallLog each : all) {
      decision.make(each.id(), asked).ifPresent(why -> left.add(new Left(each.id(), why)));
    }
    return new Outcome(false, found, all.size() - left.size(), left);
  }
}
