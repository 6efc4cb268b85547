package io.callbridge.sandbox.vonage;

import io.callbridge.sandbox.Timetable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Plays calls: puts them on the switchboard, and tells of each state when it is reached. */
final class CallPlayer {

  private final CallWriter writer;
  private final Switchboard switchboard;
  private final Courier courier;
  private final Timetable timetable;
  private final Consumer<CallScript> whenOver;
  private final Clock clock;

  /**
   * @param whenOver is told of each call once it has ended
   */
  CallPlayer(
      CallWriter writer,
      Switchboard switchboard,
      Courier courier,
      Timetable timetable,
      Consumer<CallScript> whenOver,
      Clock clock) {
    this.writer = writer;
    this.switchboard = switchboard;
    this.courier = courier;
    this.timetable = timetable;
    this.whenOver = whenOver;
    this.clock = clock;
  }

  /** Plays one call now and another one after each pause, until the timetable is closed. */
  void playOn(Duration pause) {
    play();
    timetable.in(pause, () -> playOn(pause));
  }

  /** Starts a call that is made up. */
  synchronized PlayedCall play() {
    return play(writer.next(clock.instant()));
  }

  /** Starts a call from an agent, as somebody asked for it. */
  synchronized PlayedCall dial(Agent agent, String to) {
    return play(writer.outbound(agent, to, clock.instant()));
  }

  /** Starts this call; its times may lie in the past, then only its end is told. */
  PlayedCall play(CallScript script) {
    var call = new PlayedCall(script);
    switchboard.add(call);
    Instant now = clock.instant();
    if (script.endedAt().isAfter(now)) {
      tell(call, "RINGING");
      if (script.ending() == Ending.ANSWERED) {
        timetable.in(Duration.between(now, script.answeredAt()), () -> tellOfAnswer(call));
      }
    }
    timetable.in(until(script.endedAt(), now), () -> end(call));
    return call;
  }

  /** An agent answers before it was planned. */
  void answer(PlayedCall call) {
    if (!isTalking(call)) {
      call.change(script -> script.answered(clock.instant()));
      tell(call, "ACTIVE");
    }
  }

  /** Somebody hangs up before it was planned. */
  void hangUp(PlayedCall call) {
    call.change(script -> script.hungUp(clock.instant()));
    end(call);
  }

  boolean isTalking(PlayedCall call) {
    return call.script().isTalkingAt(clock.instant());
  }

  private void tellOfAnswer(PlayedCall call) {
    if (isTalking(call)) {
      tell(call, "ACTIVE");
    }
  }

  private void end(PlayedCall call) {
    if (call.end()) {
      whenOver.accept(call.script());
      tellOfEnd(call);
    }
  }

  private void tellOfEnd(PlayedCall call) {
    if (call.script().agent().hasWebhooks()) {
      courier.send(call, call.script().ending().state(), true);
    }
  }

  private void tell(PlayedCall call, String state) {
    if (call.script().agent().hasWebhooks()) {
      courier.send(call, state, false);
    }
  }

  private static Duration until(Instant moment, Instant now) {
    return moment.isAfter(now) ? Duration.between(now, moment) : Duration.ZERO;
  }
}
