package io.callbridge.verba;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** At most two requests to each recorder at the same time (contracts/verba.md, section 4.2). */
@Component
class VerbaPermits {

  static final int AT_ONCE = 2;

  private final Map<String, Semaphore> free = new ConcurrentHashMap<>();

  /** One request that may be under way; given back twice it counts once. */
  static final class Permit {

    private final Semaphore from;
    private final AtomicBoolean given = new AtomicBoolean();

    private Permit(Semaphore from) {
      this.from = from;
    }
  }

  /**
   * Waits for its turn, for as long as the answer may take.
   *
   * @throws TimeoutException if the requests before it take longer
   */
  public Permit take(VerbaRecorder recorder, VerbaQuestion question)
      throws TimeoutException, InterruptedException {
    Semaphore permits = free.computeIfAbsent(recorder.name(), name -> new Semaphore(AT_ONCE, true));
    if (!permits.tryAcquire(question.timeoutMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException(recorder + " is busy with earlier questions");
    }
    return new Permit(permits);
  }

  /**
   * @param permit null if none was taken
   */
  public void giveBack(Permit permit) {
    if (permit != null && permit.given.compareAndSet(false, true)) {
      permit.from.release();
    }
  }
}
