package io.callbridge.sandbox.bandwidth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Makes calls by request, and steers them (sections 3.1, 3.5 and 3.6). */
final class CallControl {

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern PARTY = Pattern.compile("\\+[1-9][0-9]{6,14}|sips?:\\S+");

  private final BandwidthSettings settings;
  private final CallPlayer player;
  private final PlayedCalls played;
  private final CallRecords records;
  private final Faults faults;
  private final RandomGenerator random;
  private final Clock clock;
  private Instant nextStart = Instant.EPOCH;

  CallControl(
      BandwidthSettings settings,
      CallPlayer player,
      PlayedCalls played,
      CallRecords records,
      Faults faults,
      RandomGenerator random,
      Clock clock) {
    this.settings = settings;
    this.player = player;
    this.played = played;
    this.records = records;
    this.faults = faults;
    this.random = random;
    this.clock = clock;
  }

  /** Queues a call; how it goes on is drawn. */
  synchronized Map<String, Object> create(JsonNode body, String accountUrl) {
    var request = new CallRequest(body);
    String to = request.required("to");
    String from = request.required("from");
    if (!PARTY.matcher(to).matches()) {
      throw CallRequest.invalid("to", "must be an E164 telephone number");
    }
    if (!E164.matcher(from).matches()) {
      throw CallRequest.invalid("from", "must be an E164 telephone number");
    }
    String applicationId = request.required("applicationId");
    request.required("answerUrl");
    Webhook.Target answer = request.target("answerUrl", "answerMethod");
    Webhook.Target disconnect = request.target("disconnectUrl", "disconnectMethod");
    String tag = request.text("tag", 4096);
    double callTimeout = request.number("callTimeout", 1, 300, 30);
    double callbackTimeout = request.number("callbackTimeout", 1, 25, 15);
    int priority = (int) request.number("priority", 1, 5, 5);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (records.queued() >= settings.queueCapacity()) {
      throw new RefusedException(faults.tooManyRequests(now));
    }
    CallLeg call = draw(from, to, now, callTimeout);
    player.play(script(call, tag, answer, disconnect));

    Map<String, Object> response = new LinkedHashMap<>();
    response.put("applicationId", applicationId);
    response.put("accountId", settings.account());
    response.put("callId", call.callId());
    response.put("to", to);
    response.put("from", from);
    response.put("enqueuedTime", Times.write(call.enqueuedTime()));
    response.put("callUrl", accountUrl + "/calls/" + call.callId());
    response.put("callTimeout", callTimeout);
    response.put("callbackTimeout", callbackTimeout);
    response.put("tag", tag);
    response.put("answerMethod", answer.method());
    response.put("answerUrl", answer.url());
    response.put("disconnectMethod", request.method("disconnectMethod"));
    response.put("disconnectUrl", disconnect == null ? null : disconnect.url());
    response.put("username", answer.username());
    response.put("password", answer.password());
    response.put("priority", priority);
    return response;
  }

  private CallLeg draw(String from, String to, Instant now, double callTimeout) {
    Instant start = nextStart.isAfter(now) ? nextStart : now;
    nextStart = start.plus(Duration.ofSeconds(1).dividedBy(settings.callsPerSecond()));
    long shortest = settings.shortestCall().toMillis();
    long ring = Math.min(random.nextLong(shortest / 4, shortest + 1), (long) (callTimeout * 1000));
    long talk = random.nextLong(shortest, settings.longestCall().toMillis() + 1);
    Instant picked = start.plusMillis(ring);
    int fate = random.nextInt(10);
    boolean answered = fate < 7;
    String cause = answered ? "hangup" : fate == 7 ? "busy" : fate == 8 ? "rejected" : "timeout";
    return new CallLeg(
        Ids.call(random),
        null,
        false,
        from,
        to,
        now,
        start,
        answered ? picked : null,
        answered ? picked.plusMillis(talk) : picked,
        cause,
        "busy".equals(cause) ? "Callee is busy" : null);
  }

  private CallScript script(
      CallLeg call, String tag, Webhook.Target answer, Webhook.Target disconnect) {
    var events = new EventWriter(settings.account(), call, tag);
    List<Webhook> webhooks = new ArrayList<>();
    if (call.answerTime() != null) {
      webhooks.add(events.answer(answer));
    }
    if (disconnect != null) {
      webhooks.add(events.disconnect(disconnect));
    }
    return new CallScript(null, List.of(call), tag, null, List.copyOf(webhooks), null);
  }

  /** Ends a call, or sends it to another URL. */
  void update(String callId, JsonNode body) {
    var request = new CallRequest(body);
    String state = Optional.ofNullable(request.text("state", 20)).orElse("active");
    Webhook.Target redirect = request.target("redirectUrl", "redirectMethod");
    switch (state) {
      case "completed" -> {
        if (redirect != null) {
          throw CallRequest.invalid("redirectUrl", "must not be given with state completed");
        }
        end(running(callId));
      }
      case "active" -> {
        if (redirect == null) {
          throw CallRequest.invalid("redirectUrl", "must be given with state active");
        }
        PlayedCall call = answered(callId);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CallScript script = call.script();
        Webhook event =
            new EventWriter(settings.account(), script.parent(), script.tag())
                .redirect(now, redirect);
        List<Webhook> webhooks = new ArrayList<>(script.webhooks());
        webhooks.add(event);
        player.steer(call, with(script, script.legs(), webhooks), List.of(event));
      }
      default -> throw CallRequest.invalid("state", "must be active or completed");
    }
  }

  /** Only {@code Hangup} has an effect. */
  void updateBxml(String callId, String bxml) {
    String root = Bxml.rootOf(bxml);
    if (!"Bxml".equals(root) && !"Response".equals(root)) {
      throw new RefusedException(ApiError.invalid("Invalid BXML"));
    }
    PlayedCall call = answered(callId);
    if (bxml.contains("<Hangup")) {
      end(call);
    }
  }

  private void end(PlayedCall call) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    CallScript script = call.script();
    List<CallLeg> legs = script.legs().stream().map(leg -> leg.endedAt(now)).toList();
    List<Webhook> past =
        script.webhooks().stream().filter(webhook -> !webhook.at().isAfter(now)).toList();
    var events = new EventWriter(settings.account(), legs.get(0), script.tag());
    List<Webhook> added =
        script.webhooks().stream()
            .filter(webhook -> webhook.at().isAfter(now))
            .filter(webhook -> "disconnect".equals(webhook.eventType()))
            .map(webhook -> events.disconnect(webhook.target()))
            .toList();
    List<Webhook> all = new ArrayList<>(past);
    all.addAll(added);
    player.steer(call, with(script, legs, all), added);
  }

  private static CallScript with(CallScript script, List<CallLeg> legs, List<Webhook> webhooks) {
    return new CallScript(script.story(), legs, script.tag(), null, List.copyOf(webhooks), null);
  }

  private PlayedCall running(String callId) {
    PlayedCall call = find(callId);
    if (call.script().parent().state(clock.instant()) == CallLeg.State.DISCONNECTED) {
      throw new RefusedException(ApiError.conflict(callId));
    }
    return call;
  }

  private PlayedCall answered(String callId) {
    PlayedCall call = find(callId);
    if (call.script().parent().state(clock.instant()) != CallLeg.State.ANSWERED) {
      throw new RefusedException(ApiError.conflict(callId));
    }
    return call;
  }

  private PlayedCall find(String callId) {
    return played.find(callId).orElseThrow(() -> new RefusedException(ApiError.notFound(callId)));
  }
}
