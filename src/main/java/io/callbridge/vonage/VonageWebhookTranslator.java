package io.callbridge.vonage;

import static io.callbridge.vonage.VonageReading.first;
import static io.callbridge.vonage.VonageReading.isBlank;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Leg;
import io.callbridge.call.Outcome;
import io.callbridge.call.Seconds;
import io.callbridge.call.UnreadableEventException;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * A webhook's event, in Callbridge's words (contracts/mapping.md, sections 3 to 8).
 *
 * <p>Each webhook speaks for one user only: where a call rang at several, the one who answered is
 * believed before those who missed it, and among equals the one with the latest time.
 */
@Component
class VonageWebhookTranslator {

  /** Below {@link VonageReportTranslator#AUTHORITY}. */
  static final int AUTHORITY = 1;

  /** More milliseconds since the epoch than any believable time has. */
  private static final long RANK = 100_000_000_000_000L;

  private final VonageAccounts accounts;
  private final InstantSource clock;

  VonageWebhookTranslator(VonageAccounts accounts, InstantSource clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * @param webhook null where the body was the JSON text {@code null}
   * @param deliveryId as the header says; null if there is none, then the body's counts, else its
   *     content
   * @param accountName a configured account
   * @throws UnreadableEventException if there is no event, or it has no id
   */
  public CallEvent toCallEvent(VonageWebhook webhook, String deliveryId, String accountName) {
    if (webhook == null || webhook.event() == null) {
      throw new UnreadableEventException("the body has no event");
    }
    VonageWebhook.Event event = webhook.event();
    String callId = isBlank(event.externalId()) ? event.id() : event.externalId();
    if (isBlank(callId)) {
      throw new UnreadableEventException("the event has no id");
    }
    var reading = new VonageReading(accounts.find(accountName), clock.instant());
    String word = VonageWords.normalise(event.state());
    int rank = VonageWords.rankOfWebhookState(word);
    if (rank < 0) {
      reading.warn("state", event.state());
    }
    Outcome outcome = VonageWords.ofWebhookState(word);
    Instant createdAt = reading.time("startTime", event.startTime());
    Instant answeredAt = reading.time("answerTime", event.answerTime());
    Instant endedAt = reading.time("endTime", event.endTime());
    Integer seconds =
        reading.seconds("duration", event.duration(), Seconds.readStatedMillis(event.duration()));
    return CallEvent.about(
            new CallKey(VonageSettings.PROVIDER, accountName, callId.strip()),
            eventKey(webhook, deliveryId),
            reading.receivedAt())
        .authority(AUTHORITY)
        .sequence(sequence(rank, first(endedAt, answeredAt, createdAt)))
        .status(word)
        .outcome(outcome)
        .direction(direction(event, reading))
        .leadNumber(reading.number(event.phoneNumber()))
        .agentNumber(reading.user(event.userId()))
        .createdAt(createdAt)
        .answeredAt(answeredAt)
        .endedAt(endedAt)
        .talkSeconds(talkSeconds(outcome, seconds))
        .leg(legOf(event, outcome, answeredAt, first(endedAt, reading.receivedAt())))
        .warnings(reading.warnings())
        .build();
  }

  /**
   * The phone of the user whose webhook it is: others may ring on. Null if nobody says whose, or
   * the state is none that anybody knows.
   *
   * @param endedAt when it ended, if it did
   */
  private static Leg legOf(
      VonageWebhook.Event event, Outcome outcome, Instant answeredAt, Instant endedAt) {
    return isBlank(event.userId())
        ? null
        : new Leg(event.userId().strip(), null, answeredAt, outcome == null ? null : endedAt);
  }

  private static String eventKey(VonageWebhook webhook, String fromHeader) {
    String id = isBlank(fromHeader) ? webhook.deliveryId() : fromHeader;
    return isBlank(id)
        ? "webhook:" + VonageJson.contentHash(webhook.event())
        : "delivery:" + id.strip();
  }

  private static long sequence(int rank, Instant latest) {
    return (rank + 1) * RANK + (latest == null ? 0 : latest.toEpochMilli());
  }

  private static Direction direction(VonageWebhook.Event event, VonageReading reading) {
    if (event.isInternal()) {
      return Direction.INTERNAL;
    }
    Direction stated = VonageWords.direction(event.direction());
    if (stated == null) {
      reading.warn("direction", event.direction());
    }
    return stated;
  }

  private static Integer talkSeconds(Outcome outcome, Integer seconds) {
    if (outcome == null) {
      return null;
    }
    return outcome.hasTalk() ? seconds : (Integer) 0;
  }
}
