package io.callbridge.call;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One branch of a call, such as the phone of one agent that rang (contracts/mapping.md, section 9).
 * Legs never become call logs of their own.
 *
 * @param id the provider's id of the leg
 * @param number the party that was called, normalised; may be null
 * @param answeredAt when this party answered; null if it didn't, or isn't known to have
 * @param endedAt may be null
 */
public record Leg(String id, String number, Instant answeredAt, Instant endedAt) {

  public Leg {
    requireNonNull(id, "id");
  }

  /** The same without its number. */
  Leg erased() {
    return new Leg(id, null, answeredAt, endedAt);
  }

  /** What is missing here, from another observation of the same leg. */
  Leg orElse(Leg other) {
    return new Leg(
        id,
        number != null ? number : other.number,
        answeredAt != null ? answeredAt : other.answeredAt,
        endedAt != null ? endedAt : other.endedAt);
  }
}
