package io.callbridge.sandbox.vonage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes up calls. The same seed gives the same calls. Not safe for several threads. */
final class CallWriter {

  /** 1 202 555 0100 to 0149: fictional. */
  private static final int OUTSIDE_NUMBERS = 50;

  private static final String DID = "12025550199";
  private static final double INTERNAL = 0.05;
  private static final double INBOUND = 0.6;
  private static final double ANONYMOUS = 0.03;
  private static final double FIRST_AGENT = 0.6;

  private final VonageSettings settings;
  private final RandomGenerator random;

  CallWriter(VonageSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** The next call; it begins now. */
  CallScript next(Instant now) {
    Agent agent =
        random.nextDouble() < FIRST_AGENT
            ? Agent.ALL.get(0)
            : Agent.ALL.get(1 + random.nextInt(Agent.ALL.size() - 1));
    boolean internal = random.nextDouble() < INTERNAL;
    boolean inbound = random.nextDouble() < INBOUND;
    Ending ending = Ending.draw(random);
    if (!inbound && ending == Ending.VOICEMAIL) {
      ending = Ending.MISSED;
    }
    boolean anonymous = inbound && random.nextDouble() < ANONYMOUS;
    String outside = internal ? colleagueOf(agent) : anonymous ? "Anonymous" : outsideNumber();
    return script(inbound, internal, ending, outside, agent, now);
  }

  /** A call that somebody asked for: from an agent to the outside, answered. */
  CallScript outbound(Agent agent, String to, Instant now) {
    boolean internal = Agent.find(to) != null;
    return script(false, internal, Ending.ANSWERED, to, agent, now);
  }

  private CallScript script(
      boolean inbound, boolean internal, Ending ending, String outside, Agent agent, Instant now) {
    Duration shortest = settings.shortestCall();
    long length = random.nextLong(shortest.toMillis(), settings.longestCall().toMillis() + 1);
    Instant createdAt = now.truncatedTo(ChronoUnit.MILLIS);
    Instant answeredAt = createdAt.plusMillis(length / 4);
    // Whole seconds of talk, so that all units that the services use say the same.
    long talk = ending.hasTalk() ? Math.max(1, length * 3 / 4 / 1000) : 0;
    Instant endedAt =
        ending.hasTalk() ? answeredAt.plusSeconds(talk) : createdAt.plusMillis(length / 2);
    return new CallScript(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        "%016x".formatted(random.nextLong()),
        inbound,
        internal,
        ending,
        outside,
        DID,
        agent,
        createdAt,
        ending.hasTalk() ? answeredAt : null,
        endedAt);
  }

  private String outsideNumber() {
    return "12025550%03d".formatted(100 + random.nextInt(OUTSIDE_NUMBERS));
  }

  private static String colleagueOf(Agent agent) {
    return Agent.ALL.stream()
        .filter(each -> !each.equals(agent))
        .findFirst()
        .orElseThrow()
        .extension();
  }
}
