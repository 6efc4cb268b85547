package io.callbridge.sandbox.bandwidth;

import java.time.Duration;

/** Runs things later. */
interface Timetable {

  /** Runs the task once, about that much later, perhaps beside others. */
  void in(Duration delay, Runnable task);
}
