package io.callbridge.sandbox.vonage;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes calls as rows of a report, and reads the report's times (section 6). */
final class ReportRows {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private ReportRows() {}

  static Map<String, Object> write(CallScript call) {
    String agentNumber = call.internal() ? call.agent().extension() : call.did();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", call.callId());
    row.put("in_network", call.internal());
    row.put("international", false);
    row.put("from", call.inbound() ? call.outside() : agentNumber);
    row.put("to", call.inbound() ? agentNumber : call.outside());
    row.put("direction", call.inbound() ? "Inbound" : "Outbound");
    row.put("length", call.ending().hasTalk() ? call.talkSeconds() : ringSeconds(call));
    row.put("start", write(call.createdAt()));
    row.put("end", write(call.endedAt()));
    row.put("charge", 0);
    row.put("rate", 0);
    Agent colleague = call.internal() ? Agent.find(call.outside()) : null;
    side(row, "source", call.inbound() ? colleague : call.agent());
    side(row, "destination", call.inbound() ? call.agent() : colleague);
    row.put("result", call.ending().result());
    // Marked as recorded although nobody may have answered.
    row.put("recorded", Math.floorMod(call.callId().hashCode(), 3) != 0);
    return row;
  }

  private static long ringSeconds(CallScript call) {
    return call.endedAt().getEpochSecond() - call.createdAt().getEpochSecond();
  }

  /** The fields of one side; all of them null for a party outside. */
  private static void side(Map<String, Object> row, String side, Agent agent) {
    row.put(side + "_device_name", agent == null ? null : "Desk " + agent.extension());
    row.put(side + "_user_full_name", agent == null ? null : agent.name());
    row.put(side + "_user", agent == null ? null : agent.user());
    row.put(side + "_sip_id", agent == null ? null : agent.deviceId());
    row.put(side + "_extension", agent == null ? null : Integer.valueOf(agent.extension()));
  }

  static String write(Instant time) {
    return TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  /**
   * @throws RefusedException with 400 if it is no such time
   */
  static Instant read(String parameter, String text) {
    try {
      return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException wrong) {
      throw RefusedException.badReportRequest(parameter, "must be yyyy-MM-dd HH:mm:ss");
    }
  }
}
