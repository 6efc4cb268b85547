package io.callbridge.day;

import io.callbridge.broadbanddynamics.TestBroadbandDynamics;
import io.callbridge.call.CallEvent;
import io.callbridge.call.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Broadband Dynamics: status callbacks with a sequence, and no records to check them against. */
public final class BroadbandDynamicsLine implements Line {

  public static final String AGENT = "+12025550155";

  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final TestBroadbandDynamics provider;

  public BroadbandDynamicsLine(TestBroadbandDynamics provider) {
    this.provider = provider;
  }

  @Override
  public List<Webhook> webhooks(TrueCall call) {
    List<Webhook> sent = new ArrayList<>();
    sent.add(webhook(call, "initiated", 0, call.createdAt()));
    sent.add(webhook(call, "ringing", 1, call.createdAt().plusSeconds(1)));
    if (call.answeredAt() != null) {
      sent.add(webhook(call, "in-progress", 2, call.answeredAt()));
    }
    sent.add(webhook(call, word(call.outcome()), 3, call.endedAt()));
    return sent;
  }

  private static Webhook webhook(TrueCall call, String word, int sequence, Instant at) {
    boolean last = sequence == 3;
    String json =
        """
        {"CallSid": "%s", "CallStatus": "%s", "CallDuration": %d, "Timestamp": "%s",
         "CallTimestamp": "%s", "CallbackSource": "call-progress-events", "SequenceNumber": %d,
         "From": "%s", "To": "%s", "IsVoceCall": true%s}"""
            .formatted(
                call.id(),
                word,
                last ? call.talkSeconds() : 0,
                RFC_2822.format(at),
                RFC_2822.format(call.createdAt()),
                sequence,
                call.isInbound() ? call.lead() : AGENT,
                call.isInbound() ? AGENT : call.lead(),
                last && call.recorded() ? ", \"RecordingUrl\": \"" + recording(call) + "\"" : "");
    String called = call.isInbound() ? AGENT : call.lead();
    return new Webhook(
        call, last ? "final" : word, at, json, "/" + call.id() + "/" + called.replace("+", "%2B"));
  }

  private static String recording(TrueCall call) {
    return "https://recordings.example/" + call.id();
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case ANSWERED -> "completed";
      case BUSY -> "busy";
      case NO_ANSWER -> "no-answer";
      case CANCELLED -> "canceled";
      default -> "failed";
    };
  }

  @Override
  public CallEvent toCallEvent(Webhook webhook) {
    return provider.toCallEvent(webhook.json(), webhook.address(), webhook.call().account());
  }

  @Override
  public Optional<Expected> expected(TrueCall call, Set<String> sources) {
    if (!sources.contains("final")) {
      return Optional.empty();
    }
    return Optional.of(
        Expected.callLog(
            call,
            AGENT,
            call.answeredAt() != null ? call.answeredAt() : call.createdAt(),
            call.endedAt(),
            call.talkSeconds(),
            call.outcome(),
            call.recorded() ? recording(call) : null));
  }
}
