package io.callbridge.task;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When to look next whether the CRM has finished a task, and when to stop looking.
 *
 * <p>As long as little is known of an account, the ladder of the LeadSquared contract, section 4:
 * the first look 5 s after the post, then gaps of 15 s, 30 s, 60 s, doubling up to 15 min. From the
 * account's completions on, looks are made when the task is probably done: {@link CompletionTimes}
 * estimates how long tasks take, {@link LookSchedule} finds the ages at which looking costs least,
 * weighing requests against lateness. A look's price depends on the load: while the budget is idle
 * it is small and tasks are looked at early and often; when posts and looks compete it is half of
 * the usual time or more, so that a task needs little more than one look. Where nothing was
 * observed, gaps grow as on the ladder, and no gap is longer than 15 min. Now and then a first look
 * comes early, for otherwise it would never be noticed that the CRM has become faster.
 *
 * <p>Tasks are followed for 12 h plus one answered look, because LeadSquared itself retries for
 * over 9 h. Only time in which the CRM could be asked counts: of the time from one answered look to
 * the next no more than the longest gap and a minute, so that pauses, a refused key, a CRM that is
 * down and our own downtime add nothing. All times are of our own clock; an acceptance that seems
 * to lie ahead counts as now.
 *
 * <p>Where the CRM tells how long its queue is ({@link #queueIs}), a task is not looked at before
 * its turn has come, and while little is known of an account the ladder begins there. A queue that
 * takes a time {@code d} to work off is never worked off faster than that, so what is accepted
 * after it was measured is not done before the measurement plus {@code d}; and what was accepted
 * before, as long as call logs don't come in faster than the queue is worked off, not before its
 * acceptance plus {@code d}. What the CRM says may be wrong, or its order another: so no look is
 * put off by more than the longest gap, and after 5 min looks come early again, which shows.
 *
 * <p>Gaps are measured from look to look, not along a fixed timetable: a look that came late, for
 * want of budget or because nothing ran, is not followed by a burst of the looks that were missed.
 *
 * <p>The same observations in the same order lead to the same looks. Thread-safe.
 */
public final class PollPlan {

  private static final Duration FIRST_LOOK = Duration.ofSeconds(5);
  private static final Duration FIRST_GAP = Duration.ofSeconds(15);
  private static final Duration SHORTEST_GAP = Duration.ofSeconds(1);
  private static final Duration LONGEST_GAP = Duration.ofMinutes(15);
  private static final int DOUBLINGS_UNTIL_LONGEST = 6;
  private static final Duration FOLLOWED_FOR = Duration.ofHours(12);
  private static final Duration QUEUE_HOLDS = Duration.ofMinutes(5);
  private static final Duration LONGEST_STEP = LONGEST_GAP.plusMinutes(1);

  /** From this part of the budget on, looks compete with posts. */
  private static final double BUSY = 0.5;

  private final Map<String, Account> accounts = new ConcurrentHashMap<>();

  /**
   * When to look first at a task that was just accepted.
   *
   * @param load of the account's budget, 0 to 1
   * @return not before {@code acceptedAt}, at most 15 min after it
   */
  public Instant firstLook(String crm, Instant acceptedAt, double load) {
    return account(crm).firstLook(acceptedAt, load >= BUSY);
  }

  /**
   * Notes that the CRM answered a look with the task still open, and says when to look next.
   *
   * @param acceptedAt when the CRM accepted the post
   * @param looksSoFar how many looks the CRM has answered, this one included; a look that failed or
   *     was throttled is none
   * @param now when the look was answered
   * @param load of the account's budget, 0 to 1
   * @return 1 s to 15 min after now
   */
  public Instant nextLook(
      String crm, long task, Instant acceptedAt, int looksSoFar, Instant now, double load) {
    if (looksSoFar < 1) {
      throw new IllegalArgumentException("There can't be %d looks".formatted(looksSoFar));
    }
    return account(crm).nextLook(task, acceptedAt, looksSoFar, now, load >= BUSY);
  }

  /**
   * Notes that a look found the task completed, be it well or not.
   *
   * @return whether with it enough is known of the account for the first time, so that first looks
   *     that were planned before should be planned anew
   */
  public boolean completed(String crm, long task, Instant acceptedAt, Instant now) {
    return account(crm).completed(task, acceptedAt, now);
  }

  /**
   * For how long a task has been followed when the CRM answers a look at it.
   *
   * @param before until the look before; zero for the first
   * @param since when the CRM answered that look; for the first when it accepted the post
   */
  public Duration followed(Duration before, Instant since, Instant answeredLookAt) {
    Duration step = Duration.between(since, answeredLookAt);
    if (step.isNegative()) {
      return before;
    }
    return before.plus(step.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : step);
  }

  /**
   * Whether a look that found the task still open was the last one.
   *
   * @param followed as {@link #followed} tells
   * @return true from 12 h on
   */
  public boolean isOver(Duration followed) {
    return followed.compareTo(FOLLOWED_FOR) >= 0;
  }

  /**
   * Whether to ask how long the CRM's queue is: looks come back in vain more often than planned, or
   * little is known of the account, and one did so since it was last asked.
   */
  public boolean wantsQueue(String crm) {
    return account(crm).wantsQueue();
  }

  /** Notes that the CRM is being asked, whatever it will say. */
  public void asksForQueue(String crm) {
    account(crm).asksForQueue();
  }

  /**
   * Notes how long the CRM's queue is.
   *
   * @param worksOff the time it takes at its rate to work off what is queued, not negative
   * @param at when it was measured
   */
  public void queueIs(String crm, Duration worksOff, Instant at) {
    account(crm).queueIs(worksOff, at);
  }

  /** How long half of an account's tasks take at most; empty while little is known of it. */
  public Optional<Duration> usually(String crm) {
    return account(crm).usually();
  }

  /** What was observed of an account, as text for {@link #restore}. */
  public String observed(String crm) {
    return account(crm).observed();
  }

  /**
   * Begins with what an earlier process observed; what this one did is forgotten.
   *
   * @param observed as {@link #observed} gave it
   * @throws IllegalArgumentException if it is no such text
   */
  public void restore(String crm, String observed) {
    requireNonNull(observed, "observed");
    var fresh = new Account();
    accounts.put(crm, fresh);
    fresh.restore(observed);
  }

  private Account account(String crm) {
    return accounts.computeIfAbsent(crm, name -> new Account());
  }

  private static Duration ladderGap(int looks) {
    Duration gap = FIRST_GAP.multipliedBy(1L << Math.min(looks - 1, DOUBLINGS_UNTIL_LONGEST));
    return gap.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /** What is known of one account, and what follows from it. */
  private static final class Account {

    /** With fewer completions the ladder is followed. */
    private static final int ENOUGH = 8;

    /** In seconds; a first look as late as that stands for several. */
    private static final double LATE_FIRST_LOOK = 20;

    private static final int SCOUTS = 8;
    private static final int LAST_RUNG = 4;
    private static final int BETWEEN_RUNGS = 8;

    /** What is known of only so many tasks is not known. */
    private static final double TOO_FEW = 1;

    /** The longest price of a look, in seconds. */
    private static final double DEAREST = 4096;

    /** How many looks a task may need while the budget is idle, and while it is not. */
    private static final double MANY_LOOKS = 2;

    private static final double FEW_LOOKS = 1.35;

    /** Of so many first looks one is early, while the budget is idle, and while it is not. */
    private static final int EARLY_OFTEN = 8;

    private static final int EARLY_SELDOM = 32;

    /** So many looks in vain beyond {@link #MANY_LOOKS} for each task are no accident. */
    private static final int MANY_IN_VAIN = 4;

    private static final int MOST_IN_VAIN = 16;

    private final CompletionTimes times = new CompletionTimes();
    private LookSchedule eager;
    private LookSchedule thrifty;
    private double usual;
    private int firstLooks;
    private int inVain;
    private boolean inVainSinceAsked;
    private Instant queueAt = Instant.EPOCH;
    private Duration queue = Duration.ZERO;

    synchronized Instant firstLook(Instant acceptedAt, boolean busy) {
      if (times.doneCount() < ENOUGH) {
        Duration age = busy ? duration(scoutedAge()) : FIRST_LOOK;
        return earlier(turn(acceptedAt, acceptedAt).plus(age), acceptedAt.plus(LONGEST_GAP));
      }
      double age = schedule(busy).nextAge(0);
      int early = busy ? EARLY_SELDOM : EARLY_OFTEN;
      firstLooks++;
      if (firstLooks % early == 0) {
        age = Math.min(age, firstLooks % (2 * early) == 0 ? usual / 4 : usual);
      }
      return notBeforeItsTurn(acceptedAt.plus(duration(age)), acceptedAt, acceptedAt);
    }

    /** When a task comes to the front of the queue at the earliest, as far as is known. */
    private Instant turn(Instant acceptedAt, Instant now) {
      if (!knowsQueue(now)) {
        return acceptedAt;
      }
      Instant turn = earlier(acceptedAt, queueAt).plus(queue);
      return turn.isBefore(acceptedAt) ? acceptedAt : turn;
    }

    private boolean knowsQueue(Instant now) {
      return !queue.isZero() && now.isBefore(queueAt.plus(QUEUE_HOLDS));
    }

    private Instant notBeforeItsTurn(Instant look, Instant acceptedAt, Instant now) {
      Instant turn = earlier(turn(earlier(acceptedAt, now), now), now.plus(LONGEST_GAP));
      return look.isBefore(turn) ? turn : look;
    }

    synchronized boolean wantsQueue() {
      return inVainSinceAsked && (inVain >= MANY_IN_VAIN || times.doneCount() < ENOUGH);
    }

    synchronized void asksForQueue() {
      inVainSinceAsked = false;
    }

    synchronized void queueIs(Duration worksOff, Instant at) {
      queue = worksOff;
      queueAt = at;
    }

    /**
     * While a busy account is not known yet, its first tasks go ahead on the ladder; the others
     * begin on later rungs and between them, so that not all of them ask in vain, and each look
     * tells something new.
     */
    private double scoutedAge() {
      int task = firstLooks++;
      if (task < SCOUTS) {
        return FIRST_LOOK.toSeconds();
      }
      int rung = Math.min(LAST_RUNG, Integer.SIZE - Integer.numberOfLeadingZeros(task / SCOUTS));
      double onLadder = FIRST_LOOK.toSeconds() + FIRST_GAP.toSeconds() * ((1 << rung) - 1);
      return onLadder * (1 + (task % BETWEEN_RUNGS + 1) / (double) BETWEEN_RUNGS);
    }

    synchronized Instant nextLook(
        long task, Instant acceptedAt, int looks, Instant now, boolean busy) {
      double age = seconds(acceptedAt, now);
      times.open(task, age);
      inVain = Math.min(MOST_IN_VAIN, inVain + 1);
      inVainSinceAsked = true;
      if (times.doneCount() < ENOUGH) {
        Duration byAge = duration(LookSchedule.ladderGap(age));
        boolean wasPutOff = (busy || knowsQueue(now)) && looks == 1 && age > LATE_FIRST_LOOK;
        Instant next = now.plus(wasPutOff ? byAge : ladderGap(looks));
        return notBeforeItsTurn(next, acceptedAt, now);
      }
      Duration gap = duration(schedule(busy).nextAge(age) - age);
      Instant next = now.plus(gap.compareTo(SHORTEST_GAP) < 0 ? SHORTEST_GAP : gap);
      return notBeforeItsTurn(next, acceptedAt, now);
    }

    synchronized boolean completed(long task, Instant acceptedAt, Instant now) {
      boolean wasUnknown = times.doneCount() < ENOUGH;
      times.done(task, seconds(acceptedAt, now));
      inVain = Math.max(0, inVain - (int) MANY_LOOKS);
      return wasUnknown && times.doneCount() >= ENOUGH;
    }

    synchronized Optional<Duration> usually() {
      if (times.doneCount() < ENOUGH) {
        return Optional.empty();
      }
      schedule(false);
      return Optional.of(duration(usual));
    }

    synchronized String observed() {
      return times.write();
    }

    synchronized void restore(String observed) {
      times.read(observed);
    }

    private LookSchedule schedule(boolean busy) {
      if (eager == null || times.isStale()) {
        double[] estimate = times.estimate();
        usual = median(estimate);
        int unknown = 0;
        while (unknown < Delays.BUCKETS - 1 && times.weightBeyond(unknown) >= TOO_FEW) {
          unknown++;
        }
        eager = cheapest(estimate, unknown, Math.max(1, usual / 16), MANY_LOOKS);
        thrifty = cheapest(estimate, unknown, Math.max(8, usual / 2), FEW_LOOKS);
      }
      return busy ? thrifty : eager;
    }

    /** With the lowest price, from the given one on, at which few enough looks are made. */
    private static LookSchedule cheapest(
        double[] estimate, int unknown, double price, double looks) {
      LookSchedule schedule = LookSchedule.best(estimate, unknown, price);
      for (double next = price * 2; schedule.looks() > looks && next < DEAREST; next *= 2) {
        schedule = LookSchedule.best(estimate, unknown, next);
      }
      return schedule;
    }

    private static double median(double[] estimate) {
      double until = 0;
      for (int bucket = 0; bucket < Delays.BUCKETS - 2; bucket++) {
        until += estimate[bucket];
        if (until >= 0.5) {
          return Delays.end(bucket);
        }
      }
      return Delays.end(Delays.BUCKETS - 2);
    }
  }
}
