package io.callbridge.sandbox.leadsquared;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.callbridge.sandbox.Sandbox;
import io.callbridge.sandbox.SandboxOnly;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Post a call log, ask what became of it, ask how busy the queue is (sections 3, 4, 6). */
@SandboxOnly
@RestController("simulatedLeadSquaredCallLogApi")
@RequestMapping(
    path = "/simulator/leadsquared/1/api/telephony/logcallcomplete",
    produces = MediaType.APPLICATION_JSON_VALUE)
class CallLogApi {

  /** The key is spelt {@code RequestID} here and {@code RequestId} in the status answer. */
  @JsonNaming(UpperCamelCaseStrategy.class)
  record AcceptedAnswer(String status, UUID requestID) {}

  @JsonNaming(UpperCamelCaseStrategy.class)
  record MetricsAnswer(int pendingMessages, long maxDelayInSeconds, int processingRatePerMinute) {}

  private final LeadSquaredSettings settings;
  private final TaskQueue queue;
  private final Clock clock;

  CallLogApi(LeadSquaredSettings settings, TaskQueue queue, @Qualifier(Sandbox.CLOCK) Clock clock) {
    this.settings = settings;
    this.queue = queue;
    this.clock = clock;
  }

  @PostMapping({"/{token}", "/{token}/{connectorId}"})
  AcceptedAnswer post(
      @PathVariable String token,
      @PathVariable(required = false) String connectorId,
      HttpServletRequest request)
      throws IOException {
    if (!token.equals(settings.token())) {
      throw RefusedException.notFound();
    }
    CallLog callLog = CallLogReader.read(JsonBody.of(request));
    Task task = queue.accept(callLog, connectorId == null ? "" : connectorId);
    return new AcceptedAnswer(
        "Request accepted. Please use below request id to check the status", task.requestId());
  }

  @GetMapping("/status")
  StatusAnswer status(
      @RequestParam(name = "RequestID", required = false) String asPublished,
      @RequestParam(name = "RequestId", required = false) String asInTheText) {
    String id = asPublished != null ? asPublished : asInTheText;
    if (id == null || id.isBlank()) {
      throw RefusedException.because(ErrorAnswer.missing("RequestID"));
    }
    return queue
        .find(uuid(id))
        .map(task -> StatusAnswer.of(task, clock.instant()))
        .orElseThrow(RefusedException::notFound);
  }

  @GetMapping("/metrics")
  MetricsAnswer metrics() {
    return new MetricsAnswer(
        queue.pending(), queue.oldestWait().toSeconds(), settings.completion().ratePerMinute());
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw RefusedException.notFound();
    }
  }
}
