package io.callbridge.broadbanddynamics;

import io.callbridge.broadbanddynamics.BroadbandDynamicsPath.Parameters;
import io.callbridge.broadbanddynamics.BroadbandDynamicsSettings.Account;
import io.callbridge.call.CallEvent;
import io.callbridge.call.CallKey;
import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.call.PhoneNumber;
import io.callbridge.call.Seconds;
import io.callbridge.call.Timestamps;
import io.callbridge.call.UnreadableEventException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A Broadband Dynamics call status, in Callbridge's words (contracts/mapping.md, sections 3 to 8;
 * contracts/broadband-dynamics.md, section 4).
 */
@Component
class BroadbandDynamicsTranslator {

  private final BroadbandDynamicsSettings settings;
  private final InstantSource clock;

  BroadbandDynamicsTranslator(BroadbandDynamicsSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param status the body; null where it was the JSON text {@code null}
   * @param accountName a configured account
   * @throws UnreadableEventException if there is no body
   */
  public CallEvent toCallEvent(
      BroadbandDynamicsCallStatus status, Parameters path, String accountName) {
    if (status == null) {
      throw new UnreadableEventException("the body is null");
    }
    return new Reading(
            status, path, accountName, settings.accounts().get(accountName), clock.instant())
        .event();
  }

  /** The reading of one body, with the warnings it gathers. */
  private record Reading(
      BroadbandDynamicsCallStatus status,
      Parameters path,
      String accountName,
      Account account,
      Instant receivedAt,
      List<String> warnings) {

    Reading(
        BroadbandDynamicsCallStatus status,
        Parameters path,
        String accountName,
        Account account,
        Instant receivedAt) {
      this(status, path, accountName, account, receivedAt, new ArrayList<>());
    }

    CallEvent event() {
      String word = BroadbandDynamicsStatus.normalise(status.callStatus());
      if (!BroadbandDynamicsStatus.isKnown(word)) {
        warnings.add("CallStatus is not known: " + shown(status.callStatus()));
      }
      Outcome outcome = BroadbandDynamicsStatus.outcome(word);
      long sequence = sequence();
      Instant statedAt = statedAt();
      boolean inbound = account.direction() == Direction.INBOUND;
      String called = called();
      String leg = isBlank(status.callSid()) ? path.callId() : status.callSid().strip();
      String callId = account.groupByCallId() ? path.callId() : leg;
      return CallEvent.about(
              new CallKey(BroadbandDynamicsSettings.PROVIDER, accountName, callId),
              leg + ":" + sequence + ":" + word,
              receivedAt)
          .sequence(sequence)
          .status(word)
          .outcome(outcome)
          .direction(account.direction())
          .leadNumber(inbound ? lead(status.from()).orElse(null) : called)
          .agentNumber(inbound ? called : null)
          .statedAt(statedAt)
          .createdAt(time("CallTimestamp", status.callTimestamp()))
          .answeredAt(BroadbandDynamicsStatus.isAnswered(word) ? statedAt : null)
          .endedAt(outcome == null ? null : statedAt)
          .talkSeconds(outcome == Outcome.ANSWERED ? talkSeconds() : null)
          .recordingUrl(recordingUrl())
          .warnings(warnings)
          .build();
    }

    private long sequence() {
      String raw = status.sequenceNumber();
      if (isBlank(raw)) {
        return 0;
      }
      try {
        int number = Integer.parseInt(raw.strip());
        if (number >= 0) {
          return number;
        }
      } catch (NumberFormatException outOfRange) {
        // the warning below says it
      }
      warnings.add("SequenceNumber is not usable: " + shown(raw));
      return 0;
    }

    private Integer talkSeconds() {
      Seconds duration = Seconds.readStated(status.callDuration());
      if (duration.isDoubtful()) {
        warnings.add("CallDuration is not usable: " + shown(status.callDuration()));
      }
      return duration.reading() == Seconds.Reading.USABLE ? (Integer) duration.value() : null;
    }

    private Instant statedAt() {
      Instant stated = time("Timestamp", status.timestamp());
      return stated != null ? stated : time("TimestampAsDate", status.timestampAsDate());
    }

    private Instant time(String field, String raw) {
      Optional<Instant> time = Timestamps.read(raw, ZoneOffset.UTC, receivedAt);
      if (time.isEmpty() && !Timestamps.isAbsent(raw)) {
        warnings.add(field + " is not usable: " + shown(raw));
      }
      return time.orElse(null);
    }

    /** The called party: the body's, else the path's. */
    private String called() {
      Optional<String> inBody = lead(status.to());
      Optional<String> inPath = lead(path.to());
      if (inBody.isPresent() && inPath.isPresent() && !inBody.equals(inPath)) {
        warnings.add("To in the body is not the number in the path");
      }
      return inBody.or(() -> inPath).orElse(null);
    }

    private Optional<String> lead(String raw) {
      return PhoneNumber.read(raw, account.plan())
          .filter(PhoneNumber::isDialable)
          .map(PhoneNumber::text);
    }

    private String recordingUrl() {
      String raw = status.recordingUrl();
      if (isBlank(raw)) {
        return null;
      }
      try {
        URI url = new URI(raw.strip());
        if (url.getHost() != null
            && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
          return url.toString();
        }
      } catch (URISyntaxException notAnAddress) {
        // the warning below says it
      }
      warnings.add("RecordingUrl is not an absolute http or https address");
      return null;
    }

    private static boolean isBlank(String raw) {
      return raw == null || raw.isBlank();
    }

    private static String shown(String raw) {
      return raw == null ? "none" : raw.length() > 60 ? raw.substring(0, 60) + "…" : raw;
    }
  }
}
