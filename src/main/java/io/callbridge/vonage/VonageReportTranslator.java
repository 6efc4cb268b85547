package io.callbridge.vonage;

import static io.callbridge.vonage.VonageReading.first;

import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.call.Seconds;
import io.callbridge.call.Source;
import io.callbridge.call.UnreadableEventException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * A row of the Reports API, in Callbridge's words (contracts/mapping.md, sections 3 to 8). What it
 * says is believed before any webhook.
 */
@Component
class VonageReportTranslator {

  /** Above {@link VonageWebhookTranslator#AUTHORITY}. */
  static final int AUTHORITY = 2;

  private final VonageAccounts accounts;
  private final InstantSource clock;

  VonageReportTranslator(VonageAccounts accounts, InstantSource clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * @param row may be null
   * @param accountName a configured account
   * @throws UnreadableEventException if there is no row, or it has no id
   */
  public CallEvent toCallEvent(VonageReportRow row, String accountName) {
    if (row == null || VonageReading.isBlank(row.id())) {
      throw new UnreadableEventException("a report's row has no id");
    }
    var reading = new VonageReading(accounts.find(accountName), clock.instant());
    String id = row.id().strip();
    Integer length = reading.seconds("length", row.length(), Seconds.readStated(row.length()));
    Outcome outcome = outcome(row, length, reading);
    Instant endedAt = reading.time("end", row.end());
    return CallEvent.about(
            new CallKey(VonageSettings.PROVIDER, accountName, id),
            "report:" + id + ":" + VonageJson.contentHash(row),
            reading.receivedAt())
        .source(Source.CDR)
        .authority(AUTHORITY)
        .status(VonageWords.normalise(row.result()))
        .outcome(outcome)
        .direction(direction(row, reading))
        .leadNumber(reading.number(isInbound(row) ? row.from() : row.to()))
        .agentNumber(agent(row, reading))
        .displayNumber(reading.fullNumber(isInbound(row) ? row.to() : row.from()))
        .createdAt(reading.time("start", row.start()))
        .answeredAt(answeredAt(outcome, endedAt, length))
        .endedAt(endedAt)
        .talkSeconds(outcome.hasTalk() ? length : (Integer) 0)
        .recordingUrl(recordingUrl(row, outcome, accountName, reading))
        .warnings(reading.warnings())
        .build();
  }

  /** The word; one that nobody knows is read by the length. A row is always of an ended call. */
  private static Outcome outcome(VonageReportRow row, Integer length, VonageReading reading) {
    Outcome named = VonageWords.ofResult(VonageWords.normalise(row.result()));
    if (named != null) {
      return named;
    }
    reading.warn("result", row.result());
    return length != null && length > 0 ? Outcome.ANSWERED : Outcome.NO_ANSWER;
  }

  private static Direction direction(VonageReportRow row, VonageReading reading) {
    if (row.isInternal()) {
      return Direction.INTERNAL;
    }
    Direction stated = VonageWords.direction(row.direction());
    if (stated == null) {
      reading.warn("direction", row.direction());
    }
    return stated;
  }

  private static String agent(VonageReportRow row, VonageReading reading) {
    return isInbound(row)
        ? first(
            reading.user(row.destinationExtension(), row.destinationUser()),
            reading.number(row.destinationExtension()),
            reading.number(row.to()))
        : first(
            reading.user(row.sourceExtension(), row.sourceUser()),
            reading.number(row.sourceExtension()),
            reading.number(row.from()));
  }

  private static Instant answeredAt(Outcome outcome, Instant endedAt, Integer length) {
    return outcome == Outcome.ANSWERED && endedAt != null && length != null
        ? endedAt.minusSeconds(length)
        : null;
  }

  /** A call may be marked as recorded though nobody answered; then there is nothing to hear. */
  private static String recordingUrl(
      VonageReportRow row, Outcome outcome, String accountName, VonageReading reading) {
    String template = reading.account().recordingUrl();
    if (VonageReading.isBlank(template) || !row.isRecorded() || !outcome.hasTalk()) {
      return null;
    }
    return template
        .replace("{id}", encoded(row.id().strip()))
        .replace("{account}", encoded(accountName));
  }

  private static boolean isInbound(VonageReportRow row) {
    return VonageWords.direction(row.direction()) == Direction.INBOUND;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
