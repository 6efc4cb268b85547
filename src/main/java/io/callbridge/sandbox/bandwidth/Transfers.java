package io.callbridge.sandbox.bandwidth;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Lets an answered call go on to somebody else; whether that one answers is drawn. */
final class Transfers {

  private final BandwidthSettings settings;
  private final RandomGenerator random;

  Transfers(BandwidthSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** The call with the transfer's leg; it ends when that leg does. */
  CallScript begin(CallScript script, Bxml.Transfer transfer, Instant moment) {
    Instant now = moment.truncatedTo(ChronoUnit.MILLIS);
    CallLeg call = script.parent();
    long shortest = settings.shortestCall().toMillis();
    boolean answered = random.nextInt(10) < 8;
    Instant picked = now.plusMillis(random.nextLong(shortest / 4, shortest + 1));
    long talk = random.nextLong(shortest, settings.longestCall().toMillis() + 1);
    Instant end = answered ? picked.plusMillis(talk) : picked;
    String callerId = transfer.callerId() == null ? call.from() : transfer.callerId();
    var leg =
        new CallLeg(
            Ids.call(random),
            call.callId(),
            false,
            callerId,
            transfer.number(),
            null,
            now,
            answered ? picked : null,
            end,
            answered ? "hangup" : "busy",
            answered ? null : "Callee is busy");
    CallLeg over = until(call, end.plus(Duration.ofMillis(10)));
    var events = new EventWriter(settings.account(), over, script.tag());
    List<Webhook> webhooks = new ArrayList<>();
    for (Webhook webhook : script.webhooks()) {
      webhooks.add(
          "disconnect".equals(webhook.eventType()) ? events.disconnect(webhook.target()) : webhook);
    }
    if (transfer.disconnectTarget() != null) {
      webhooks.add(events.transferDisconnect(leg, callerId, transfer.disconnectTarget()));
    }
    return new CallScript(
        script.story(), List.of(over, leg), script.tag(), null, List.copyOf(webhooks), null);
  }

  private static CallLeg until(CallLeg call, Instant end) {
    return new CallLeg(
        call.callId(),
        call.parentCallId(),
        call.inbound(),
        call.from(),
        call.to(),
        call.enqueuedTime(),
        call.startTime(),
        call.answerTime(),
        end,
        "hangup",
        null);
  }
}
