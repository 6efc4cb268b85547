package io.callbridge.ops;

import io.callbridge.store.CallLogs;
import io.callbridge.store.CallLogs.CallLog;
import io.callbridge.store.Journal;
import io.callbridge.task.CrmAccounts;
import io.callbridge.task.TaskState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Answers {@code GET /api/call-logs} (DESIGN, section 7). */
@Component
public class CallLogQueries {

  private static final int DEFAULT_SIZE = 50;
  private static final int LARGEST_SIZE = 500;

  /** What call logs are looked for by. */
  static final Set<String> FILTERS =
      Set.of(
          "state",
          "provider",
          "account",
          "crm",
          "callId",
          "requestId",
          "number",
          "from",
          "to",
          "search",
          "stoppedFor");

  private static final Set<String> PARAMETERS =
      Stream.concat(FILTERS.stream(), Stream.of("page", "size"))
          .collect(Collectors.toCollection(TreeSet::new));

  /** States that don't go on if the CRM account isn't there. */
  private static final Set<String> GOING_ON =
      Set.of("WAITING", "QUEUED", "SUBMITTING", "SUBMITTED");

  private final CallLogs callLogs;
  private final CrmAccounts crms;

  CallLogQueries(CallLogs callLogs, CrmAccounts crms) {
    this.callLogs = callLogs;
    this.crms = crms;
  }

  /** A part of a list. */
  public record Page(List<CallLogView> items, int page, int size, long total) {}

  /**
   * @param rawQuery of the request, still percent-encoded; may be null
   * @throws BadQueryException if a parameter is unknown or has an impossible value
   */
  public Page find(String rawQuery) {
    var parameters = Query.parse(rawQuery, PARAMETERS);
    CallLogs.Query query = toQuery(parameters);
    int page = parameters.number("page", 0, 0, 1_000_000);
    int size = parameters.number("size", DEFAULT_SIZE, 1, LARGEST_SIZE);
    List<CallLogView> items = callLogs.find(query, page, size).stream().map(this::view).toList();
    return new Page(items, page, size, callLogs.count(query));
  }

  /**
   * @throws NotFoundException if there is no such call log
   */
  public CallLogView get(String id) {
    CallLogs.Story found = story(id);
    return CallLogView.of(explained(found.callLog()), found.events(), found.steps());
  }

  /**
   * One of a call's events as its provider sent it.
   *
   * @param event its place among the call's events, from 0
   * @throws NotFoundException if there is none
   */
  public Journal.Raw raw(String id, int event) {
    return callLogs
        .rawOf(story(id).callLog(), event)
        .orElseThrow(() -> new NotFoundException("This call has no such event."));
  }

  private CallLogs.Story story(String id) {
    return parseId(id)
        .flatMap(callLogs::find)
        .orElseThrow(() -> new NotFoundException("There is no such call log."));
  }

  private CallLogView view(CallLog found) {
    return CallLogView.of(explained(found));
  }

  private CallLog explained(CallLog found) {
    boolean stays = GOING_ON.contains(found.state()) && crms.find(found.crm()).isEmpty();
    return stays
        ? found.because(
            "CRM account %s isn't configured any more: configure it again, or abandon this"
                .formatted(found.crm()))
        : found;
  }

  /**
   * @param parameters at least {@link #FILTERS}
   */
  static CallLogs.Query toQuery(Query parameters) {
    return new CallLogs.Query(
        state(parameters.value("state")),
        parameters.value("provider"),
        parameters.value("account"),
        parameters.value("crm"),
        parameters.value("callId"),
        parameters.value("requestId"),
        digits(parameters.value("number")),
        parameters.moment("from"),
        parameters.moment("to"),
        parameters.value("search"),
        parameters.value("stoppedFor"));
  }

  private static java.util.Optional<Long> parseId(String id) {
    try {
      return java.util.Optional.of(Long.parseLong(id));
    } catch (NumberFormatException noNumber) {
      return java.util.Optional.empty();
    }
  }

  private static String state(String text) {
    if (text == null) {
      return null;
    }
    String state = text.toUpperCase(Locale.ROOT);
    var states = new TreeSet<>(Arrays.stream(TaskState.values()).map(Enum::name).toList());
    states.add("OPEN");
    states.add("UNREADABLE");
    if (!states.contains(state)) {
      throw new BadQueryException("state must be one of %s.".formatted(states));
    }
    return state;
  }

  private static String digits(String text) {
    if (text == null) {
      return null;
    }
    String digits = text.replaceAll("[^0-9]", "");
    if (digits.isEmpty()) {
      throw new BadQueryException("number must have a digit.");
    }
    return digits;
  }
}
