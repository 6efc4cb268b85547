package io.callbridge.dispatch;

import io.callbridge.call.Call;
import java.util.Map;
import java.util.Optional;

/** All rules that keep an ended call out of the CRM: ours, then the owner's by their names. */
public class Exclusions {

  private final Map<String, ExclusionRule> rules;

  Exclusions(Map<String, ExclusionRule> rules) {
    this.rules = Map.copyOf(rules);
  }

  /**
   * The rule that excludes the call, and its words; empty if it is to be posted.
   *
   * @param call ended, with its account's defaults
   */
  Optional<String> reason(Call call) {
    return Exclusion.of(call)
        .map(Exclusion::reason)
        .or(
            () ->
                rules.entrySet().stream()
                    .filter(rule -> rule.getValue().matches(call))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .findFirst()
                    .map(name -> name + ": on the list of this rule"));
  }
}
