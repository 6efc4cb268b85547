package io.callbridge.steer;

import java.util.List;
import java.util.Optional;

/** What a provider's answers mean for one command. */
public interface Dialect {

  /** For a person, such as {@code Bandwidth}. */
  String provider();

  /** What the answer to the command itself comes to. */
  Ending read(ProviderAnswer answer);

  /** Whether, by this answer, the command may or may not have been done. */
  boolean leavesOpen(ProviderAnswer answer);

  /** Whether the call is in another state than the command needs. */
  default boolean isConflict(ProviderAnswer answer) {
    return answer.status() == 409;
  }

  /** How to see the state that is in conflict with the command; empty: not at all. */
  default Optional<Outgoing> look() {
    return Optional.empty();
  }

  /**
   * Whether the state settles the conflict.
   *
   * @return empty: the command is worth another try
   */
  default Optional<Ending> settled(ProviderAnswer conflict, ProviderAnswer look) {
    return Optional.empty();
  }

  /** How to look for a call whose creation got no answer; empty: not at all. */
  default Optional<Outgoing> search() {
    return Optional.empty();
  }

  /** What was looked up, for a person; null if there is no way to. */
  default String searched() {
    return null;
  }

  /**
   * The ids of the calls that the look-up found.
   *
   * @return null if the answer is no list
   */
  default List<String> found(ProviderAnswer answer) {
    return List.of();
  }
}
