package io.callbridge.vonage;

import static io.callbridge.vonage.VonageReading.first;
import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.call.Seconds;
import io.callbridge.call.UnreadableEventException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * A live call, in Callbridge's words (contracts/mapping.md, sections 3, 6, 7 and 9). It is believed
 * last: a live call has no result, and is gone once it ended.
 */
@Component
class VonageCallTranslator {

  static final int AUTHORITY = 0;

  private final VonageAccounts accounts;
  private final InstantSource clock;

  VonageCallTranslator(VonageAccounts accounts, InstantSource clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * @param call in either shape; may be null
   * @param accountName a configured account
   * @throws UnreadableEventException if there is no call, or it has no id
   */
  public CallEvent toCallEvent(VonageCall call, String accountName) {
    if (call == null || VonageReading.isBlank(call.callId())) {
      throw new UnreadableEventException("a live call has no id");
    }
    var reading = new VonageReading(accounts.find(accountName), clock.instant());
    String id = call.callId().strip();
    Instant createdAt = reading.time("start_time", call.startTime());
    Instant answeredAt = answeredAt(call, reading);
    Instant endedAt = reading.time("end_time", call.endTime());
    String word = VonageWords.normalise(call.status());
    Outcome outcome = VonageWords.ofCallStatus(word, answeredAt != null);
    Direction direction = VonageWords.direction(call.direction());
    boolean inbound = direction == Direction.INBOUND;
    boolean internal = reading.isExtension(call.caller()) && reading.isExtension(call.called());
    return CallEvent.about(
            new CallKey(VonageSettings.PROVIDER, accountName, id),
            "call:" + id + ":" + VonageJson.contentHash(call),
            reading.receivedAt())
        .authority(AUTHORITY)
        .sequence(outcome == null ? 0 : 1)
        .status(word)
        .outcome(outcome)
        .direction(internal ? Direction.INTERNAL : direction)
        .leadNumber(reading.number(inbound ? call.caller() : call.called()))
        .agentNumber(first(agentLeg(call, reading), agentParty(call, inbound, reading)))
        .displayNumber(reading.fullNumber(inbound ? call.called() : call.caller()))
        .createdAt(createdAt)
        .answeredAt(answeredAt)
        .endedAt(endedAt)
        .talkSeconds(talkSeconds(call, outcome, createdAt, answeredAt, endedAt))
        .warnings(reading.warnings())
        .build();
  }

  /** The call's own answer, else the first of its legs'; the documented shape states neither. */
  private static Instant answeredAt(VonageCall call, VonageReading reading) {
    Instant stated = reading.time("answer_time", call.answerTime());
    return stated != null
        ? stated
        : call.allLegs().stream()
            .map(leg -> reading.time("answer_time", leg.answerTime()))
            .filter(Objects::nonNull)
            .min(naturalOrder())
            .orElse(null);
  }

  private static Integer talkSeconds(
      VonageCall call, Outcome outcome, Instant createdAt, Instant answeredAt, Instant endedAt) {
    if (outcome == null) {
      return null;
    }
    if (!outcome.hasTalk()) {
      return 0;
    }
    Instant from = call.isDocumentedShape() ? createdAt : answeredAt;
    Seconds between = Seconds.between(from, endedAt);
    return between.known().isPresent() ? (Integer) between.value() : null;
  }

  /**
   * The inside leg that answered last; in the documented shape, which doesn't say, one that talks.
   */
  private static String agentLeg(VonageCall call, VonageReading reading) {
    return call.allLegs().stream()
        .filter(leg -> isInside(leg, reading) && isAnswered(leg, reading))
        .max(
            comparing(
                leg -> reading.time("answer_time", leg.answerTime()), nullsFirst(naturalOrder())))
        .map(
            leg ->
                first(
                    reading.user(leg.extension(), leg.called()),
                    reading.number(leg.extension()),
                    reading.number(leg.called())))
        .orElse(null);
  }

  private static boolean isInside(VonageLeg leg, VonageReading reading) {
    return !leg.isOutside() && (leg.hasExtension() || reading.isExtension(leg.called()));
  }

  private static boolean isAnswered(VonageLeg leg, VonageReading reading) {
    return leg.answerTime() == null
        ? VonageWords.isTalking(leg.status())
        : reading.time("answer_time", leg.answerTime()) != null;
  }

  private static String agentParty(VonageCall call, boolean inbound, VonageReading reading) {
    String party = inbound ? call.called() : call.caller();
    return first(reading.user(party), reading.number(party));
  }
}
