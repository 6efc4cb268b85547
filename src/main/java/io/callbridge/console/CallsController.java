package io.callbridge.console;

import io.callbridge.call.ProviderAccounts;
import io.callbridge.ops.CallLogQueries;
import io.callbridge.ops.CallLogView;
import io.callbridge.ops.CrmAccountQueries;
import io.callbridge.store.Journal.Raw;
import io.callbridge.task.TaskState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Finding calls, and the story of each. */
@Controller
class CallsController {

  private static final List<String> STATES =
      Stream.concat(
              Stream.of("OPEN", "UNREADABLE"), Arrays.stream(TaskState.values()).map(Enum::name))
          .toList();

  private static final Set<String> GOING_ON =
      Set.of("WAITING", "QUEUED", "SUBMITTING", "SUBMITTED");

  private final CallLogQueries queries;
  private final ProviderAccounts providers;
  private final CallStories stories;
  private final CrmAccountQueries crms;

  CallsController(
      CallLogQueries queries,
      ProviderAccounts providers,
      CallStories stories,
      CrmAccountQueries crms) {
    this.queries = queries;
    this.providers = providers;
    this.stories = stories;
    this.crms = crms;
  }

  @GetMapping("/calls")
  String find(
      @RequestParam Map<String, String> parameters,
      @RequestParam(defaultValue = "0") String page,
      Model model) {
    var search = CallSearch.of(parameters);
    model.addAttribute("states", STATES);
    model.addAttribute(
        "accounts",
        providers.all().stream().map(each -> each.provider() + "/" + each.name()).sorted());
    model.addAttribute("search", search);
    model.addAttribute("asked", search.values());
    model.addAttribute("found", queries.find(search.and("page", page)));
    return "calls";
  }

  @GetMapping("/calls/{id}")
  String story(@PathVariable String id, Model model) {
    CallLogView log = queries.get(id);
    model.addAttribute("log", log);
    model.addAttribute("story", stories.of(log));
    model.addAttribute("waitsFor", GOING_ON.contains(log.state()) ? warningOf(log.crm()) : null);
    model.addAttribute("canRetry", Decision.RETRY.fits(log.state()));
    model.addAttribute("canAbandon", Decision.ABANDON.fits(log.state()));
    return "call";
  }

  /** Why nothing goes into a CRM account; null if it does. */
  private String warningOf(String crm) {
    return crms.find().items().stream()
        .filter(each -> each.name().equals(crm))
        .map(CrmAccountQueries.View::warning)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** What a provider sent, unchanged. */
  @GetMapping("/calls/{id}/events/{n}")
  String raw(@PathVariable String id, @PathVariable int n, Model model) {
    Raw raw = queries.raw(id, n);
    model.addAttribute("id", id);
    model.addAttribute("n", n);
    model.addAttribute("raw", raw);
    model.addAttribute("text", Payload.text(raw));
    return "raw";
  }
}
