package io.callbridge.sandbox.bandwidth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes events as Bandwidth does (section 5); what doesn't apply is absent. */
final class EventWriter {

  static final String APPLICATION = "0f6d1c52-6a55-4f3e-9f0c-2b7f6f5d3a10";

  /** From what happens to its report. */
  private static final Duration LATER = Duration.ofMillis(40);

  private final String account;
  private final CallLeg call;
  private final String tag;

  /**
   * @param call the A-leg
   * @param tag null: none
   */
  EventWriter(String account, CallLeg call, String tag) {
    this.account = account;
    this.call = call;
    this.tag = tag;
  }

  Webhook initiate() {
    return of("initiate", call, call.startTime(), null, Map.of());
  }

  /**
   * @param target null: the bridge
   */
  Webhook answer(Webhook.Target target) {
    return of("answer", call, call.answerTime(), target, answerTime(call));
  }

  /**
   * @param target null: the bridge
   */
  Webhook disconnect(Webhook.Target target) {
    return of("disconnect", call, call.endTime(), target, ending(call));
  }

  Webhook redirect(Instant now, Webhook.Target target) {
    return of("redirect", call, now, target, answerTime(call));
  }

  Webhook transferAnswer(CallLeg leg, String callerId) {
    Map<String, Object> more = answerTime(leg);
    more.putAll(transfer(leg, callerId));
    more.put("parentCallId", leg.parentCallId());
    return of("transferAnswer", leg, leg.answerTime(), null, more);
  }

  Webhook transferDisconnect(CallLeg leg, String callerId) {
    return transferDisconnect(leg, callerId, null);
  }

  /**
   * @param target null: the bridge
   */
  Webhook transferDisconnect(CallLeg leg, String callerId, Webhook.Target target) {
    Map<String, Object> more = ending(leg);
    more.putAll(transfer(leg, callerId));
    more.put("parentCallId", leg.parentCallId());
    return of("transferDisconnect", leg, leg.endTime(), target, more);
  }

  Webhook transferComplete(CallLeg leg, String callerId) {
    Map<String, Object> more = answerTime(call);
    more.putAll(transfer(leg, callerId));
    more.put("cause", leg.cause());
    return of("transferComplete", call, leg.endTime(), null, more);
  }

  Webhook recordingAvailable(CallRecording recording) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("startTime", Times.write(recording.startTime()));
    more.put("endTime", Times.write(recording.endTime()));
    more.put("recordingId", recording.recordingId());
    more.put("channels", 2);
    more.put("duration", recording.duration());
    more.put("fileFormat", "wav");
    more.put("status", recording.status());
    if (!"error".equals(recording.status())) {
      more.put("mediaUrl", url(call) + "/recordings/" + recording.recordingId() + "/media");
    }
    return of("recordingAvailable", call, recording.availableAt(), null, more);
  }

  /** All events print the parties of the A-leg, also those of other legs. */
  private Webhook of(
      String type, CallLeg leg, Instant at, Webhook.Target target, Map<String, Object> more) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("eventType", type);
    body.put("eventTime", Times.write(at.plus(LATER)));
    body.put("accountId", account);
    body.put("applicationId", APPLICATION);
    body.put("from", call.from());
    body.put("to", call.to());
    body.put("direction", leg.direction());
    body.put("callId", leg.callId());
    body.put("callUrl", url(leg));
    body.put("startTime", Times.write(leg.startTime()));
    if (leg.enqueuedTime() != null) {
      body.put("enqueuedTime", Times.write(leg.enqueuedTime()));
    }
    if (tag != null) {
      body.put("tag", tag);
    }
    body.putAll(more);
    return new Webhook(at.plus(LATER), target, body);
  }

  private String url(CallLeg leg) {
    return "https://voice.bandwidth.com/api/v2/accounts/%s/calls/%s"
        .formatted(account, leg.callId());
  }

  private static Map<String, Object> answerTime(CallLeg leg) {
    Map<String, Object> more = new LinkedHashMap<>();
    if (leg.answerTime() != null) {
      more.put("answerTime", Times.write(leg.answerTime()));
    }
    return more;
  }

  private static Map<String, Object> ending(CallLeg leg) {
    Map<String, Object> more = answerTime(leg);
    more.put("endTime", Times.write(leg.endTime()));
    more.put("cause", leg.cause());
    if (leg.errorMessage() != null) {
      more.put("errorMessage", leg.errorMessage());
    }
    return more;
  }

  private static Map<String, Object> transfer(CallLeg leg, String callerId) {
    return Map.of("transferCallerId", callerId, "transferTo", leg.to());
  }
}
