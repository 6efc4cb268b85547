package io.callbridge.console;

import io.callbridge.ops.CommandQueries;
import io.callbridge.ops.DeedQueries;
import io.callbridge.store.Decisions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what: accounts, quarantine and data, call logs, and commands to providers. */
@Controller
class AuditController {

  private static final int SHOWN = 50;

  private final Decisions decisions;
  private final CommandQueries commands;
  private final DeedQueries deeds;

  AuditController(Decisions decisions, CommandQueries commands, DeedQueries deeds) {
    this.decisions = decisions;
    this.commands = commands;
    this.deeds = deeds;
  }

  @GetMapping("/audit")
  String show(@RequestParam(defaultValue = "0") String page, Model model) {
    model.addAttribute("deeds", deeds.find("size=" + SHOWN));
    model.addAttribute("decisions", decisions.latest(SHOWN));
    model.addAttribute(
        "commands", commands.find("size=" + SHOWN + "&page=" + CallSearch.encoded(page)));
    return "audit";
  }
}
