package io.callbridge.sandbox.leadsquared;

import io.callbridge.sandbox.Listing;
import io.callbridge.sandbox.SandboxOnly;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For people and tests: what the CRM holds, and what it was asked. Needs no key, costs no call. */
@SandboxOnly
@RestController("simulatedLeadSquaredDesk")
@RequestMapping(path = "/simulator/leadsquared", produces = MediaType.APPLICATION_JSON_VALUE)
class LeadSquaredDesk {

  /**
   * What the gateway has seen since the start.
   *
   * @param total all requests
   * @param refusedOverLimit truly over the limit, so a mistake of the client
   * @param requests by operation and verdict
   * @param pending tasks in the queue
   */
  record Requests(
      List<String> limits,
      long total,
      long refusedOverLimit,
      Map<Operation, Map<Verdict, Long>> requests,
      int pending) {}

  private final LeadSquaredSettings settings;
  private final TaskQueue queue;
  private final Activities activities;
  private final RequestLog log;
  private final Faults faults;

  LeadSquaredDesk(
      LeadSquaredSettings settings,
      TaskQueue queue,
      Activities activities,
      RequestLog log,
      Faults faults) {
    this.settings = settings;
    this.queue = queue;
    this.activities = activities;
    this.log = log;
    this.faults = faults;
  }

  /** The activities, optionally those of one call only; two mean that it was posted twice. */
  @GetMapping("/activities")
  Listing<Activity> activities(
      @RequestParam(required = false) String callSessionId,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "500") int size) {
    queue.catchUp();
    List<Activity> wanted =
        activities.all().stream()
            .filter(each -> callSessionId == null || each.callSessionId().equals(callSessionId))
            .toList();
    return Listing.of(wanted, page, size);
  }

  @GetMapping("/requests")
  Requests requests() {
    Map<Operation, Map<Verdict, Long>> counts = log.counts();
    long total =
        counts.values().stream().flatMap(each -> each.values().stream()).mapToLong(n -> n).sum();
    return new Requests(
        settings.limits().stream().map(RateLimit::toString).toList(),
        total,
        log.count(Verdict.OVER_LIMIT),
        counts,
        queue.pending());
  }

  /** The last requests one by one. */
  @GetMapping("/requests/arrivals")
  Listing<Arrival> arrivals(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "500") int size) {
    return Listing.of(log.arrivals(), page, size);
  }

  @GetMapping("/faults")
  FaultRates faults() {
    return faults.rates();
  }

  /** Makes things go wrong, or well again, without a restart; a rate that is left out becomes 0. */
  @PutMapping("/faults")
  FaultRates setFaults(@RequestBody FaultRates rates) {
    faults.setRates(rates);
    return rates;
  }
}
