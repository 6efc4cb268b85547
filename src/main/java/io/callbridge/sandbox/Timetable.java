package io.callbridge.sandbox;

import java.time.Duration;

/** Runs things later. */
public interface Timetable {

  /** Runs the task once, about that much later, perhaps beside others. */
  void in(Duration delay, Runnable task);
}
