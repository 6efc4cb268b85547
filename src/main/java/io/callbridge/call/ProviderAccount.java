package io.callbridge.call;

import static java.util.Objects.requireNonNull;

/**
 * What every provider account has, whichever provider it is at.
 *
 * @param provider system name such as {@code broadband-dynamics}
 * @param name as in the configuration
 * @param crm the CRM account its calls go to
 * @param plan how its numbers are read
 * @param direction used where a call doesn't say; may be null
 * @param agentNumber used where a call has no agent, normalised; may be null
 * @param displayNumber the business number of calls that show none, normalised; may be null
 * @param callerSource the CRM's lead source for new leads; may be null
 * @param tag the CRM's tag of the virtual number; may be null
 */
public record ProviderAccount(
    String provider,
    String name,
    String crm,
    NumberPlan plan,
    Direction direction,
    String agentNumber,
    String displayNumber,
    String callerSource,
    String tag) {

  public ProviderAccount {
    requireNonNull(provider, "provider");
    requireNonNull(name, "name");
    requireNonNull(crm, "crm");
    requireNonNull(plan, "plan");
  }

  /**
   * The call with this account's defaults where it says nothing (contracts/mapping.md, section 2).
   */
  public Call complete(Call call) {
    String display = orElse(call.displayNumber(), displayNumber);
    boolean known = call.direction() != null && call.direction() != Direction.UNKNOWN;
    return new Call(
        call.key(),
        known || direction == null ? call.direction() : direction,
        call.leadNumber(),
        orElse(orElse(call.agentNumber(), agentNumber), display),
        display,
        call.createdAt(),
        call.answeredAt(),
        call.endedAt(),
        call.talkSeconds(),
        call.outcome(),
        call.status(),
        call.recordingUrl(),
        call.legs(),
        call.firstReceivedAt(),
        call.lastReceivedAt(),
        call.finalReceivedAt());
  }

  private static String orElse(String value, String otherwise) {
    return value != null ? value : otherwise;
  }
}
