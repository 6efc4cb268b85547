package io.callbridge.day;

import io.callbridge.call.Direction;
import io.callbridge.call.Outcome;
import io.callbridge.day.TrueCall.Ring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Makes up the calls of a day. The same generator makes up the same day. */
public final class Scenario {

  public static final String DISPLAY = "+12025550199";

  private static final List<Outcome> UNANSWERED =
      List.of(Outcome.NO_ANSWER, Outcome.NO_ANSWER, Outcome.BUSY, Outcome.CANCELLED);

  private final Random random;
  private final Supplier<Instant> times;
  private final List<TrueCall> calls = new ArrayList<>();
  private int lines;

  /**
   * @param times when each of the calls begins
   */
  public Scenario(Random random, Supplier<Instant> times) {
    this.random = random;
    this.times = times;
  }

  public List<TrueCall> calls(int count) {
    while (calls.size() < count) {
      int provider = random.nextInt(10);
      if (provider < 2) {
        calls.add(
            broadbandDynamics(provider == 0 ? "default" : "incoming", newLead(), times.get()));
      } else if (provider < 6) {
        withRedial(bandwidth(random.nextBoolean(), newLead(), times.get()));
      } else {
        withRedial(vonage(random.nextBoolean(), newLead(), times.get()));
      }
    }
    return calls;
  }

  /** Now and then the same number calls again as soon as the line is free. */
  private void withRedial(TrueCall call) {
    calls.add(call);
    if (random.nextInt(10) == 0 && call.lead() != null && call.direction() != Direction.INTERNAL) {
      Instant again = call.endedAt().plusSeconds(6 + random.nextInt(20));
      calls.add(
          call.provider().equals("bandwidth")
              ? bandwidth(call.account().equals(BandwidthLine.AFTER_CDR), call.lead(), again)
              : vonage(call.account().equals(VonageLine.AFTER_CDR), call.lead(), again));
    }
  }

  private String newLead() {
    return "+1303%07d".formatted(1_000_000 + ++lines);
  }

  /** Nobody can tell two calls of the same party apart that begin within seconds. */
  private String newExtension() {
    return String.valueOf(2_000 + ++lines);
  }

  /** In letters, so that it looks like nobody's number. */
  private String newId(String prefix) {
    String some =
        "%08x"
            .formatted(random.nextInt())
            .chars()
            .map(digit -> 'a' + Character.digit(digit, 16))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return prefix + "-%s-%06d".formatted(some, calls.size());
  }

  private int length() {
    return 1 + (int) Math.min(3000, -120 * Math.log(1 - random.nextDouble()));
  }

  private static Instant wholeSecond(Instant time) {
    return time.minusNanos(time.getNano());
  }

  private TrueCall broadbandDynamics(String account, String lead, Instant at) {
    Instant created = wholeSecond(at);
    String id = newId("BB");
    boolean isAnswered = random.nextInt(10) < 6;
    int rang = 2 + random.nextInt(25);
    int talked = isAnswered ? length() : 0;
    return new TrueCall(
        "broadband-dynamics",
        account,
        id,
        id,
        account.equals("incoming") ? Direction.INBOUND : Direction.OUTBOUND,
        lead,
        DISPLAY,
        created,
        isAnswered ? created.plusSeconds(rang) : null,
        created.plusSeconds(rang + talked),
        talked,
        isAnswered ? Outcome.ANSWERED : UNANSWERED.get(random.nextInt(4)),
        List.of(),
        isAnswered && random.nextBoolean());
  }

  private TrueCall bandwidth(boolean afterCdr, String lead, Instant created) {
    boolean inbound = random.nextInt(3) > 0;
    boolean isAnswered = random.nextInt(10) < 7;
    Instant pickedUp = created.plusMillis(2000 + random.nextInt(20_000));
    int seconds = random.nextInt(30) == 0 ? 5700 + random.nextInt(900) : length();
    int millis = 1 + seconds * 1000 + random.nextInt(1000);
    Instant ended = isAnswered ? pickedUp.plusMillis(millis) : pickedUp;
    String account = afterCdr ? BandwidthLine.AFTER_CDR : BandwidthLine.PLAIN;
    String id = newId("c");
    List<Ring> rings =
        !inbound
            ? List.of(new Ring(id, agent(0), created, null, ended))
            : isAnswered
                ? legs(id, created, pickedUp, ended)
                : List.of(unanswered(id, created, ended));
    return new TrueCall(
        "bandwidth",
        account,
        id,
        id,
        inbound ? Direction.INBOUND : Direction.OUTBOUND,
        inbound && random.nextInt(25) == 0 ? null : lead,
        DISPLAY.substring(0, 10) + (90 + random.nextInt(9)),
        created,
        isAnswered ? pickedUp : null,
        ended,
        isAnswered ? (int) Duration.between(pickedUp, ended).toSeconds() : 0,
        isAnswered ? Outcome.ANSWERED : bandwidthMiss(),
        rings,
        isAnswered && random.nextInt(3) == 0);
  }

  private Outcome bandwidthMiss() {
    return List.of(
            Outcome.NO_ANSWER, Outcome.BUSY, Outcome.CANCELLED, Outcome.REJECTED, Outcome.FAILED)
        .get(random.nextInt(5));
  }

  private String agent(int n) {
    return "+12025550" + (120 + n * 10 + random.nextInt(10));
  }

  private Ring unanswered(String id, Instant created, Instant ended) {
    return new Ring(id + "-b0", agent(0), created.plusMillis(300), null, ended);
  }

  /** One agent, a ring group, a transfer chain, two who answer at once, or only a machine. */
  private List<Ring> legs(String id, Instant created, Instant pickedUp, Instant ended) {
    Instant rung = created.plusMillis(500);
    Ring whole = new Ring(id + "-b1", agent(1), rung, pickedUp, ended);
    long half = Duration.between(pickedUp, ended).toMillis() / 2;
    Instant middle = pickedUp.plusMillis(half);
    return switch (random.nextInt(6)) {
      case 0 -> List.of();
      case 1, 2 -> List.of(new Ring(id + "-b0", agent(0), rung, null, pickedUp), whole);
      case 3 ->
          List.of(
              new Ring(id + "-b1", agent(1), rung, pickedUp, middle),
              new Ring(id + "-b2", agent(2), pickedUp.plusMillis(half / 2), middle, ended));
      case 4 ->
          List.of(
              new Ring(id + "-b0", agent(0), rung, pickedUp, pickedUp.plusMillis(half / 3)),
              new Ring(id + "-b1", agent(1), rung, pickedUp.plusMillis(half / 4), ended));
      default -> List.of(whole);
    };
  }

  private TrueCall vonage(boolean afterCdr, String lead, Instant created) {
    boolean isInternal = random.nextInt(20) == 0;
    boolean inbound = isInternal || random.nextInt(3) > 0;
    Outcome outcome = vonageOutcome(inbound && !isInternal);
    Instant pickedUp = created.plusSeconds(3 + random.nextInt(20));
    boolean talked = outcome == Outcome.ANSWERED || outcome == Outcome.VOICEMAIL;
    int seconds = talked ? length() : 0;
    Instant ended = pickedUp.plusSeconds(seconds);
    String id = newId("v");
    Instant answered = outcome == Outcome.ANSWERED ? pickedUp : null;
    List<Ring> rings = new ArrayList<>();
    boolean isGroup = answered != null && inbound && random.nextInt(4) == 0;
    if (isGroup) {
      rings.add(new Ring(id, String.valueOf(111 + random.nextInt(5)), created, null, pickedUp));
    }
    boolean isStranger = !isGroup && random.nextInt(15) == 0;
    String extension = isStranger ? VonageLine.STRANGER : String.valueOf(101 + random.nextInt(5));
    rings.add(new Ring(id, extension, created, answered, ended));
    return new TrueCall(
        "vonage",
        afterCdr ? VonageLine.AFTER_CDR : VonageLine.PLAIN,
        id,
        afterCdr ? id : "ext-" + id,
        isInternal ? Direction.INTERNAL : inbound ? Direction.INBOUND : Direction.OUTBOUND,
        isInternal ? newExtension() : inbound && random.nextInt(25) == 0 ? null : lead,
        DISPLAY,
        created,
        answered,
        ended,
        seconds,
        outcome,
        rings,
        random.nextInt(3) == 0);
  }

  private Outcome vonageOutcome(boolean takesMessages) {
    return switch (random.nextInt(10)) {
      case 0 -> Outcome.NO_ANSWER;
      case 1 -> Outcome.BUSY;
      case 2 -> random.nextBoolean() ? Outcome.REJECTED : Outcome.CANCELLED;
      case 3 -> takesMessages ? Outcome.VOICEMAIL : Outcome.NO_ANSWER;
      default -> Outcome.ANSWERED;
    };
  }
}
