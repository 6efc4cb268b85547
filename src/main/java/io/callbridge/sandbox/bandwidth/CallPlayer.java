package io.callbridge.sandbox.bandwidth;

import io.callbridge.sandbox.bandwidth.Delivery.Fate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays calls: sends the events of each when they are due, and remembers the truth. */
final class CallPlayer {

  private static final Logger log = LoggerFactory.getLogger(CallPlayer.class);

  private final CallWriter writer;
  private final Mischief mischief;
  private final Bridge bridge;
  private final Transfers transfers;
  private final Timetable timetable;
  private final PlayedCalls played;
  private final Consumer<PlayedCall> whenOver;
  private final Clock clock;

  /**
   * @param whenOver is told of each call once it has ended
   */
  CallPlayer(
      CallWriter writer,
      Mischief mischief,
      Bridge bridge,
      Transfers transfers,
      Timetable timetable,
      PlayedCalls played,
      Consumer<PlayedCall> whenOver,
      Clock clock) {
    this.writer = writer;
    this.mischief = mischief;
    this.bridge = bridge;
    this.transfers = transfers;
    this.timetable = timetable;
    this.played = played;
    this.whenOver = whenOver;
    this.clock = clock;
  }

  /** Plays one call now and another one after each pause, until the timetable is closed. */
  void playOn(Duration pause) {
    play((Story) null);
    timetable.in(pause, () -> playOn(pause));
  }

  /**
   * Starts one call.
   *
   * @param story null: any
   */
  synchronized PlayedCall play(Story story) {
    return play(writer.next(clock.instant(), story));
  }

  /** Starts one call that somebody else has written. */
  synchronized PlayedCall play(CallScript script) {
    var call = new PlayedCall(script);
    played.add(call);
    send(call, script.webhooks());
    awaitEnd(call);
    return call;
  }

  /** Gives a call another course; events that it no longer has aren't sent any more. */
  synchronized void steer(PlayedCall call, CallScript script, List<Webhook> added) {
    Instant planned = call.end();
    call.setScript(script);
    send(call, added);
    if (!call.end().equals(planned)) {
      awaitEnd(call);
    }
  }

  private void awaitEnd(PlayedCall call) {
    Instant end = call.end();
    timetable.in(
        until(end),
        () -> {
          if (call.end().equals(end)) {
            whenOver.accept(call);
          }
        });
  }

  private Duration until(Instant moment) {
    Duration wait = Duration.between(clock.instant(), moment);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private void send(PlayedCall call, List<Webhook> webhooks) {
    for (Delivery delivery : mischief.plan(webhooks)) {
      timetable.in(until(delivery.at()), () -> deliver(call, delivery));
    }
  }

  private void deliver(PlayedCall call, Delivery delivery) {
    Webhook webhook = delivery.webhook();
    if (!call.isPlanned(webhook)) {
      return;
    }
    boolean isLost = delivery.fate() == Fate.LOST;
    Reply reply = isLost ? Reply.NONE : bridge.deliver(webhook);
    int answer = reply.status();
    if (!isLost && answer / 100 != 2) {
      log.warn(
          "The answer to {} of {} was {}",
          webhook.eventType(),
          webhook.body().get("callId"),
          answer == 0 ? "nothing" : answer);
    }
    call.add(
        new PlayedCall.Attempt(
            webhook.eventType(),
            webhook.body().get("callId").toString(),
            delivery.fate(),
            isLost ? null : Times.write(clock.instant()),
            answer));
    if (answer / 100 == 2 && "answer".equals(webhook.eventType())) {
      goOn(call, reply.body());
    }
  }

  /** A call whose answer asks for a transfer goes on so; other BXML is not understood. */
  private synchronized void goOn(PlayedCall call, String bxml) {
    Bxml.transferIn(bxml)
        .ifPresent(
            transfer -> {
              CallScript before = call.script();
              CallScript after = transfers.begin(before, transfer, clock.instant());
              steer(
                  call,
                  after,
                  after.webhooks().stream()
                      .filter(webhook -> !before.webhooks().contains(webhook))
                      .toList());
              played.add(call);
            });
  }
}
