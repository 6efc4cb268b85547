package io.callbridge.console;

import io.callbridge.ops.BadQueryException;
import io.callbridge.ops.CollectionQueries;
import io.callbridge.ops.ConflictException;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Collecting a past range of a provider account again, and how far that is. */
@Controller
class CollectController {

  private final CollectionQueries collections;
  private final InstantSource clock;

  CollectController(CollectionQueries collections, InstantSource clock) {
    this.collections = collections;
    this.clock = clock;
  }

  /** Yesterday, unless something else is asked for. */
  @GetMapping("/accounts/collect/{provider}/{account}")
  String ask(
      @PathVariable String provider,
      @PathVariable String account,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      Model page) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    page.addAttribute("provider", provider);
    page.addAttribute("account", account);
    page.addAttribute("from", from.isBlank() ? today.minusDays(1) + "T00:00" : from);
    page.addAttribute("to", to.isBlank() ? today + "T00:00" : to);
    return "collect";
  }

  @PostMapping("/accounts/collect/{provider}/{account}")
  String begin(
      @PathVariable String provider,
      @PathVariable String account,
      @RequestParam Map<String, String> parameters,
      Principal user,
      Model page,
      HttpServletResponse response) {
    String from = parameters.getOrDefault("from", "");
    String to = parameters.getOrDefault("to", "");
    boolean dryRun = parameters.containsKey("dryRun");
    String query = CallSearch.of(Map.of("from", from, "to", to)).and("dryRun", dryRun);
    try {
      String id = collections.begin(provider, account, query, user.getName()).progress().id();
      return "redirect:/collections/" + id;
    } catch (BadQueryException | ConflictException whyNot) {
      response.setStatus(whyNot instanceof ConflictException ? 409 : 400);
      page.addAttribute("whyNot", whyNot.getMessage());
      return ask(provider, account, from, to, page);
    }
  }

  @GetMapping("/collections/{id}")
  String progress(@PathVariable String id, Model page) {
    page.addAttribute("job", collections.get(id));
    return "collection";
  }
}
