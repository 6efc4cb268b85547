package io.callbridge.sandbox.broadbanddynamics;

import io.callbridge.sandbox.Timetable;
import io.callbridge.sandbox.broadbanddynamics.Delivery.Fate;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays calls: sends the callbacks of each when they are due, and remembers the truth. */
final class CallPlayer {

  private static final Logger log = LoggerFactory.getLogger(CallPlayer.class);

  private final CallWriter writer;
  private final Mischief mischief;
  private final Bridge bridge;
  private final Timetable timetable;
  private final PlayedCalls played;
  private final Clock clock;

  CallPlayer(
      CallWriter writer,
      Mischief mischief,
      Bridge bridge,
      Timetable timetable,
      PlayedCalls played,
      Clock clock) {
    this.writer = writer;
    this.mischief = mischief;
    this.bridge = bridge;
    this.timetable = timetable;
    this.played = played;
    this.clock = clock;
  }

  /** Plays one call now and another one after each pause, until the timetable is closed. */
  void playOn(Duration pause) {
    play();
    timetable.in(pause, () -> playOn(pause));
  }

  /** Starts one call. */
  synchronized PlayedCall play() {
    CallScript script = writer.next(clock.instant());
    var call = new PlayedCall(script);
    played.add(call);
    for (Delivery delivery : mischief.plan(script)) {
      timetable.in(delivery.after(), () -> deliver(call, delivery));
    }
    return call;
  }

  private void deliver(PlayedCall call, Delivery delivery) {
    Callback callback = delivery.callback();
    boolean isLost = delivery.fate() == Fate.LOST;
    String body = call.call().form().write(callback);
    int answer = isLost ? 0 : bridge.deliver(call.call(), body);
    if (!isLost && answer / 100 != 2) {
      log.warn(
          "The bridge answered {} to {} of {}",
          answer == 0 ? "nothing" : answer,
          callback.callStatus(),
          callback.callSid());
    }
    call.add(
        new PlayedCall.Attempt(
            callback.sequenceNumber(),
            callback.callStatus(),
            delivery.fate(),
            isLost ? null : clock.instant(),
            answer,
            body));
  }
}
