package io.callbridge.sandbox.vonage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes the events of a call, and signs them (section 7). */
final class EventWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** With an offset without a colon. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT);

  private EventWriter() {}

  /**
   * The event with its properties sorted and without white space: what is sent is what is signed.
   *
   * @param state a word of the contract
   * @param over whether it is the call's last event
   */
  static String write(CallScript call, String state, boolean over, String account) {
    Map<String, Object> event = new TreeMap<>();
    event.put("id", call.eventId());
    event.put("externalId", call.callId());
    event.put("accountId", account);
    event.put("userId", call.agent().userId());
    event.put("type", "CALL");
    event.put("ucpType", "VBS");
    event.put("direction", call.inbound() ? "INBOUND" : "OUTBOUND");
    event.put("state", state);
    event.put("phoneNumber", call.outside());
    event.put("callerId", call.outside());
    event.put("internal", call.internal());
    event.put("startTime", time(call.createdAt()));
    boolean answered = call.ending() == Ending.ANSWERED && !state.equals("RINGING");
    if (answered) {
      event.put("answerTime", time(call.answeredAt()));
    }
    if (over) {
      event.put("endTime", time(call.endedAt()));
    }
    event.put("duration", over && answered ? call.talkSeconds() * 1000 : 0);
    return text(event);
  }

  /** In hexadecimal digits. */
  static String sign(String event, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(event.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String time(Instant time) {
    return TIME.format(time.atOffset(ZoneOffset.UTC));
  }
}
