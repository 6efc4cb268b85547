package io.callbridge.ops;

import io.callbridge.store.CallLogs;
import io.callbridge.store.CallLogs.CallLog;
import io.callbridge.store.CallLogs.Query;
import io.callbridge.task.TaskState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Answers {@code GET /api/call-logs} (DESIGN, section 7). */
@Component
class CallLogQueries {

  private static final int DEFAULT_SIZE = 50;
  private static final int LARGEST_SIZE = 500;
  private static final Set<String> PARAMETERS =
      new TreeSet<>(
          List.of(
              "state",
              "provider",
              "account",
              "crm",
              "callId",
              "requestId",
              "number",
              "from",
              "to",
              "page",
              "size"));

  private final CallLogs callLogs;

  CallLogQueries(CallLogs callLogs) {
    this.callLogs = callLogs;
  }

  /** A part of a list. */
  record Page(List<CallLogView> items, int page, int size, long total) {}

  /**
   * @param rawQuery of the request, still percent-encoded; may be null
   * @throws BadQueryException if a parameter is unknown or has an impossible value
   */
  public Page find(String rawQuery) {
    MultiValueMap<String, String> parameters =
        UriComponentsBuilder.newInstance().query(rawQuery).build().getQueryParams();
    for (String name : parameters.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw new BadQueryException(
            "There is no parameter '%s'; there are %s.".formatted(name, PARAMETERS));
      }
    }
    var query =
        new Query(
            state(value(parameters, "state")),
            value(parameters, "provider"),
            value(parameters, "account"),
            value(parameters, "crm"),
            value(parameters, "callId"),
            value(parameters, "requestId"),
            digits(value(parameters, "number")),
            moment("from", value(parameters, "from")),
            moment("to", value(parameters, "to")));
    int page = number("page", value(parameters, "page"), 0, 0, Integer.MAX_VALUE);
    int size = number("size", value(parameters, "size"), DEFAULT_SIZE, 1, LARGEST_SIZE);
    List<CallLogView> items =
        callLogs.find(query, page, size).stream().map(CallLogView::of).toList();
    return new Page(items, page, size, callLogs.count(query));
  }

  /**
   * @throws NotFoundException if there is no such call log
   */
  public CallLogView get(String id) {
    CallLog found =
        parseId(id)
            .flatMap(callLogs::find)
            .orElseThrow(() -> new NotFoundException("There is no such call log."));
    return CallLogView.of(found, callLogs.eventsOf(found), callLogs.stepsOf(found));
  }

  private static java.util.Optional<Long> parseId(String id) {
    try {
      return java.util.Optional.of(Long.parseLong(id));
    } catch (NumberFormatException noNumber) {
      return java.util.Optional.empty();
    }
  }

  private static String value(MultiValueMap<String, String> parameters, String name) {
    String raw = parameters.getFirst(name);
    if (raw == null || raw.isBlank()) {
      return null;
    }
    return UriUtils.decode(raw, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String state(String text) {
    if (text == null) {
      return null;
    }
    String state = text.toUpperCase(Locale.ROOT);
    var states = new TreeSet<>(Arrays.stream(TaskState.values()).map(Enum::name).toList());
    states.add("OPEN");
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

  private static Instant moment(String name, String text) {
    if (text == null) {
      return null;
    }
    try {
      return text.length() == "2026-03-03".length()
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(text);
    } catch (DateTimeParseException unreadable) {
      throw new BadQueryException(
          "%s must be a day or a UTC time such as 2026-03-03T16:21:28Z.".formatted(name));
    }
  }

  private static int number(String name, String text, int otherwise, int least, int most) {
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // said below
    }
    throw new BadQueryException("%s must be from %d to %d.".formatted(name, least, most));
  }
}
