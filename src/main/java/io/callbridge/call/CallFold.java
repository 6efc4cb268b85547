package io.callbridge.call;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Adds the events of one call up to the call.
 *
 * <p>A pure function of the <em>set</em> of events: their order and repetition don't matter. Events
 * are ranked by authority, then sequence, then status in byte order
 * (contracts/broadband-dynamics.md, section 4.2); each fact is taken from the highest event that
 * states it, so a later, poorer event can never blank a field. Times of a beginning are the
 * earliest that the most trusted source states. A final outcome always beats a non-final state,
 * whatever its sequence. Who is who in a call that was ordered here, the order says: its legs ring
 * the agent and the customer.
 */
public final class CallFold {

  private static final Comparator<CallEvent> LOWEST_FIRST =
      comparingInt(CallEvent::authority)
          .thenComparingLong(CallEvent::sequence)
          .thenComparing(CallEvent::status, nullsFirst(naturalOrder()))
          .thenComparing(CallEvent::eventKey);

  private CallFold() {}

  /**
   * @param events all known events of one call, in any order, at least one; events with the same
   *     {@link CallEvent#eventKey()} count once, the one received first
   * @throws IllegalArgumentException if there is no event
   */
  public static Call fold(Collection<CallEvent> events) {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a call has at least one event");
    }
    List<CallEvent> ranked = ranked(events);
    List<CallEvent> finals = ranked.stream().filter(CallEvent::isFinal).toList();
    List<Leg> legs = legs(ranked);
    Instant createdAt = earliest(ranked, CallEvent::createdAt);
    Direction direction = first(ranked, CallEvent::direction);
    String lead = first(ranked, CallEvent::leadNumber);
    String agent = first(ranked, CallEvent::agentNumber);
    boolean agentFirst = isAgentFirst(direction, lead, agent);
    boolean ordered = isFrom(ranked, Source.ORDER);
    return new Call(
        ranked.get(0).key(),
        direction,
        agentFirst ? leadOf(legs) : lead,
        agentFirst || ordered ? agent : lastAnswered(legs).orElse(agent),
        first(ranked, CallEvent::displayNumber),
        createdAt != null ? createdAt : earliest(ranked, CallEvent::statedAt),
        earliest(ranked, CallEvent::answeredAt),
        first(finals, CallEvent::endedAt),
        first(finals, CallEvent::talkSeconds),
        first(finals, CallEvent::outcome),
        first(Stream.concat(finals.stream(), ranked.stream()).toList(), CallEvent::status),
        first(ranked, CallEvent::recordingUrl),
        legs,
        isFrom(ranked, Source.WEBHOOK),
        isFrom(finals, Source.CDR),
        received(ranked).min(naturalOrder()).orElseThrow(),
        received(ranked).max(naturalOrder()).orElseThrow(),
        received(finals).min(naturalOrder()).orElse(null));
  }

  private static List<CallEvent> ranked(Collection<CallEvent> events) {
    var seen = new HashSet<String>();
    return events.stream()
        .sorted(comparing(CallEvent::receivedAt).thenComparing(LOWEST_FIRST.reversed()))
        .filter(event -> seen.add(event.eventKey()))
        .sorted(LOWEST_FIRST.reversed())
        .toList();
  }

  private static List<Leg> legs(List<CallEvent> ranked) {
    var byId = new TreeMap<String, Leg>();
    ranked.stream()
        .map(CallEvent::leg)
        .filter(Objects::nonNull)
        .forEach(leg -> byId.merge(leg.id(), leg, Leg::orElse));
    return List.copyOf(byId.values());
  }

  /**
   * Click to call rings the agent first, so that its legs reach the lead (contracts/mapping.md,
   * section 8).
   */
  private static boolean isAgentFirst(Direction direction, String lead, String agent) {
    return direction == Direction.OUTBOUND && lead == null && agent != null;
  }

  /** Who answered last, else anybody who was rung; null if nobody was. */
  private static String leadOf(List<Leg> legs) {
    return lastAnswered(legs)
        .or(() -> legs.stream().map(Leg::number).filter(Objects::nonNull).findFirst())
        .orElse(null);
  }

  /** The agent of a transfer chain is who answered last (contracts/mapping.md, section 9). */
  private static Optional<String> lastAnswered(List<Leg> legs) {
    return legs.stream()
        .filter(leg -> leg.answeredAt() != null && leg.number() != null)
        .max(comparing(Leg::answeredAt).thenComparing(Leg::id))
        .map(Leg::number);
  }

  private static <T> T first(List<CallEvent> ranked, Function<CallEvent, T> fact) {
    return ranked.stream().map(fact).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static Instant earliest(List<CallEvent> ranked, Function<CallEvent, Instant> fact) {
    return ranked.stream()
        .filter(event -> fact.apply(event) != null)
        .min(comparingInt(CallEvent::authority).reversed().thenComparing(fact))
        .map(fact)
        .orElse(null);
  }

  private static boolean isFrom(List<CallEvent> events, Source source) {
    return events.stream().anyMatch(event -> event.source() == source);
  }

  private static Stream<Instant> received(List<CallEvent> events) {
    return events.stream().map(CallEvent::receivedAt);
  }
}
