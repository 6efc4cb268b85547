package io.callbridge.sandbox.bandwidth;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes up calls. The same seed gives the same calls; only the moments depend on when it is asked.
 * All numbers are fictional. Not safe for several threads.
 */
final class CallWriter {

  static final String BUSINESS = "+12025550199";

  /** The agents' numbers; their user ids are 2001, 2002 and 2003. The first one is the default. */
  static final List<String> AGENTS = List.of("+12025550155", "+12025550156", "+12025550157");

  private static final int FIRST_USER = 2001;

  /** +1 202 555 0100 to 0149. */
  private static final int LEADS = 50;

  private static final Duration NEXT = Duration.ofMillis(150);
  private static final Duration BARELY = Duration.ofMillis(20);

  private final BandwidthSettings settings;
  private final RandomGenerator random;

  CallWriter(BandwidthSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * Writes the next call.
   *
   * @param now when it begins
   * @param wanted null: any, as often as it happens
   */
  CallScript next(Instant now, Story wanted) {
    Story story = wanted == null ? Story.draw(random) : wanted;
    var moments = new Moments(now.truncatedTo(ChronoUnit.MILLIS));
    return switch (story) {
      case ANSWERED, ANONYMOUS, MISSED, CANCELLED, REJECTED, VOICEMAIL -> inbound(story, moments);
      case TRANSFER_CHAIN -> chain(moments);
      case SIMULTANEOUS_RING -> ringGroup(moments);
      case CLICK_TO_CALL -> clickToCall(moments);
      default -> outbound(story, moments);
    };
  }

  /** When things happen: it rings, somebody answers or not, it ends. */
  private final class Moments {

    final Instant start;
    final Instant rung;
    final Instant answer;
    final Instant end;

    Moments(Instant start) {
      long shortest = settings.shortestCall().toMillis();
      this.start = start;
      this.rung = start.plus(NEXT);
      this.answer = rung.plusMillis(random.nextLong(shortest / 4, shortest + 1));
      this.end =
          answer.plusMillis(random.nextLong(shortest, settings.longestCall().toMillis() + 1));
    }

    Instant between() {
      return answer.plusMillis(Duration.between(answer, end).toMillis() / 2);
    }
  }

  private CallScript inbound(Story story, Moments at) {
    boolean byAgent = story == Story.ANSWERED || story == Story.ANONYMOUS;
    boolean answered = byAgent || story == Story.VOICEMAIL;
    String lead = story == Story.ANONYMOUS ? "Anonymous" : anyLead();
    String agent = byAgent ? anyAgent() : AGENTS.get(0);
    String cause =
        switch (story) {
          case CANCELLED -> "cancel";
          case REJECTED -> "rejected";
          case MISSED -> "timeout";
          default -> "hangup";
        };
    String legCause = story == Story.VOICEMAIL ? "timeout" : cause;
    Instant answer =
        answered ? at.answer.plus(story == Story.VOICEMAIL ? NEXT : Duration.ZERO) : null;
    CallLeg call =
        parent(true, lead, BUSINESS, at, answer, answered ? at.end : at.answer.plus(NEXT), cause);
    CallLeg leg =
        leg(
            call,
            agent,
            at.rung,
            byAgent ? at.answer : null,
            byAgent ? at.end.minus(BARELY) : at.answer,
            legCause);
    return script(story, call, List.of(leg), null, lead, agent);
  }

  private CallScript chain(Moments at) {
    String lead = anyLead();
    Instant handedOn = at.between();
    CallLeg call = parent(true, lead, BUSINESS, at, at.answer, at.end, "hangup");
    CallLeg first = leg(call, AGENTS.get(1), at.rung, at.answer, handedOn, "hangup");
    CallLeg second =
        leg(
            call,
            AGENTS.get(2),
            handedOn.plus(BARELY),
            handedOn.plus(BARELY).plus(BARELY),
            at.end.minus(BARELY),
            "hangup");
    return script(Story.TRANSFER_CHAIN, call, List.of(first, second), null, lead, AGENTS.get(2));
  }

  private CallScript ringGroup(Moments at) {
    String lead = anyLead();
    String quickest = anyAgent();
    CallLeg call = parent(true, lead, BUSINESS, at, at.answer, at.end, "hangup");
    List<CallLeg> legs = new ArrayList<>();
    for (String agent : AGENTS) {
      legs.add(
          agent.equals(quickest)
              ? leg(call, agent, at.rung, at.answer, at.end.minus(BARELY), "hangup")
              : leg(call, agent, at.rung, null, at.answer.plus(BARELY), "cancel"));
    }
    return script(Story.SIMULTANEOUS_RING, call, legs, null, lead, quickest);
  }

  private CallScript outbound(Story story, Moments at) {
    String lead = anyLead();
    int agent = random.nextInt(AGENTS.size());
    boolean answered = story == Story.OUTBOUND_ANSWERED;
    String cause =
        switch (story) {
          case OUTBOUND_BUSY -> "busy";
          case OUTBOUND_NO_ANSWER -> "timeout";
          case OUTBOUND_REJECTED -> "rejected";
          default -> "hangup";
        };
    CallLeg call =
        parent(
            false,
            BUSINESS,
            lead,
            at,
            answered ? at.answer : null,
            answered ? at.end : at.answer,
            cause);
    return script(story, call, List.of(), "agent=" + (FIRST_USER + agent), lead, AGENTS.get(agent));
  }

  private CallScript clickToCall(Moments at) {
    String lead = anyLead();
    int agent = random.nextInt(AGENTS.size());
    CallLeg call = parent(false, BUSINESS, AGENTS.get(agent), at, at.answer, at.end, "hangup");
    CallLeg leg =
        leg(call, lead, at.answer.plus(BARELY), at.between(), at.end.minus(BARELY), "hangup");
    return script(
        Story.CLICK_TO_CALL,
        call,
        List.of(leg),
        "agent=" + (FIRST_USER + agent),
        lead,
        AGENTS.get(agent));
  }

  private CallLeg parent(
      boolean inbound,
      String from,
      String to,
      Moments at,
      Instant answer,
      Instant end,
      String cause) {
    return new CallLeg(
        Ids.call(random),
        null,
        inbound,
        from,
        to,
        inbound ? null : at.start,
        inbound ? at.start : at.rung,
        answer,
        end,
        cause,
        "busy".equals(cause) ? "Callee is busy" : null);
  }

  private CallLeg leg(
      CallLeg call, String party, Instant start, Instant answer, Instant end, String cause) {
    return new CallLeg(
        Ids.call(random),
        call.callId(),
        false,
        BUSINESS,
        party,
        null,
        start,
        answer,
        end,
        cause,
        null);
  }

  private CallScript script(
      Story story, CallLeg call, List<CallLeg> others, String tag, String lead, String agent) {
    List<CallLeg> legs = new ArrayList<>(List.of(call));
    legs.addAll(others);
    CallRecording recording = recording(story, call);
    return new CallScript(
        story,
        List.copyOf(legs),
        tag,
        recording,
        webhooks(legs, tag, recording),
        lead.startsWith("+") ? ExpectedCallLog.of(call, lead, agent) : null);
  }

  private CallRecording recording(Story story, CallLeg call) {
    boolean recorded =
        call.answerTime() != null
            && (story == Story.VOICEMAIL || random.nextDouble() < settings.recorded());
    if (!recorded) {
      return null;
    }
    int fate = random.nextInt(20);
    // One in five is there while the call still goes on.
    boolean early = random.nextInt(5) == 0;
    Duration talk = Duration.between(call.answerTime(), call.endTime());
    Instant end = early ? call.answerTime().plus(talk.dividedBy(2)) : call.endTime();
    long delay =
        early ? talk.toMillis() / 4 : random.nextLong(0, settings.recordingDelay().toMillis() + 1);
    return new CallRecording(
        Ids.recording(random),
        call.answerTime(),
        end,
        end.plusMillis(delay),
        fate == 0 ? "error" : fate < 3 ? "partial" : "complete");
  }

  private List<Webhook> webhooks(List<CallLeg> legs, String tag, CallRecording recording) {
    CallLeg call = legs.get(0);
    var events = new EventWriter(settings.account(), call, tag);
    List<Webhook> webhooks = new ArrayList<>();
    if (call.inbound()) {
      webhooks.add(events.initiate());
    } else if (call.answerTime() != null) {
      webhooks.add(events.answer(null));
    }
    for (CallLeg leg : legs.subList(1, legs.size())) {
      if (leg.answerTime() != null) {
        webhooks.add(events.transferAnswer(leg, BUSINESS));
        webhooks.add(events.transferComplete(leg, BUSINESS));
      }
      webhooks.add(events.transferDisconnect(leg, BUSINESS));
    }
    webhooks.add(events.disconnect(null));
    if (recording != null) {
      webhooks.add(events.recordingAvailable(recording));
    }
    return webhooks.stream()
        .filter(webhook -> settings.events().contains(webhook.eventType()))
        .sorted(Comparator.comparing(Webhook::at))
        .toList();
  }

  private String anyLead() {
    return "+12025550%03d".formatted(100 + random.nextInt(LEADS));
  }

  private String anyAgent() {
    return AGENTS.get(random.nextInt(AGENTS.size()));
  }
}
