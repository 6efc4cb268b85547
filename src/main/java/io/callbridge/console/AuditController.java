package io.callbridge.console;

import io.callbridge.ops.CommandQueries;
import io.callbridge.store.Decisions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what: decisions about call logs, and commands to providers. */
@Controller
class AuditController {

  private static final int SHOWN = 50;

  private final Decisions decisions;
  private final CommandQueries commands;

  AuditController(Decisions decisions, CommandQueries commands) {
    this.decisions = decisions;
    this.commands = commands;
  }

  @GetMapping("/audit")
  String show(@RequestParam(defaultValue = "0") String page, Model model) {
    model.addAttribute("decisions", decisions.latest(SHOWN));
    model.addAttribute(
        "commands", commands.find("size=" + SHOWN + "&page=" + CallSearch.encoded(page)));
    return "audit";
  }
}
