package io.callbridge.cluster;

import io.callbridge.store.FormerLeaderException;
import io.callbridge.store.Leaders;
import io.callbridge.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has this node lead whenever no other does, and tells when that begins and ends.
 *
 * <p>A leader that can't renew its lease in time stops being one by itself. If nobody has led in
 * between, it goes on where it stopped; else it takes over anew when it is its turn.
 */
final class Election {

  private static final Logger log = LoggerFactory.getLogger(Election.class);

  /** A lease is renewed so many times before it would run out. */
  private static final int RENEWALS = 5;

  private final Leaders leaders;
  private final String node;
  private final Duration lease;
  private final LongSupplier ticks;
  private final Office office;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "election"));

  /** Whether the store says, as far as we know, that nobody has led after us. */
  private boolean isOurs;

  private boolean isUnavailable;
  private volatile boolean leads;
  private volatile long leaseEnd;

  /** What a leader does. Both are called by one thread at a time. */
  interface Office {

    /** Takes over from the leader before; if it throws, this node doesn't lead. */
    void takeOver();

    /** Leadership began or ended; {@link Election#isLeader} says which. */
    void changed();
  }

  /**
   * @param ticks nanoseconds that only grow, such as {@link System#nanoTime}
   */
  Election(Leaders leaders, String node, Duration lease, LongSupplier ticks, Office office) {
    this.leaders = leaders;
    this.node = node;
    this.lease = lease;
    this.ticks = ticks;
    this.office = office;
  }

  /** Leads at once if nobody else does. */
  void start() {
    turn();
    long every = lease.toMillis() / RENEWALS;
    thread.scheduleWithFixedDelay(this::turn, every, every, TimeUnit.MILLISECONDS);
  }

  /** False also from the moment on when the lease has run out, whatever is under way. */
  boolean isLeader() {
    return leads && ticks.getAsLong() - leaseEnd < 0;
  }

  String node() {
    return node;
  }

  /** Renews what is ours, or takes what is nobody's. */
  void turn() {
    long asked = ticks.getAsLong();
    try {
      boolean isHeld = isOurs && leaders.renew(lease);
      if (isOurs && !isHeld) {
        isOurs = false;
        end("another node leads");
      }
      if (isHeld) {
        hold(asked);
      } else if (leaders.take(node, lease)) {
        office.takeOver();
        isOurs = true;
        log.info("Node {} leads now", node);
        hold(asked);
      }
      isUnavailable = false;
    } catch (StoreUnavailableException | FormerLeaderException failed) {
      if (!isUnavailable) {
        log.warn("Node {} can't learn who leads: {}", node, failed.getMessage());
      }
      isUnavailable = true;
    } catch (RuntimeException unexpected) {
      log.error("Node {} can't lead", node, unexpected);
    }
    if (leads && !isLeader()) {
      end("its lease could not be renewed in time");
    }
  }

  private void hold(long since) {
    leaseEnd = since + lease.toNanos();
    if (!leads) {
      leads = true;
      office.changed();
    }
  }

  private void end(String reason) {
    if (leads) {
      leads = false;
      log.warn("Node {} leads no more: {}", node, reason);
      office.changed();
    }
  }

  /** Leads no more, and lets another node do so at once. */
  void stop() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(lease.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("The election of node {} doesn't end", node);
        return;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return;
    }
    if (isOurs) {
      leads = false;
      giveBack();
    }
  }

  private void giveBack() {
    try {
      leaders.giveBack();
    } catch (StoreUnavailableException unavailable) {
      log.warn("Another node leads only after {}: {}", lease, unavailable.getMessage());
    }
  }
}
