package io.callbridge.steer;

import io.callbridge.call.NumberPlan;
import io.callbridge.store.Clicks;
import java.util.Optional;

/** A provider where a call can be placed that rings an agent first, and then a customer. */
public interface Dialler {

  /**
   * An agent as the provider rings one.
   *
   * @param extension null where the provider rings a number
   * @param number normalised; null where only the extension is known
   */
  record Agent(String extension, String number) {}

  /** System name such as {@code bandwidth}. */
  String provider();

  /** Whether the account is configured, and has what it takes to place calls. */
  boolean canDial(String account);

  /** How the account's numbers are read. */
  NumberPlan plan(String account);

  /**
   * Who that is.
   *
   * @param written a number, an extension or a user id
   * @return empty for nobody who could be rung
   */
  Optional<Agent> agent(String account, String written);

  /**
   * The business number of the call.
   *
   * @param wished normalised; null: none in particular
   * @return null where the provider decides
   */
  String display(String account, String wished);

  /**
   * The command that places the call.
   *
   * @throws RefusedCommandException if the customer must not be called
   */
  CommandRequest toCommand(Clicks.Order order, String user, String remoteAddress);

  /** The id of the call that was placed; empty if the answer names none. */
  Optional<String> callId(Answer answer);
}
