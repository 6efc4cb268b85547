package io.callbridge.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.ops.BadQueryException;
import io.callbridge.ops.CallLogDecisions;
import io.callbridge.ops.CallLogDecisions.Outcome;
import io.callbridge.ops.CallLogQueries;
import io.callbridge.ops.ConflictException;
import io.callbridge.ops.QuarantineQueries;
import io.callbridge.store.StoppedCalls;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What goes no further by itself, by its reason; and deciding about all of one kind at once. */
@Controller
class StoppedController {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 10;

  private final StoppedCalls stopped;
  private final CallLogQueries queries;
  private final CallLogDecisions decisions;
  private final QuarantineQueries quarantine;

  StoppedController(
      StoppedCalls stopped,
      CallLogQueries queries,
      CallLogDecisions decisions,
      QuarantineQueries quarantine) {
    this.stopped = stopped;
    this.queries = queries;
    this.decisions = decisions;
    this.quarantine = quarantine;
  }

  @GetMapping("/stopped")
  String show(Model page) {
    page.addAttribute("groups", stopped.byReason());
    page.addAttribute("quarantine", quarantine.find("size=1"));
    return "stopped";
  }

  @GetMapping("/stopped/{decision:retry|abandon}")
  String ask(
      @PathVariable String decision, @RequestParam Map<String, String> parameters, Model page) {
    var search = CallSearch.of(parameters);
    page.addAttribute("decision", decision);
    page.addAttribute("search", search);
    page.addAttribute("asked", search.values());
    page.addAttribute("found", make(decision, search.and("dryRun", true), null, null).found());
    page.addAttribute("some", queries.find(search.and("size", SHOWN)).items());
    return "decide-many";
  }

  @PostMapping("/stopped/{decision:retry|abandon}")
  String decide(
      @PathVariable String decision,
      @RequestParam Map<String, String> parameters,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean force,
      @RequestParam(defaultValue = "") String count,
      Principal user,
      Model page,
      HttpServletResponse response) {
    var search = CallSearch.of(parameters);
    var asked = JSON.createObjectNode().put("reason", reason).put("force", force);
    asked.put("count", count);
    try {
      page.addAttribute(
          "outcome", make(decision, search.query(), asked.toString(), user.getName()));
      page.addAttribute("decision", decision);
      return "decided";
    } catch (BadQueryException | ConflictException whyNot) {
      response.setStatus(whyNot instanceof ConflictException ? 409 : 400);
      page.addAttribute("whyNot", whyNot.getMessage());
      page.addAttribute("reason", reason);
      return ask(decision, parameters, page);
    }
  }

  private Outcome make(String decision, String query, String body, String user) {
    return decision.equals("retry")
        ? decisions.retryAll(query, body, user)
        : decisions.abandonAll(query, body, user);
  }
}
