package io.callbridge.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callbridge.ops.BadQueryException;
import io.callbridge.ops.CallLogDecisions;
import io.callbridge.ops.CallLogQueries;
import io.callbridge.ops.ConflictException;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Retrying and abandoning one call log: a page says what will happen and asks why. */
@Controller
class DecisionsController {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CallLogQueries queries;
  private final CallLogDecisions decisions;

  DecisionsController(CallLogQueries queries, CallLogDecisions decisions) {
    this.queries = queries;
    this.decisions = decisions;
  }

  @GetMapping("/calls/{id}/{decision:retry|abandon}")
  String ask(@PathVariable String id, @PathVariable String decision, Model page) {
    page.addAttribute("log", queries.get(id));
    page.addAttribute("decision", decision);
    return "decide";
  }

  @PostMapping("/calls/{id}/{decision:retry|abandon}")
  String decide(
      @PathVariable String id,
      @PathVariable String decision,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean force,
      Principal user,
      Model page,
      HttpServletResponse response) {
    ObjectNode asked = JSON.createObjectNode().put("reason", reason);
    try {
      if (decision.equals("retry")) {
        decisions.retry(id, null, asked.put("force", force).toString(), user.getName());
      } else {
        decisions.abandon(id, null, asked.toString(), user.getName());
      }
      return "redirect:/calls/{id}";
    } catch (BadQueryException | ConflictException whyNot) {
      response.setStatus(whyNot instanceof ConflictException ? 409 : 400);
      page.addAttribute("whyNot", whyNot.getMessage());
      page.addAttribute("reason", reason);
      return ask(id, decision, page);
    }
  }
}
