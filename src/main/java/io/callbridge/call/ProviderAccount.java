package io.callbridge.call;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What every provider account has, whichever provider it is at.
 *
 * @param provider system name such as {@code broadband-dynamics}
 * @param name as in the configuration
 * @param crm the CRM account its calls go to
 * @param plan how its numbers are read
 */
public record ProviderAccount(
    String provider,
    String name,
    String crm,
    NumberPlan plan,
    Defaults defaults,
    Handling handling) {

  /**
   * What is used where a call says nothing; each may be null.
   *
   * @param agentNumber normalised
   * @param displayNumber the business number of calls that show none, normalised
   * @param callerSource the CRM's lead source for new leads
   * @param tag the CRM's tag of the virtual number
   */
  public record Defaults(
      Direction direction,
      String agentNumber,
      String displayNumber,
      String callerSource,
      String tag) {}

  /**
   * What is done with its calls.
   *
   * @param recorder the recorder account that knows their recordings; null if there is none
   * @param requireAgentLeg whether an inbound call counts as answered only by a leg that answered
   *     (contracts/mapping.md, section 9)
   * @param postAfterCdr whether a call waits for the provider's own records before it is posted
   * @param joinsSources whether its webhooks and its records may use different ids for one call
   * @param users agents' numbers by their user ids or extensions, as in the settings
   */
  public record Handling(
      String recorder,
      boolean requireAgentLeg,
      boolean postAfterCdr,
      boolean joinsSources,
      Map<String, String> users) {

    /** Nothing special. */
    public static final Handling PLAIN = new Handling(null, false, false, false, Map.of());

    public Handling {
      users = Map.copyOf(users);
    }
  }

  public ProviderAccount {
    requireNonNull(provider, "provider");
    requireNonNull(name, "name");
    requireNonNull(crm, "crm");
    requireNonNull(plan, "plan");
    requireNonNull(defaults, "defaults");
    requireNonNull(handling, "handling");
  }

  /**
   * The call with this account's defaults where it says nothing (contracts/mapping.md, section 2).
   */
  public Call complete(Call call) {
    Call answered = handling.requireAgentLeg() ? answeredByAgent(call) : call;
    String display = orElse(answered.displayNumber(), defaults.displayNumber());
    boolean known = call.direction() != null && call.direction() != Direction.UNKNOWN;
    return answered.withParties(
        known || defaults.direction() == null ? call.direction() : defaults.direction(),
        answered.leadNumber(),
        orElse(orElse(answered.agentNumber(), defaults.agentNumber()), display),
        display);
  }

  /**
   * By what a recorder may know an agent: his extensions by the table of users, then his number.
   *
   * @param agentNumber normalised; may be null
   */
  public List<String> extensionsOf(String agentNumber) {
    if (agentNumber == null) {
      return List.of();
    }
    Stream<String> extensions =
        handling.users().entrySet().stream()
            .filter(user -> agentNumber.equals(plan.normalise(user.getValue())))
            .map(Map.Entry::getKey)
            .filter(
                name -> PhoneNumber.read(name, plan).filter(PhoneNumber::isExtension).isPresent())
            .sorted();
    return Stream.concat(extensions, Stream.of(agentNumber)).distinct().toList();
  }

  /** Only a leg answers an inbound call: an application that picked up is no agent. */
  private static Call answeredByAgent(Call call) {
    Instant first =
        call.legs().stream()
            .map(Leg::answeredAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    if (call.direction() != Direction.INBOUND || call.outcome() != Outcome.ANSWERED) {
      return call;
    }
    return first == null
        ? call.withAnswer(Outcome.NO_ANSWER, null)
        : call.withAnswer(Outcome.ANSWERED, first);
  }

  private static String orElse(String value, String otherwise) {
    return value != null ? value : otherwise;
  }
}
