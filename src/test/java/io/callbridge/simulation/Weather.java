package io.callbridge.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What goes wrong in a world, and how often. Some worlds are calm, some have one trouble, others
 * have them all.
 */
final class Weather {

  /** A while in which something is the matter. */
  record Spell(Instant from, Instant to) {

    boolean covers(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(to);
    }
  }

  /**
   * A process that stops, or seems to.
   *
   * @param down after which time it is started again, or another takes over
   * @param survives whether it only seemed to have stopped, and goes on for some minutes
   */
  record Stop(Instant at, Duration down, boolean survives) {}

  /** Probabilities of what becomes of a request to the CRM. */
  record CrmTroubles(
      double throttled,
      double throttledAs200,
      double busy,
      double broken,
      double lostOnTheWay,
      double lostOnTheWayBack,
      double noConnection,
      double slow,
      double withoutId,
      double malformed,
      double failsLater,
      double neverDone,
      double forgotten,
      double notYetKnown) {}

  final Duration span;
  final double lost;
  final double doubled;
  final double late;
  final double commitFails;
  final double commitLies;
  final double crashAtCommit;
  final double crashAtSend;
  final List<Stop> stops = new ArrayList<>();
  final CrmTroubles crm;
  final List<Spell> stalls = new ArrayList<>();
  final List<Spell> keyRefused = new ArrayList<>();

  private final Random random;

  Weather(Random random, Instant begin) {
    this.random = random;
    boolean calm = random.nextInt(8) == 0;
    span = Duration.ofMinutes(15 + random.nextInt(calm ? 120 : 200));
    lost = some(calm, 0.4);
    doubled = some(calm, 0.3);
    late = some(calm, 0.3);
    commitFails = some(calm, 0.01);
    commitLies = some(calm, 0.01);
    crashAtCommit = some(calm, 0.003);
    crashAtSend = some(calm, 0.01);
    crm = calm ? crm(true) : crm(false);
    if (!calm) {
      for (int stop = random.nextInt(5); stop > 0; stop--) {
        stops.add(
            new Stop(begin.plus(within(Duration.ofHours(6))), down(), random.nextInt(3) == 0));
      }
      if (random.nextInt(3) == 0) {
        stalls.add(spell(begin, Duration.ofMinutes(random.nextInt(8) == 0 ? 540 : 40)));
      }
      if (random.nextInt(3) == 0) {
        keyRefused.add(spell(begin, Duration.ofMinutes(60)));
      }
    }
  }

  private CrmTroubles crm(boolean calm) {
    return new CrmTroubles(
        some(calm, 0.03),
        some(calm, 0.01),
        some(calm, 0.05),
        some(calm, 0.01),
        some(calm, 0.01),
        some(calm, 0.01),
        some(calm, 0.02),
        some(calm, 0.1),
        some(calm, 0.01),
        some(calm, 0.01),
        some(calm, 0.01),
        some(calm, 0.005),
        some(calm, 0.005),
        some(calm, 0.2));
  }

  private double some(boolean calm, double most) {
    return calm || random.nextInt(3) == 0 ? 0 : random.nextDouble() * most;
  }

  private Duration within(Duration most) {
    return Duration.ofMillis((long) (random.nextDouble() * most.toMillis()));
  }

  private Spell spell(Instant begin, Duration most) {
    Instant from = begin.plus(within(Duration.ofHours(2)));
    return new Spell(from, from.plus(within(most)));
  }

  private Duration down() {
    return within(random.nextInt(6) == 0 ? Duration.ofHours(2) : Duration.ofMinutes(2));
  }
}
