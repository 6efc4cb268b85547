package io.callbridge.sandbox.vonage;

import io.callbridge.sandbox.vonage.VonageSettings.Shape;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes live calls and their legs, as documented or as really sent (sections 3.1 and 3.2). */
final class LiveCalls {

  private final VonageSettings settings;
  private final Clock clock;

  LiveCalls(VonageSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  Map<String, Object> write(PlayedCall played) {
    CallScript call = played.script();
    Map<String, Object> json = new LinkedHashMap<>();
    if (settings.shape() == Shape.DOCUMENTED) {
      json.put("account_id", number(settings.account()));
      json.put("call_id", call.callId());
      json.put("direction", direction(call));
      json.put("from", number(from(call)));
      json.put("to", number(to(call)));
      json.put("start_time", call.createdAt().getEpochSecond());
      json.put("status", status(played));
      json.put("legs", legs(played));
      return json;
    }
    json.put("account_id", settings.account());
    json.put("call_id", call.callId());
    json.put("direction", direction(call));
    json.put("status", status(played));
    json.put("from_number", from(call));
    json.put("to_number", to(call));
    json.put("flags", List.of());
    json.put("start_time", micros(call.createdAt()));
    json.put("answer_time", micros(reached(call.answeredAt())));
    json.put("end_time", micros(reached(call.endedAt())));
    json.put(
        "actions_uri",
        "/cc/accounts/%s/calls/%s/actions".formatted(settings.account(), call.callId()));
    Map<String, Object> legs = new LinkedHashMap<>();
    legs(played).forEach(leg -> legs.put((String) leg.get("leg_id"), leg));
    json.put("leg_map", legs);
    return json;
  }

  /** The outside party's leg, and the agent's. */
  List<Map<String, Object>> legs(PlayedCall played) {
    return List.of(leg(played, true), leg(played, false));
  }

  /** Repeatable, so that a leg is found again. */
  static String legId(String callId, boolean outside) {
    String name = callId + (outside ? "/outside" : "/agent");
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Map<String, Object> leg(PlayedCall played, boolean outside) {
    CallScript call = played.script();
    boolean documented = settings.shape() == Shape.DOCUMENTED;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("leg_id", legId(call.callId(), outside));
    json.put("call_id", call.callId());
    json.put("direction", outside == call.inbound() ? "inbound" : "outbound");
    json.put("status", status(played));
    String to = outside ? to(call) : call.agent().extension();
    if (documented) {
      json.put("account_id", number(settings.account()));
      json.put("from", number(from(call)));
      json.put("to", number(to));
      json.put("start_time", call.createdAt().getEpochSecond());
      return json;
    }
    boolean pstn = outside && !call.internal();
    json.put("device_id", pstn ? "pstn" : outside ? "VH299999" : call.agent().deviceId());
    json.put("extension", pstn ? "" : outside ? call.outside() : call.agent().extension());
    json.put("from_number", from(call));
    json.put("to_number", to);
    json.put("start_time", micros(call.createdAt()));
    json.put("answer_time", micros(reached(call.answeredAt())));
    json.put("end_time", micros(reached(call.endedAt())));
    return json;
  }

  String status(PlayedCall played) {
    CallScript call = played.script();
    if (!clock.instant().isBefore(call.endedAt())) {
      return settings.shape() == Shape.WIRE
          ? "disconnected"
          : call.ending().hasTalk() ? "on-call" : "unanswered";
    }
    if (played.isParked() && settings.shape() == Shape.WIRE) {
      return "parked";
    }
    if (played.isHeld() && settings.shape() == Shape.WIRE) {
      return "held";
    }
    return reached(call.answeredAt()) == null ? "ringing" : "on-call";
  }

  private static String direction(CallScript call) {
    return call.inbound() ? "inbound" : "outbound";
  }

  private static String from(CallScript call) {
    return call.inbound() ? call.outside() : call.agent().extension();
  }

  private static String to(CallScript call) {
    return call.inbound() ? call.did() : call.outside();
  }

  private Instant reached(Instant time) {
    return time == null || time.isAfter(clock.instant()) ? null : time;
  }

  private static String micros(Instant time) {
    return time == null
        ? "0"
        : String.valueOf(time.getEpochSecond() * 1_000_000 + time.getNano() / 1000);
  }

  /** A JSON number where it is one, as in the documents' samples. */
  private static Object number(String text) {
    return text.matches("[1-9][0-9]{0,17}") ? (Object) Long.valueOf(text) : text;
  }
}
