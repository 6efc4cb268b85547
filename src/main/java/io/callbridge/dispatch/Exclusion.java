package io.callbridge.dispatch;

import io.callbridge.call.Call;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import java.util.Optional;

/** The rules that keep an ended call out of the CRM (contracts/mapping.md, sections 2 and 7.2). */
enum Exclusion {
  INTERNAL("internal", "both parties are extensions of the business"),
  NO_DIRECTION("no-direction", "no event says which way the call went"),
  NO_LEAD_NUMBER("no-lead-number", "the outside party has no number"),
  NO_AGENT_NUMBER("no-agent-number", "no agent is known, and the account has no default number"),
  NO_OUTCOME("no-outcome", "no event says how the call ended");

  private final String rule;
  private final String words;

  Exclusion(String rule, String words) {
    this.rule = rule;
    this.words = words;
  }

  String reason() {
    return rule + ": " + words;
  }

  /**
   * @param call ended, with its account's defaults
   */
  static Optional<Exclusion> of(Call call) {
    if (call.direction() == Direction.INTERNAL) {
      return Optional.of(INTERNAL);
    }
    if (call.outcome() == Outcome.UNKNOWN) {
      return Optional.of(NO_OUTCOME);
    }
    if (call.direction() == null || call.direction() == Direction.UNKNOWN) {
      return Optional.of(NO_DIRECTION);
    }
    if (call.leadNumber() == null) {
      return Optional.of(NO_LEAD_NUMBER);
    }
    return call.agentNumber() == null ? Optional.of(NO_AGENT_NUMBER) : Optional.empty();
  }
}
