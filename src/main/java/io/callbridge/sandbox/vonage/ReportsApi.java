package io.callbridge.sandbox.vonage;

import io.callbridge.sandbox.SandboxOnly;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /accounts/{account_id}/call-logs}, in HAL (section 6). */
@SandboxOnly
@RestController("simulatedVonageReportsApi")
class ReportsApi {

  private static final String BASE = "/simulator/vonage/reports/v1";
  private static final int LARGEST_PAGE = 1000;

  private final VonageSettings settings;
  private final Switchboard switchboard;
  private final Tokens tokens;
  private final Faults faults;

  ReportsApi(VonageSettings settings, Switchboard switchboard, Tokens tokens, Faults faults) {
    this.settings = settings;
    this.switchboard = switchboard;
    this.tokens = tokens;
    this.faults = faults;
  }

  @GetMapping(
      path = BASE + "/accounts/{account}/call-logs",
      produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> callLogs(
      @PathVariable String account,
      @RequestHeader(required = false) String authorization,
      @RequestParam Map<String, String> query) {
    if (!account.equals(settings.account())
        || !tokens.isValidForReports(authorization)
        || faults.refusesToken()) {
      throw RefusedException.badReportToken();
    }
    if (faults.isUnavailable()) {
      throw RefusedException.unavailable();
    }
    int size = number(query, "page_size", 1, LARGEST_PAGE);
    int page = number(query, "page", 0, Integer.MAX_VALUE);
    List<CallScript> wanted =
        switchboard.reported().stream()
            .filter(call -> isWithin(query, "start", call.createdAt(), true))
            .filter(call -> isWithin(query, "end", call.endedAt(), false))
            .sorted(Comparator.comparing(CallScript::createdAt).thenComparing(CallScript::callId))
            .toList();
    return page(wanted, page, size);
  }

  private Map<String, Object> page(List<CallScript> wanted, int page, int size) {
    int first = settings.firstPage();
    int pages = (wanted.size() + size - 1) / size;
    long from = Math.min(wanted.size(), Math.max(0, (long) (page - first) * size));
    long to = Math.min(wanted.size(), Math.max(0, (long) (page - first + 1) * size));
    List<Map<String, Object>> rows = new ArrayList<>();
    wanted.subList((int) from, (int) to).forEach(call -> rows.add(ReportRows.write(call)));
    Map<String, Object> links = new LinkedHashMap<>();
    links.put("self", link(page, size));
    links.put("first", link(first, size));
    if (page > first) {
      links.put("prev", link(page - 1, size));
    }
    if (page < pages - 1 + first) {
      links.put("next", link(page + 1, size));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("page_size", size);
    answer.put("page", page);
    answer.put("total_pages", pages);
    answer.put("total_items", wanted.size());
    answer.put("_links", links);
    answer.put("_embedded", Map.of("call_logs", rows));
    return answer;
  }

  private Map<String, String> link(int page, int size) {
    return Map.of(
        "href",
        "http://127.0.0.1%s/accounts/%s/call-logs?page=%d&page_size=%d"
            .formatted(BASE, settings.account(), page, size));
  }

  private static boolean isWithin(
      Map<String, String> query, String name, Instant time, boolean required) {
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    String from = query.get(name + ":gte");
    String to = query.get(name + ":lte");
    if (required && (from == null || to == null)) {
      throw RefusedException.badReportRequest(name + ":gte", "is required, as " + name + ":lte");
    }
    return (from == null || !second.isBefore(ReportRows.read(name + ":gte", from)))
        && (to == null || !second.isAfter(ReportRows.read(name + ":lte", to)));
  }

  private static int number(Map<String, String> query, String name, int least, int most) {
    try {
      int number = Integer.parseInt(query.getOrDefault(name, ""));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException wrong) {
      // refused below
    }
    throw RefusedException.badReportRequest(name, "must be a number from " + least);
  }
}
