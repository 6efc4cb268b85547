package io.callbridge.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callbridge.ops.BadQueryException;
import io.callbridge.ops.ConflictException;
import io.callbridge.ops.QuarantineDecisions;
import io.callbridge.ops.QuarantineDecisions.Outcome;
import io.callbridge.ops.QuarantineQueries;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was received and could not be read; and taking it in again, or throwing it away. */
@Controller
class QuarantineController {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 10;

  private final QuarantineQueries queries;
  private final QuarantineDecisions decisions;

  QuarantineController(QuarantineQueries queries, QuarantineDecisions decisions) {
    this.queries = queries;
    this.decisions = decisions;
  }

  @GetMapping("/stopped/quarantine")
  String find(
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "0") String page,
      Model model) {
    model.addAttribute("reason", reason);
    model.addAttribute("found", queries.find(of(reason) + "&page=" + CallSearch.encoded(page)));
    return "quarantine";
  }

  @GetMapping("/stopped/quarantine/{id:\\d+}")
  String show(@PathVariable String id, Model page) {
    var kept = queries.get(id);
    page.addAttribute("kept", kept);
    page.addAttribute("text", Payload.pretty(kept.body()));
    return "quarantined";
  }

  @GetMapping("/stopped/quarantine/{id:\\d+}/{decision:replay|discard}")
  String ask(@PathVariable String id, @PathVariable String decision, Model page) {
    page.addAttribute("kept", queries.get(id));
    page.addAttribute("decision", decision);
    return "quarantine-decide";
  }

  @PostMapping("/stopped/quarantine/{id:\\d+}/{decision:replay|discard}")
  String decide(
      @PathVariable String id,
      @PathVariable String decision,
      @RequestParam Map<String, String> asked,
      Principal user,
      Model page,
      HttpServletResponse response) {
    try {
      if (decision.equals("replay")) {
        decisions.replay(id, null, body(asked).toString(), user.getName());
      } else {
        decisions.discard(id, null, body(asked).toString(), user.getName());
      }
      return "redirect:/stopped";
    } catch (BadQueryException | ConflictException whyNot) {
      excuse(whyNot, asked, page, response);
      return ask(id, decision, page);
    }
  }

  @GetMapping("/stopped/quarantine/{decision:replay|discard}")
  String askAboutMany(
      @PathVariable String decision, @RequestParam(defaultValue = "") String reason, Model page) {
    page.addAttribute("decision", decision);
    page.addAttribute("reason", reason);
    page.addAttribute("found", make(decision, of(reason) + "&dryRun=true", null, null).found());
    page.addAttribute("some", queries.find(of(reason) + "&size=" + SHOWN).items());
    return "quarantine-decide-many";
  }

  @PostMapping("/stopped/quarantine/{decision:replay|discard}")
  String decideAboutMany(
      @PathVariable String decision,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam Map<String, String> asked,
      Principal user,
      Model page,
      HttpServletResponse response) {
    String body = body(asked).put("count", asked.getOrDefault("count", "")).toString();
    try {
      page.addAttribute("outcome", make(decision, of(reason), body, user.getName()));
      page.addAttribute("decision", decision);
      return "quarantine-decided";
    } catch (BadQueryException | ConflictException whyNot) {
      excuse(whyNot, asked, page, response);
      return askAboutMany(decision, reason, page);
    }
  }

  private Outcome make(String decision, String query, String body, String user) {
    return decision.equals("replay")
        ? decisions.replayAll(query, body, user)
        : decisions.discardAll(query, body, user);
  }

  private static ObjectNode body(Map<String, String> asked) {
    ObjectNode body = JSON.createObjectNode().put("why", asked.getOrDefault("why", ""));
    if (asked.containsKey("force")) {
      body.put("force", true);
    }
    String account = asked.getOrDefault("account", "");
    return account.isBlank() ? body : body.put("account", account);
  }

  private static void excuse(
      RuntimeException whyNot,
      Map<String, String> asked,
      Model page,
      HttpServletResponse response) {
    response.setStatus(whyNot instanceof ConflictException ? 409 : 400);
    page.addAttribute("whyNot", whyNot.getMessage());
    page.addAttribute("why", asked.get("why"));
  }

  private static String of(String reason) {
    return "reason=" + CallSearch.encoded(reason);
  }
}
