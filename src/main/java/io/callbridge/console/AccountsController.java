package io.callbridge.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callbridge.ops.BadQueryException;
import io.callbridge.ops.ConflictException;
import io.callbridge.ops.CrmAccountQueries;
import io.callbridge.ops.CrmAccountQueries.View;
import io.callbridge.ops.NotFoundException;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The accounts at both sides, and pausing those of a CRM. */
@Controller
class AccountsController {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AccountsView accounts;
  private final CrmAccountQueries crms;

  AccountsController(AccountsView accounts, CrmAccountQueries crms) {
    this.accounts = accounts;
    this.crms = crms;
  }

  @GetMapping("/accounts")
  String show(Model page) {
    page.addAttribute("crms", accounts.crms());
    page.addAttribute("providers", accounts.providers());
    page.addAttribute("recorders", accounts.recorders());
    page.addAttribute("jobs", accounts.collections());
    return "accounts";
  }

  @GetMapping("/accounts/crm/{name}/{change:pause|resume}")
  String ask(@PathVariable String name, @PathVariable String change, Model page) {
    page.addAttribute("crm", find(name));
    page.addAttribute("change", change);
    return "pause";
  }

  @PostMapping("/accounts/crm/{name}/{change:pause|resume}")
  String change(
      @PathVariable String name,
      @PathVariable String change,
      @RequestParam(defaultValue = "") String reason,
      Principal user,
      Model page,
      HttpServletResponse response) {
    String body = JSON.createObjectNode().put("reason", reason).toString();
    try {
      if (change.equals("pause")) {
        crms.pause(name, null, body, user.getName());
      } else {
        crms.resume(name, null, body, user.getName());
      }
      return "redirect:/accounts";
    } catch (BadQueryException | ConflictException whyNot) {
      response.setStatus(whyNot instanceof ConflictException ? 409 : 400);
      page.addAttribute("whyNot", whyNot.getMessage());
      page.addAttribute("reason", reason);
      return ask(name, change, page);
    }
  }

  private View find(String name) {
    return crms.find().items().stream()
        .filter(crm -> crm.name().equals(name))
        .findAny()
        .orElseThrow(() -> new NotFoundException("There is no CRM account of that name."));
  }
}
